using System.Net.Http.Headers;
using System.Text;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>User data as Nova takes it: base64, with the SSH keys beyond the one that a server can name. Pure.</summary>
internal static class OpenStackUserData
{
    // Nova's limit for the encoded text.
    private const int Most = 65_535;

    /// <summary>What to send; null for nothing.</summary>
    /// <param name="own">The customer's.</param>
    /// <param name="moreKeys">Further public keys.</param>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Rejected"/>: it is too long.</exception>
    public static async Task<string?> EncodeAsync(string? own, IReadOnlyList<string> moreKeys)
    {
        if (string.IsNullOrEmpty(own) && moreKeys.Count == 0) return null;
        var bytes = moreKeys.Count == 0 ? Encoding.UTF8.GetBytes(own!) : await JoinAsync(own, moreKeys);
        var encoded = Convert.ToBase64String(bytes);
        return encoded.Length <= Most ? encoded : throw new BackendException(BackendErrorKind.Rejected, "The user data is too long for OpenStack, which takes about 48 KB.");
    }

    // Cloud-init reads several parts as a MIME message (https://cloudinit.readthedocs.io/en/latest/explanation/format.html).
    private static async Task<byte[]> JoinAsync(string? own, IReadOnlyList<string> keys)
    {
        using var parts = new MultipartContent("mixed", "lobster-part");
        var config = "#cloud-config\nssh_authorized_keys:\n" + string.Concat(keys.Select(k => $"  - \"{k.Trim().Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)}\"\n"));
        parts.Add(Part(config, "text/cloud-config"));
        if (!string.IsNullOrEmpty(own)) parts.Add(Part(own, Kind(own)));
        var head = Encoding.UTF8.GetBytes($"Content-Type: {parts.Headers.ContentType}\r\nMIME-Version: 1.0\r\n\r\n");
        return [.. head, .. await parts.ReadAsByteArrayAsync()];
    }

    private static StringContent Part(string text, string kind) => new(text, Encoding.UTF8, new MediaTypeHeaderValue(kind, "utf-8"));

    private static string Kind(string text) => text.StartsWith("#!", StringComparison.Ordinal) ? "text/x-shellscript"
        : text.StartsWith("#include", StringComparison.Ordinal) ? "text/x-include-url"
        : text.StartsWith("#cloud-boothook", StringComparison.Ordinal) ? "text/cloud-boothook"
        : "text/cloud-config";
}
