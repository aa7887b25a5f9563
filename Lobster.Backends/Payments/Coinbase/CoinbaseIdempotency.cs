using System.Security.Cryptography;
using System.Text;

namespace Lobster.Backends.Payments.Coinbase;

/// <summary>
/// The one place where Coinbase's idempotency keys come from. It takes only UUIDs of version 4, and our request ids are of version 7: the key is the beginning of a SHA-256 over
/// what is asked for and our id, with version and variant bits as version 4 has them. So the same request has the same key for ever, and a payment never shares one with a refund.
/// </summary>
internal static class CoinbaseIdempotency
{
    /// <summary>The header.</summary>
    public const string Header = "X-Idempotency-Key";

    /// <summary>The key of a checkout.</summary>
    public static Guid OfCheckout(Guid requestId) => Of("checkout", requestId);

    /// <summary>The key of a refund.</summary>
    public static Guid OfRefund(Guid requestId) => Of("refund", requestId);

    private static Guid Of(string what, Guid requestId)
    {
        var bytes = SHA256.HashData(Encoding.ASCII.GetBytes($"lobster/coinbase/{what}/{requestId:D}"))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
