namespace Lobster.Core.Payments;

/// <summary>What a bank's refusal of a saved card means for the next attempt.</summary>
public enum CardDecline
{
    /// <summary>Not now: too little money, a limit. Worth trying again later.</summary>
    Later,

    /// <summary>The customer must confirm a payment in person.</summary>
    Confirm,

    /// <summary>Never again with this card: lost, stolen, expired.</summary>
    Never,
}
