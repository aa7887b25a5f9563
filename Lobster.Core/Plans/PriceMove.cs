namespace Lobster.Core.Plans;

/// <summary>
/// Running machines of a plan take a price version at a moment. Kept as a plan of its own until it is due, so that machines which are resized, stopped,
/// created or deleted until then are treated by what they are then.
/// </summary>
public sealed class PriceMove
{
    /// <summary>The version that machines move to; a version has one move at most.</summary>
    public PriceVersionId PriceVersionId { get; set; }

    /// <summary>From when they pay it (business clock), never before the version's own start.</summary>
    public Instant At { get; set; }

    /// <summary>When it was decided.</summary>
    public Instant PlannedAt { get; set; }

    /// <summary>Which user decided it; null for the panel itself.</summary>
    public long? PlannedBy { get; set; }

    /// <summary>When every machine had it in its timeline; null until then.</summary>
    public Instant? DoneAt { get; set; }

    /// <summary>When it was called off, before it was due.</summary>
    public Instant? CancelledAt { get; set; }
}
