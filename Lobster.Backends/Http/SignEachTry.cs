namespace Lobster.Backends.Http;

/// <summary>Adds credentials to each try of a request, after it has waited for its turn. What signing takes, such as fetching a token, has a time limit of its own.</summary>
internal sealed class SignEachTry(Func<HttpRequestMessage, CancellationToken, ValueTask> sign) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await sign(request, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
