using Lobster.Core.Ledger;

namespace Lobster.Core.Billing.Storage;

/// <summary>The receipt of one hour of an image, derived from the line that holds it.</summary>
/// <param name="Image">The image's name.</param>
/// <param name="Region">Where it lies.</param>
/// <param name="Number">1, 2, 3 … since its billing began.</param>
/// <param name="From">From when.</param>
/// <param name="SizeMb">The size that was charged.</param>
/// <param name="PerGbHour">The price of a GB of 1024 MB and an hour.</param>
/// <param name="PriceNumber">Which version of the price.</param>
/// <param name="PriceFrom">Since when that version is in force.</param>
/// <param name="Amount">What the hour cost, exactly.</param>
/// <param name="Line">The line's day, hours and amount.</param>
/// <param name="EntryId">The ledger entry it is part of.</param>
/// <param name="PostedAt">When the line was last written.</param>
public sealed record StorageReceipt(
    string Image, string Region, long Number, Instant From, long SizeMb, Money PerGbHour, int PriceNumber, Instant PriceFrom, Money Amount,
    (DateOnly Day, int Hours, Money Amount) Line, LedgerEntryId EntryId, Instant PostedAt)
{
    /// <summary>What corrected the line since, oldest first.</summary>
    public IReadOnlyList<LineCorrection> Corrections { get; init; } = [];
}
