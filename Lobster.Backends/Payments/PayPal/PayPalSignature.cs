using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>Checks the signature of a call with PayPal's certificate: RSA with SHA-256 over "id|time|webhook|CRC-32 of the body".</summary>
internal sealed class PayPalSignature(PayPalCertificates certificates)
{
    private const int LeastKey = 2048;

    /// <summary>What is wrong with a call; null when it was signed by PayPal for this webhook.</summary>
    /// <param name="sent">The call's headers, whose certificate address was checked.</param>
    /// <param name="webhookId">The webhook that it must be meant for.</param>
    /// <param name="body">Its body, byte for byte.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<WebhookVerdict?> ProblemAsync(PayPalTransmission sent, string webhookId, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var found = await certificates.FindAsync(sent.CertificateUrl, cancellationToken);
        if (found.Certificate is not { } certificate) return found.Problem;
        using var key = certificate.GetRSAPublicKey();
        if (key is null || key.KeySize < LeastKey) return new WebhookVerdict.Rejected("certificate without a good key");
        var signature = new byte[sent.Signature.Length];
        if (!Convert.TryFromBase64String(sent.Signature, signature, out var length)) return new WebhookVerdict.Rejected("signature is not base64");
        var checksum = Crc32.HashToUInt32(body.Span).ToString(CultureInfo.InvariantCulture);
        var text = Encoding.UTF8.GetBytes($"{sent.Id}|{sent.Time}|{webhookId}|{checksum}");
        return key.VerifyData(text, signature.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ? null : new WebhookVerdict.Rejected("wrong signature");
    }
}
