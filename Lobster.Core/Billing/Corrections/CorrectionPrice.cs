using Lobster.Core.Plans;

namespace Lobster.Core.Billing.Corrections;

/// <summary>A price that may be said to have been owed for an account's charges.</summary>
/// <param name="Id">The version.</param>
/// <param name="Kind">Which charges it prices.</param>
/// <param name="Plan">Its plan; null for storage and transfer.</param>
/// <param name="Region">The one region it holds in; null: all.</param>
/// <param name="Number">Its number within its place.</param>
/// <param name="Sale">What an hour, a GB-hour or a GB costs by it.</param>
public sealed record CorrectionPrice(PriceVersionId Id, ChargeKind Kind, string? Plan, string? Region, int Number, Money Sale)
{
    /// <summary>Which charges a subject prices.</summary>
    internal static ChargeKind KindOf(PriceSubject subject) => subject switch
    {
        PriceSubject.Plan => ChargeKind.Machine,
        PriceSubject.ImageStorage => ChargeKind.Storage,
        PriceSubject.TransferOverage => ChargeKind.Transfer,
        _ => throw new InvalidOperationException($"Nothing is known about {subject}."),
    };
}
