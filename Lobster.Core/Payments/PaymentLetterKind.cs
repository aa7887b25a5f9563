namespace Lobster.Core.Payments;

/// <summary>What an e-mail about a payment tells.</summary>
public enum PaymentLetterKind
{
    /// <summary>It arrived and was credited.</summary>
    Received,

    /// <summary>It was charged to a saved card by automatic top-up, and credited.</summary>
    ReceivedAutomatically,

    /// <summary>It failed; nothing was charged.</summary>
    Failed,

    /// <summary>Money went back.</summary>
    Refunded,

    /// <summary>The bank disputes it.</summary>
    Disputed,

    /// <summary>A dispute ended in the panel's favour.</summary>
    DisputeWon,

    /// <summary>A dispute was lost: the credit is gone.</summary>
    DisputeLost,
}
