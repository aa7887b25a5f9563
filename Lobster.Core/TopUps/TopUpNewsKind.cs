namespace Lobster.Core.TopUps;

/// <summary>What an e-mail about automatic top-up tells.</summary>
public enum TopUpNewsKind
{
    /// <summary>A card was saved.</summary>
    CardSaved,

    /// <summary>The bank declined; it is tried again.</summary>
    Declined,

    /// <summary>The bank wants the customer to confirm a payment in person; it is tried again.</summary>
    Confirm,

    /// <summary>The bank declined too often: switched off.</summary>
    StoppedByDeclines,

    /// <summary>The card can never be charged again: switched off.</summary>
    StoppedByCard,

    /// <summary>Staff switched it off.</summary>
    StoppedByStaff,

    /// <summary>The month's ceiling is reached.</summary>
    Ceiling,
}
