using Lobster.Core.Payments;

namespace Lobster.Core.TopUps;

/// <summary>How an automatic payment is carried out: which card is charged, so that asking again asks for the same, and when the provider is asked next.</summary>
public sealed class TopUpCharge
{
    /// <summary>The payment.</summary>
    public PaymentId PaymentId { get; set; }

    /// <summary>The card.</summary>
    public CardId CardId { get; set; }

    /// <summary>How often the provider was asked.</summary>
    public int Asks { get; set; }

    /// <summary>When it is asked next (system clock); null when there is nothing left to ask.</summary>
    public Instant? AskAt { get; set; }
}
