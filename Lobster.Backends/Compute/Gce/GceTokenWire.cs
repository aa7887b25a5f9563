using Google.Apis.Http;
using Lobster.Backends.Http;

namespace Lobster.Backends.Compute.Gce;

/// <summary>
/// Carries what Google's library sends for a token over our own client, so that time limits, repeats, redaction and the meaning of failures are those of every other call. The
/// library sees successes only.
/// </summary>
internal sealed class GceTokenWire(ProviderClient http) : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A token more or less harms nobody: asking for one is a question.
        var answer = await http.AskAsync("", request.Content!, cancellationToken);
        http.Parse(answer, GceJson.Default.GceTokenAnswer);
        return new HttpResponseMessage(answer.Status) { Content = new ByteArrayContent(answer.Body), RequestMessage = request };
    }

    /// <summary>Gives the library a client that sends here, and neither repeats nor gives up by the system's clock.</summary>
    internal sealed class Factory(ProviderClient http) : Google.Apis.Http.IHttpClientFactory
    {
        /// <inheritdoc/>
        public ConfigurableHttpClient CreateHttpClient(CreateHttpClientArgs args) =>
            new(new ConfigurableMessageHandler(new GceTokenWire(http)) { FollowRedirect = false, NumTries = 1 }) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
