namespace Lobster.Core.Payments;

/// <summary>How many calls of a gateway were turned away on a day, by reason: what is left of them, since a stranger's bytes are not kept.</summary>
public sealed class RejectedDeliveries
{
    /// <summary>Which gateway.</summary>
    public required string Gateway { get; set; }

    /// <summary>The UTC day (system clock).</summary>
    public DateOnly Day { get; set; }

    /// <summary>Why, in the gateway's own fixed words.</summary>
    public required string Why { get; set; }

    /// <summary>How many.</summary>
    public int Count { get; set; }

    /// <summary>When the latest came (system clock).</summary>
    public Instant LastAt { get; set; }

    /// <summary>Where the latest came from; null when unknown.</summary>
    public string? LastAddress { get; set; }
}
