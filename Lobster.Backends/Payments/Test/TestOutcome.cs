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

    /// <summary>Paid, and the callback is lost: only a look-up finds the money.</summary>
    CallbackLost,

    /// <summary>The callbacks come in the wrong order: a refund of a part before the payment.</summary>
    OutOfOrder,

    /// <summary>A paid payment: two fifths of it go back.</summary>
    RefundedInPart,

    /// <summary>A paid payment: all of it goes back.</summary>
    RefundedInFull,

    /// <summary>A paid payment: the bank disputes it.</summary>
    Disputed,

    /// <summary>A disputed payment: decided for the panel.</summary>
    DisputeWon,

    /// <summary>A disputed payment: decided against the panel.</summary>
    DisputeLost,
}
