using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Lobster.Backends.Payments.Test;

/// <summary>
/// The scheme <c>t=SECONDS,v1=HEX</c>: an HMAC-SHA256 over "SECONDS.BODY". The time in it makes an old call worthless; several <c>v1</c>
/// may stand beside each other while a secret is replaced; other schemes are not looked at.
/// </summary>
public static class SignedStamp
{
    /// <summary>How far the time of a call may lie from ours, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const int MaxHeader = 1000;

    /// <summary>Signs a body.</summary>
    public static string Sign(ReadOnlySpan<byte> secret, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={seconds},v1={Convert.ToHexStringLower(Compute(secret, seconds, body))}";
    }

    /// <summary>Checks a header over a body, in fixed time.</summary>
    /// <returns>Null when it is genuine and fresh; otherwise what is wrong.</returns>
    public static string? Problem(string? header, ReadOnlySpan<byte> secret, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(header)) return "no signature";
        if (header.Length > MaxHeader) return "signature header too long";
        string? seconds = null;
        var signatures = new List<string>();
        foreach (var part in header.Split(',', 20, StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal)) seconds ??= part[2..];
            else if (part.StartsWith("v1=", StringComparison.Ordinal)) signatures.Add(part[3..]);
        }
        if (!long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at)) return "no time in the signature";
        var expected = Compute(secret, seconds, body);
        var isGenuine = false;
        foreach (var signature in signatures) isGenuine |= Equal(signature, expected);
        if (!isGenuine) return "wrong signature";
        return Math.Abs((decimal)now.ToUnixTimeSeconds() - at) > (decimal)Tolerance.TotalSeconds ? "signed too long ago or ahead" : null;
    }

    private static bool Equal(string hex, byte[] expected)
    {
        Span<byte> given = stackalloc byte[32];
        return hex.Length == 64 && Convert.FromHexString(hex, given, out _, out var written) == System.Buffers.OperationStatus.Done && written == 32
            && CryptographicOperations.FixedTimeEquals(given, expected);
    }

    private static byte[] Compute(ReadOnlySpan<byte> secret, string seconds, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.ASCII.GetBytes(seconds + "."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
