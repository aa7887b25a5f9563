using System.Net.Http.Headers;
using System.Text;

namespace Lobster.Backends.Compute;

/// <summary>User data of several parts as one MIME message, which cloud-init reads (https://cloudinit.readthedocs.io/en/latest/explanation/format.html). Pure.</summary>
internal static class CloudInitMessage
{
    /// <summary>The customer's own user data with SSH keys beside it.</summary>
    /// <param name="own">The customer's; null for none.</param>
    /// <param name="keys">Public keys, one line each.</param>
    public static async Task<byte[]> JoinAsync(string? own, IReadOnlyList<string> keys)
    {
        using var parts = new MultipartContent("mixed", "lobster-part");
        parts.Add(Part("#cloud-config\nssh_authorized_keys:\n" + string.Concat(keys.Select(k => $"  - \"{Quoted(k)}\"\n")), "text/cloud-config"));
        if (!string.IsNullOrEmpty(own)) parts.Add(Part(own, Kind(own)));
        var head = Encoding.UTF8.GetBytes($"Content-Type: {parts.Headers.ContentType}\r\nMIME-Version: 1.0\r\n\r\n");
        return [.. head, .. await parts.ReadAsByteArrayAsync()];
    }

    private static string Quoted(string key) => key.Trim().Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);

    private static StringContent Part(string text, string kind) => new(text, Encoding.UTF8, new MediaTypeHeaderValue(kind, "utf-8"));

    private static string Kind(string text) => text switch
    {
        _ when text.StartsWith("#!", StringComparison.Ordinal) => "text/x-shellscript",
        _ when text.StartsWith("#include", StringComparison.Ordinal) => "text/x-include-url",
        _ when text.StartsWith("#cloud-boothook", StringComparison.Ordinal) => "text/cloud-boothook",
        _ => "text/cloud-config",
    };
}
