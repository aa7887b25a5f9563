using System.Buffers;
using System.Security.Cryptography;

namespace Lobster.Backends.Payments.BtcPay;

/// <summary>
/// The header <c>BTCPay-Sig: sha256=HEX</c>: an HMAC-SHA256 over the body as it came. There is no time in it: what comes again is told by its delivery id, and does nothing.
/// </summary>
internal static class BtcPaySignature
{
    /// <summary>The header.</summary>
    public const string Header = "BTCPay-Sig";

    private const string Prefix = "sha256=";

    /// <summary>Checks a header over a body, in fixed time.</summary>
    /// <returns>Null when it is genuine; otherwise what is wrong.</returns>
    public static string? Problem(string? header, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(header)) return "no signature";
        if (!header.StartsWith(Prefix, StringComparison.Ordinal)) return "signature of another kind";
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (header.Length != Prefix.Length + (2 * given.Length) || Convert.FromHexString(header.AsSpan(Prefix.Length), given, out _, out _) != OperationStatus.Done) return "no SHA-256 in the signature";
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, body, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected) ? null : "wrong signature";
    }
}
