using System.Net.Http.Headers;
using Lobster.Backends.Http;
using Stripe;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>
/// Stripe's library over our own way out: it writes requests and reads answers, and everything in between (buckets, time limits, repeats of reads, failures) is
/// <see cref="ProviderClient"/>'s. What that throws passes through the library as it is. The library repeats nothing, tells nobody of this machine, and shares nothing between gateways.
/// </summary>
internal static class StripeSdk
{
    private static readonly string[] Spoken = ["Authorization", "Stripe-Version", "Idempotency-Key"];

    /// <summary>A client of one account.</summary>
    /// <param name="http">The way out.</param>
    /// <param name="address">Where it leads.</param>
    /// <param name="key">The secret key.</param>
    public static StripeClient Open(ProviderClient http, Uri address, string key) => new(new StripeClientOptions
    {
        ApiKey = key, ApiBase = address.GetLeftPart(UriPartial.Authority),
        HttpClient = new SystemNetHttpClient(new HttpClient(new Bridge(http)) { Timeout = Timeout.InfiniteTimeSpan }, maxNetworkRetries: 0, appInfo: null, enableTelemetry: false),
    });

    /// <summary>Hands requests of the library on, with the headers that matter and not those that describe the machine.</summary>
    private sealed class Bridge(ProviderClient http) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (string, string)[] headers = [.. request.Headers.Where(h => Spoken.Contains(h.Key)).Select(h => (h.Key, string.Join(' ', h.Value)))];
            var content = request.Content is null ? null : new ByteArrayContent(await request.Content.ReadAsByteArrayAsync(cancellationToken)) { Headers = { ContentType = request.Content.Headers.ContentType } };
            var answer = await http.SendAsync(request.Method, request.RequestUri!.PathAndQuery, content, cancellationToken, headers);
            return new HttpResponseMessage(answer.Status)
            {
                RequestMessage = request, Content = new ByteArrayContent(answer.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            };
        }
    }
}
