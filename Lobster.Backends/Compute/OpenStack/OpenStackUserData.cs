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
        var bytes = moreKeys.Count == 0 ? Encoding.UTF8.GetBytes(own!) : await CloudInitMessage.JoinAsync(own, moreKeys);
        var encoded = Convert.ToBase64String(bytes);
        return encoded.Length <= Most ? encoded : throw new BackendException(BackendErrorKind.Rejected, "The user data is too long for OpenStack, which takes about 48 KB.");
    }
}
