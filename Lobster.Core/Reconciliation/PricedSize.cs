using Lobster.Core.Plans;

namespace Lobster.Core.Reconciliation;

/// <summary>A plan as it is in one region.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="BackendSizeId">What the backend calls the size; null when it takes figures.</param>
/// <param name="Price">What it costs there now; null when it has no price.</param>
internal sealed record PricedSize(Plan Plan, string? BackendSizeId, PriceVersion? Price)
{
    /// <summary>What an hour costs the provider: the wholesale price, or the sale price where none is kept.</summary>
    public Money Cost => Price is null ? Money.Zero : Price.Wholesale.IsPositive ? Price.Wholesale : Price.Sale;
}
