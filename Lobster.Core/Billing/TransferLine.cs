using Lobster.Core.Accounts;
using Lobster.Core.Ledger;
using Lobster.Core.Plans;
using Lobster.Core.Regions;

namespace Lobster.Core.Billing;

/// <summary>The evidence of billed transfer: which whole GB of which pool, and at which rate. Never changed.</summary>
public sealed class TransferLine
{
    /// <summary>The line's number.</summary>
    public TransferLineId Id { get; set; }

    /// <summary>Who pays.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>The pool's region.</summary>
    public RegionId RegionId { get; set; }

    /// <summary>The first day of the pool's UTC month.</summary>
    public DateOnly Month { get; set; }

    /// <summary>The first GB beyond the pool that it bills: 1, 2, 3 …; unique within the pool.</summary>
    public long FirstGb { get; set; }

    /// <summary>How many GB.</summary>
    public long Gb { get; set; }

    /// <summary>Bytes used when it was written.</summary>
    public long UsedBytes { get; set; }

    /// <summary>The pool's projected allowance when it was written.</summary>
    public long AllowanceBytes { get; set; }

    /// <summary>GB that were free on top of the allowance.</summary>
    public long GraceGb { get; set; }

    /// <summary>The price version behind the rate; null when no price was in force, and the GB are free for good.</summary>
    public PriceVersionId? PriceVersionId { get; set; }

    /// <summary>What one GB costs.</summary>
    public Money Rate { get; set; }

    /// <summary>GB × rate, exactly.</summary>
    public Money Amount { get; set; }

    /// <summary>The ledger entry that took it; null when it costs nothing.</summary>
    public LedgerEntryId? EntryId { get; set; }

    /// <summary>When it was written (business clock).</summary>
    public Instant PostedAt { get; set; }
}
