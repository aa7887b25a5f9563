namespace Lobster.Web.Components.Public;

/// <summary>A panel that sells nothing yet.</summary>
internal sealed class NoPrices : IPriceList
{
    /// <inheritdoc/>
    public Task<PriceList> ReadAsync(CancellationToken stopping) => Task.FromResult(PriceList.Empty);
}
