using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Billing.Corrections;

/// <summary>A charge line that costs something else than what was charged for it.</summary>
/// <param name="LineId">The line.</param>
/// <param name="EntryId">The usage entry that it is part of.</param>
/// <param name="VmId">The machine.</param>
/// <param name="Vm">The machine's name.</param>
/// <param name="Day">The UTC day.</param>
/// <param name="From">Start of its first interval.</param>
/// <param name="Until">End of its last.</param>
/// <param name="Charged">What the line says.</param>
/// <param name="GivenBack">What earlier corrections gave back for it; negative: took in addition.</param>
/// <param name="Due">What it should cost.</param>
/// <param name="Corrections">How many corrections it had.</param>
public sealed record CorrectedLine(
    ChargeLineId LineId, LedgerEntryId EntryId, VmId VmId, string Vm, DateOnly Day, Instant From, Instant Until, Money Charged, Money GivenBack, Money Due, int Corrections)
{
    /// <summary>What the account's credit changes by; positive gives back.</summary>
    public Money Difference => Charged - GivenBack - Due;
}
