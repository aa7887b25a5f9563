namespace Lobster.Core.Payments;

/// <summary>How a delivery stands.</summary>
public enum GatewayEventState
{
    /// <summary>Stored, not processed.</summary>
    Received,

    /// <summary>It changed a payment.</summary>
    Processed,

    /// <summary>Genuine, and nothing to do.</summary>
    Ignored,

    /// <summary>Processing failed for good; an admin is told.</summary>
    Failed,
}
