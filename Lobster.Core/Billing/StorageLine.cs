using Lobster.Core.Accounts;
using Lobster.Core.Images;
using Lobster.Core.Ledger;
using Lobster.Core.Plans;

namespace Lobster.Core.Billing;

/// <summary>The evidence of image storage: which image, which intervals, which size, which rate. Chained like <see cref="ChargeLine"/>.</summary>
public sealed class StorageLine
{
    /// <summary>The line's number.</summary>
    public StorageLineId Id { get; set; }

    /// <summary>The image.</summary>
    public ImageId ImageId { get; set; }

    /// <summary>Who pays.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>The UTC day in which its intervals start.</summary>
    public DateOnly Day { get; set; }

    /// <summary>0, 1, 2 … within image and day: a new one starts when size or rate change.</summary>
    public int Segment { get; set; }

    /// <summary>Start of the first interval.</summary>
    public Instant From { get; set; }

    /// <summary>End of the last interval, exclusive.</summary>
    public Instant Until { get; set; }

    /// <summary>Where the line before ended, equal to <see cref="From"/>; null on the image's first line.</summary>
    public Instant? PreviousUntil { get; set; }

    /// <summary>How many intervals.</summary>
    public int Intervals { get; set; }

    /// <summary>The size that was charged, in whole MB.</summary>
    public long SizeMb { get; set; }

    /// <summary>Whether the size is an estimate that a later entry may correct.</summary>
    public bool IsEstimated { get; set; }

    /// <summary>The price version behind the rate.</summary>
    public PriceVersionId PriceVersionId { get; set; }

    /// <summary>What one interval costs, rounded half to even once.</summary>
    public Money Rate { get; set; }

    /// <summary>Intervals × rate, exactly.</summary>
    public Money Amount { get; set; }

    /// <summary>The storage entry that this line is part of.</summary>
    public LedgerEntryId EntryId { get; set; }

    /// <summary>When it was last written (business clock).</summary>
    public Instant PostedAt { get; set; }
}
