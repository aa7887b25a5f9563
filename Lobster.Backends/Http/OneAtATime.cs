namespace Lobster.Backends.Http;

/// <summary>Lets a try out only when the one before it has come back.</summary>
internal sealed class OneAtATime(SemaphoreSlim turn) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }
}
