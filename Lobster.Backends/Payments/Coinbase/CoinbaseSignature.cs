using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Coinbase;

/// <summary>
/// The header <c>X-Hook0-Signature: t=SECONDS,h=NAMES,v1=HEX</c> (https://docs.cdp.coinbase.com/webhooks/verify-signatures): an HMAC-SHA256 over the time, the names of headers, their
/// values and the body, joined by dots. The older v0 covers no headers and is not looked at.
/// </summary>
internal static class CoinbaseSignature
{
    /// <summary>The header.</summary>
    public const string Header = "X-Hook0-Signature";

    /// <summary>How far the time of a call may lie from ours, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const int LongestHeader = 2000;
    private const int MostNames = 10;

    /// <summary>Checks a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="secret">The subscription's secret.</param>
    /// <param name="now">Our clock.</param>
    /// <param name="signed">The names of the headers that the signature covers; empty when it is wrong.</param>
    /// <returns>Null when it is genuine and fresh; otherwise what is wrong.</returns>
    public static string? Problem(WebhookCall call, ReadOnlySpan<byte> secret, DateTimeOffset now, out IReadOnlyList<string> signed)
    {
        signed = [];
        if (!call.Headers.TryGetValue(Header, out var header) || string.IsNullOrEmpty(header)) return "no signature";
        if (header.Length > LongestHeader) return "signature header too long";
        var parts = Parts(header);
        if (!parts.TryGetValue("v1", out var signature)) return "no v1 signature";
        if (!parts.TryGetValue("t", out var seconds) || !long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at)) return "no time in the signature";
        var list = parts.GetValueOrDefault("h", "");
        var names = list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (names.Length > MostNames) return "too many signed headers";
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (signature.Length != 2 * given.Length || Convert.FromHexString(signature, given, out _, out _) != OperationStatus.Done) return "no SHA-256 in the signature";
        if (!CryptographicOperations.FixedTimeEquals(given, Compute(call, secret, seconds, list, names))) return "wrong signature";
        if (Math.Abs((decimal)now.ToUnixTimeSeconds() - at) > (decimal)Tolerance.Ticks / TimeSpan.TicksPerSecond) return "signed too long ago or ahead";
        signed = names;
        return null;
    }

    private static byte[] Compute(WebhookCall call, ReadOnlySpan<byte> secret, string seconds, string list, string[] names)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        // A header that is named and missing counts as empty.
        var values = string.Join('.', names.Select(n => call.Headers.GetValueOrDefault(n, "")));
        hash.AppendData(Encoding.UTF8.GetBytes($"{seconds}.{list}.{values}."));
        hash.AppendData(call.Body.Span);
        return hash.GetHashAndReset();
    }

    // The first of each name counts.
    private static Dictionary<string, string> Parts(string header)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header.Split(',', 20, StringSplitOptions.TrimEntries))
            if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at) parts.TryAdd(part[..at], part[(at + 1)..]);
        return parts;
    }
}
