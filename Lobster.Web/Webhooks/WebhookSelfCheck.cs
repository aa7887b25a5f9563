using System.Net;
using System.Security.Cryptography;

namespace Lobster.Web.Webhooks;

/// <summary>
/// Calls our own webhook under its public address, as a provider would, with a word that only we know: shows whether name, certificate and proxy lead here. Nothing
/// is stored of it.
/// </summary>
internal sealed class WebhookSelfCheck(HttpClient http, WebhookWord word)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Calls it.</summary>
    public async Task<WebhookReach> RunAsync(Uri address, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent([]) };
            request.Headers.Add(WebhookWord.Header, word.Value);
            using var answer = await http.SendAsync(request, patience.Token);
            return answer.StatusCode switch
            {
                HttpStatusCode.NoContent => new(true, "It is reached: the address leads to this panel."),
                HttpStatusCode.BadRequest => new(true, "It is reached, by way of another node of this panel."),
                var other => new(false, "Something else answers there: {0}. Look at the proxy in front of the panel; it must pass POST requests through, without a redirect.", (int)other),
            };
        }
        catch (HttpRequestException e)
        {
            return new(false, "It cannot be reached: {0}", e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(false, "It did not answer within {0} seconds.", (int)Patience.TotalSeconds);
        }
    }
}

/// <summary>A word that only this process knows, so that it recognises its own calls.</summary>
internal sealed class WebhookWord
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "Lobster-Self-Check";

    /// <summary>The word.</summary>
    public string Value { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
