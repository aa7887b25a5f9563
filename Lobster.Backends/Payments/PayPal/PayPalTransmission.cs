namespace Lobster.Backends.Payments.PayPal;

/// <summary>The headers of a webhook call that its check needs.</summary>
/// <param name="Algorithm">How it was signed.</param>
/// <param name="CertificateUrl">Where the certificate is said to be.</param>
/// <param name="Id">The id of this attempt.</param>
/// <param name="Time">When it was sent.</param>
/// <param name="Signature">Base64.</param>
internal sealed record PayPalTransmission(string Algorithm, string CertificateUrl, string Id, string Time, string Signature)
{
    private const int Longest = 1000;

    /// <summary>Reads them; null when one is missing, empty or too long.</summary>
    public static PayPalTransmission? Read(IReadOnlyDictionary<string, string> headers)
    {
        string[] names = ["PAYPAL-AUTH-ALGO", "PAYPAL-CERT-URL", "PAYPAL-TRANSMISSION-ID", "PAYPAL-TRANSMISSION-TIME", "PAYPAL-TRANSMISSION-SIG"];
        var values = names.Select(n => headers.GetValueOrDefault(n)).ToArray();
        return values is [{ Length: > 0 and <= Longest } algorithm, { Length: > 0 and <= Longest } url, { Length: > 0 and <= Longest } id, { Length: > 0 and <= Longest } time, { Length: > 0 and <= Longest } signature]
            ? new PayPalTransmission(algorithm, url, id, time, signature)
            : null;
    }
}
