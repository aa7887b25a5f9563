using Lobster.Core.Ledger;

namespace Lobster.Core.Billing.Corrections;

/// <summary>A line that costs something else than what was charged for it.</summary>
/// <param name="Id">The line.</param>
/// <param name="EntryId">The entry that it is part of; null for transfer that cost nothing.</param>
/// <param name="Name">The machine's, image's or region's name.</param>
/// <param name="Day">The UTC day; of transfer that on which it was billed.</param>
/// <param name="From">Start of its first interval, or of the pool's month.</param>
/// <param name="Until">End of its last.</param>
/// <param name="Charged">What the line says.</param>
/// <param name="GivenBack">What earlier corrections gave back for it; negative: took in addition.</param>
/// <param name="Due">What it should cost.</param>
/// <param name="Corrections">How many corrections it had.</param>
public sealed record CorrectedLine(
    CorrectedLineId Id, LedgerEntryId? EntryId, string Name, DateOnly Day, Instant From, Instant Until, Money Charged, Money GivenBack, Money Due, int Corrections)
{
    /// <summary>The pool behind a transfer line; null for other kinds.</summary>
    public CorrectedPool? Pool { get; init; }

    /// <summary>What the account's credit changes by; positive gives back.</summary>
    public Money Difference => Charged - GivenBack - Due;
}
