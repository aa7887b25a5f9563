using Lobster.Core.Accounts;
using Lobster.Core.Ledger;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Billing;

/// <summary>
/// The evidence of usage: which machine, which intervals, which rate. A machine's lines form a chain that the database enforces:
/// one first line from the billing start, every other one from where the line before it ended.
/// </summary>
public sealed class ChargeLine
{
    /// <summary>The line's number.</summary>
    public ChargeLineId Id { get; set; }

    /// <summary>The machine.</summary>
    public VmId VmId { get; set; }

    /// <summary>Who pays.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>Where the machine ran.</summary>
    public RegionId RegionId { get; set; }

    /// <summary>The UTC day in which its intervals start.</summary>
    public DateOnly Day { get; set; }

    /// <summary>0, 1, 2 … within machine and day: a new one starts when the rate changes.</summary>
    public int Segment { get; set; }

    /// <summary>Start of the first interval.</summary>
    public Instant From { get; set; }

    /// <summary>End of the last interval, exclusive.</summary>
    public Instant Until { get; set; }

    /// <summary>Equal to <see cref="From"/> on the machine's first line (it must be the billing start); null on every other.</summary>
    public Instant? FirstFrom { get; set; }

    /// <summary>Where the line before ended, equal to <see cref="From"/>; null on the first line.</summary>
    public Instant? PreviousUntil { get; set; }

    /// <summary>How many intervals.</summary>
    public int Intervals { get; set; }

    /// <summary>The price version behind the rate.</summary>
    public PriceVersionId PriceVersionId { get; set; }

    /// <summary>The factor on that price, in thousandths.</summary>
    public int Factor { get; set; }

    /// <summary>What one interval costs, rounded half to even once.</summary>
    public Money Rate { get; set; }

    /// <summary>Intervals × rate, exactly.</summary>
    public Money Amount { get; set; }

    /// <summary>The usage entry that this line is part of.</summary>
    public LedgerEntryId EntryId { get; set; }

    /// <summary>The run that last wrote it; null when a deletion did.</summary>
    public SweepRunId? SweepRunId { get; set; }

    /// <summary>When it was last written (business clock).</summary>
    public Instant PostedAt { get; set; }
}
