namespace Lobster.Core.Events;

/// <summary>That one consumer has dealt with one event; uniqueness makes it happen once.</summary>
public sealed class EventDelivery
{
    /// <summary>The event.</summary>
    public EventId EventId { get; set; }

    /// <summary>Who dealt with it ("mail").</summary>
    public required string Consumer { get; set; }

    /// <summary>When (system clock).</summary>
    public Instant At { get; set; }
}
