using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Billing;

/// <summary>The receipt of one interval, derived from the line that holds it.</summary>
/// <param name="VmId">The machine.</param>
/// <param name="Machine">Its name.</param>
/// <param name="Plan">The plan that was charged.</param>
/// <param name="Region">Where.</param>
/// <param name="Number">1, 2, 3 … since its billing began.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Until when.</param>
/// <param name="Hourly">The price per hour.</param>
/// <param name="PriceNumber">Which version of the price.</param>
/// <param name="PriceFrom">Since when that version is in force.</param>
/// <param name="Factor">The factor on it, in thousandths.</param>
/// <param name="Amount">What the interval cost, exactly.</param>
/// <param name="Line">The line's day, intervals and amount.</param>
/// <param name="EntryId">The ledger entry it is part of.</param>
/// <param name="PostedAt">When the line was last written.</param>
public sealed record HourReceipt(
    VmId VmId, string Machine, string Plan, string Region, long Number, Instant From, Instant Until, Money Hourly, int PriceNumber, Instant PriceFrom,
    int Factor, Money Amount, (DateOnly Day, int Intervals, Money Amount) Line, LedgerEntryId EntryId, Instant PostedAt)
{
    /// <summary>What corrected the line since, oldest first.</summary>
    public IReadOnlyList<LineCorrection> Corrections { get; init; } = [];
}
