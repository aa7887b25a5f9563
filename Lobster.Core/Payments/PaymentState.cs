namespace Lobster.Core.Payments;

/// <summary>Where a payment is. It only moves forward; see the rank table of the payment state machine.</summary>
public enum PaymentState
{
    /// <summary>Written, gateway not called yet.</summary>
    Created,

    /// <summary>The gateway knows it.</summary>
    Pending,

    /// <summary>Declined.</summary>
    Failed,

    /// <summary>Not paid in time.</summary>
    Expired,

    /// <summary>Given up by the customer.</summary>
    Cancelled,

    /// <summary>Money came that does not fit; an admin decides.</summary>
    Review,

    /// <summary>Paid and credited.</summary>
    Completed,

    /// <summary>A part went back.</summary>
    PartiallyRefunded,

    /// <summary>All went back.</summary>
    Refunded,

    /// <summary>The customer's bank disputes it.</summary>
    Disputed,

    /// <summary>The dispute was lost.</summary>
    ChargedBack,
}
