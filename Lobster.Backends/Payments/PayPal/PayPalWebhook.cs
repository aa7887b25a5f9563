using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lobster.Core.Compute;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>
/// Checks webhook calls (https://developer.paypal.com/api/rest/webhooks/rest/): what costs nothing first, the certificate and the signature last, so that a flood of
/// forged calls fetches and computes nothing.
/// </summary>
internal sealed partial class PayPalWebhook(PayPalOptions options, PayPalSignature signature, PayPalClient client, TimeProvider time)
{
    // PayPal tries for three days; whether each attempt carries a time of its own is not documented.
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(72);
    private static readonly TimeSpan FarthestAhead = TimeSpan.FromHours(1);
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>Decides over a call.</summary>
    public async ValueTask<WebhookVerdict> VerifyAsync(WebhookCall call, CancellationToken cancellationToken)
    {
        if (PayPalTransmission.Read(call.Headers) is not { } sent) return new WebhookVerdict.Rejected("a header is missing");
        if (sent.Algorithm != "SHA256withRSA") return new WebhookVerdict.Rejected("other algorithm");
        if (!IsCertificate(sent.CertificateUrl)) return new WebhookVerdict.Rejected("certificate is not at PayPal");
        var problem = options.AsksPayPal ? await AskAsync(sent, call.Body, cancellationToken) : await signature.ProblemAsync(sent, options.WebhookId, call.Body, cancellationToken);
        if (problem is not null) return problem;
        if (!IsFresh(sent.Time)) return new WebhookVerdict.Rejected("sent too long ago or ahead");
        return EventId(call.Body) is { } id ? new WebhookVerdict.Genuine(id, Nothing) : new WebhookVerdict.Rejected("no event id");
    }

    /// <summary>Whether an address is one of PayPal's certificates, to the letter: nothing else is ever fetched.</summary>
    public bool IsCertificate(string url) =>
        Certificate().Match(url) is { Success: true } parts && options.Places.CertificateHosts.Contains(parts.Groups["host"].Value) && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.AbsoluteUri == url;

    private async Task<WebhookVerdict?> AskAsync(PayPalTransmission sent, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.VerifyAsync(sent, options.WebhookId, body, cancellationToken);
            return answer.VerificationStatus == "SUCCESS" ? null : new WebhookVerdict.Rejected("PayPal says it is not genuine");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return new WebhookVerdict.Rejected("body is not JSON");
        }
        catch (BackendException e)
        {
            return e.Kind == BackendErrorKind.Rejected && PayPalFaults.Issue(e) != PayPalFaults.Forbidden
                ? new WebhookVerdict.Rejected("PayPal does not check it")
                : new WebhookVerdict.Undecided("PayPal could not be asked");
        }
    }

    private bool IsFresh(string sent) =>
        DateTimeOffset.TryParse(sent, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && time.GetUtcNow() - at <= Oldest && at - time.GetUtcNow() <= FarthestAhead;

    private static string? EventId(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, PayPalJson.Default.PayPalEvent)?.Id is { Length: > 0 and <= 100 } id && id.All(c => c is '-' or '_' || char.IsAsciiLetterOrDigit(c)) ? id : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\Ahttps://(?<host>[a-z.-]+)/v1/notifications/certs/CERT-[0-9A-Za-z-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Certificate();
}
