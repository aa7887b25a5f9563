namespace Lobster.Backends.Payments.Test;

/// <summary>What may become of a test payment.</summary>
public enum TestOutcome
{
    /// <summary>Paid as asked.</summary>
    Paid,

    /// <summary>Paid as asked, and the callback comes twice.</summary>
    PaidTwice,

    /// <summary>Less arrives than was asked.</summary>
    Underpaid,

    /// <summary>More arrives than was asked.</summary>
    Overpaid,

    /// <summary>The bank says no.</summary>
    Declined,

    /// <summary>The customer does not pay in time.</summary>
    Expired,

    /// <summary>First "expired" is told, then the money arrives.</summary>
    PaidLate,

    /// <summary>The customer gives up.</summary>
    Cancelled,

    /// <summary>Paid, but the callback's signature is wrong.</summary>
    BadSignature,
}
