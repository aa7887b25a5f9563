namespace Lobster.Backends.Http;

/// <summary>Signs each try of a request just before it is sent, after it has waited for its turn.</summary>
internal sealed class SignEachTry(Func<HttpRequestMessage, CancellationToken, ValueTask> sign) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await sign(request, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
