namespace Lobster.Core.Payments;

/// <summary>One webhook call in the inbox: stored and committed before it is answered, processed from here.</summary>
public sealed class GatewayEvent
{
    /// <summary>The delivery's number.</summary>
    public GatewayEventId Id { get; set; }

    /// <summary>Which gateway ("test").</summary>
    public required string Gateway { get; set; }

    /// <summary>The gateway's id of the event; unique within the gateway.</summary>
    public required string EventKey { get; set; }

    /// <summary>The headers that its verification needs, as JSON.</summary>
    public string Headers { get; set; } = "{}";

    /// <summary>The body, byte for byte.</summary>
    public required byte[] Body { get; set; }

    /// <summary>How it stands.</summary>
    public GatewayEventState State { get; set; }

    /// <summary>The payment it speaks of, once known.</summary>
    public PaymentId? PaymentId { get; set; }

    /// <summary>What came of it, in words for an admin.</summary>
    public string? Note { get; set; }

    /// <summary>How often its processing failed.</summary>
    public int Attempts { get; set; }

    /// <summary>Not to be processed before this moment (system clock).</summary>
    public Instant DueAt { get; set; }

    /// <summary>When it came (system clock).</summary>
    public Instant ReceivedAt { get; set; }

    /// <summary>When it was done with (system clock).</summary>
    public Instant? ProcessedAt { get; set; }
}
