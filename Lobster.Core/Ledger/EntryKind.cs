namespace Lobster.Core.Ledger;

/// <summary>Why credit changed.</summary>
public enum EntryKind
{
    /// <summary>Money came in.</summary>
    Payment,

    /// <summary>Money went back.</summary>
    Refund,

    /// <summary>Held while a payment is disputed.</summary>
    DisputeHold,

    /// <summary>A hold that ended in our favour.</summary>
    DisputeRelease,

    /// <summary>A dispute that was lost.</summary>
    Chargeback,

    /// <summary>By an admin, with a reason.</summary>
    Adjustment,

    /// <summary>Machine hours of one UTC day.</summary>
    Usage,

    /// <summary>Image storage of one UTC day.</summary>
    Storage,

    /// <summary>Transfer beyond the pool.</summary>
    Transfer,

    /// <summary>Promotional credit.</summary>
    Promo,

    /// <summary>What was left of a promotion when it ended.</summary>
    PromoExpiry,

    /// <summary>Taken over from another system.</summary>
    Opening,
}
