using Stripe;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>
/// Checks <c>Stripe-Signature</c>, <c>t=SECONDS,v1=HEX</c> (https://docs.stripe.com/webhooks/signature). The check is the first half of Stripe's own ConstructEvent; the second half refuses
/// events of other versions of the API, of which we read nothing but ids.
/// </summary>
internal static class StripeSignature
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "Stripe-Signature";

    private const int MaxHeader = 2000;
    private const long ToleranceSeconds = 300;

    /// <summary>Checks a header over a body.</summary>
    /// <param name="header">The header; null when there is none.</param>
    /// <param name="body">The body, from strictly read UTF-8.</param>
    /// <param name="secrets">The secrets that are believed.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null when it is genuine and fresh; otherwise what is wrong.</returns>
    public static string? Problem(string? header, string body, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(header)) return "no signature";
        if (header.Length > MaxHeader) return "signature header too long";
        var seconds = now.ToUnixTimeSeconds();
        if (secrets.Any(s => IsSigned(header, body, s, seconds, ToleranceSeconds))) return null;
        return secrets.Any(s => IsSigned(header, body, s, seconds, long.MaxValue)) ? "signed too long ago or ahead" : "wrong signature";
    }

    private static bool IsSigned(string header, string body, string secret, long now, long tolerance)
    {
        // An empty key is a valid one for HMAC, and everybody has it.
        if (secret.Length == 0) return false;
        try
        {
            EventUtility.ValidateSignature(body, header, secret, tolerance, now);
            return true;
        }
        catch (Exception e) when (e is StripeException or FormatException or OverflowException or ArgumentException)
        {
            return false;
        }
    }
}
