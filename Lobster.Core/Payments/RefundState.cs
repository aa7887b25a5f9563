namespace Lobster.Core.Payments;

/// <summary>Where a refund is. It only moves forward; a completed one may still fail at the customer's bank.</summary>
public enum RefundState
{
    /// <summary>Asked for in the panel, not known to the provider yet.</summary>
    Requested,

    /// <summary>On its way.</summary>
    Pending,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>It did not get there; the money stayed with us.</summary>
    Failed,
}
