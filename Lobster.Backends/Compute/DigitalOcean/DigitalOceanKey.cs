using System.Security.Cryptography;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>An SSH key of the account as one create uses it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsOurs">Whether it was imported for this create alone, and goes with it. The account has each key once, so another's may have to do.</param>
internal sealed record DigitalOceanKey(long Id, bool IsOurs)
{
    /// <summary>The fingerprint under which the account has a public key: MD5 with colons. Null when it is no OpenSSH line.</summary>
    public static string? Fingerprint(string publicKey)
    {
        var parts = publicKey.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var bytes = new byte[publicKey.Length];
        if (parts.Length < 2 || !Convert.TryFromBase64String(parts[1], bytes, out var length)) return null;
#pragma warning disable CA5351 // It names the key and protects nothing; the API knows no other.
        return string.Join(':', MD5.HashData(bytes.AsSpan(0, length)).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
#pragma warning restore CA5351
    }
}
