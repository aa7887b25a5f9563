namespace Lobster.Backends.Http;

/// <summary>Reads an answer to its end within the time of its try, so that a server which sends a byte a minute holds nobody up.</summary>
internal sealed class WholeAnswer : DelegatingHandler
{
    private const int Most = 32 * 1024 * 1024;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(Most, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
