using System.Globalization;
using System.Security.Cryptography;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>Names and fingerprints of SSH key pairs. Pure.</summary>
internal static class CloudStackKeys
{
    /// <summary>What the names of all keys that are imported for one create begin with.</summary>
    public static string Prefix(Guid token) => $"lobster-{token:N}-";

    /// <summary>The fingerprint under which the account has a public key: MD5 with colons. Null when it is no OpenSSH line.</summary>
    public static string? Fingerprint(string publicKey)
    {
        var parts = publicKey.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var bytes = new byte[publicKey.Length];
        if (parts.Length < 2 || !Convert.TryFromBase64String(parts[1], bytes, out var length)) return null;
#pragma warning disable CA5351 // It names the key and protects nothing; the API knows no other.
        return string.Join(':', MD5.HashData(bytes.AsSpan(0, length)).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
#pragma warning restore CA5351
    }
}
