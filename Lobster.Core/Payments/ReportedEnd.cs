namespace Lobster.Core.Payments;

/// <summary>That a payment ended without money.</summary>
/// <param name="State"><see cref="PaymentState.Failed"/>, <see cref="PaymentState.Expired"/> or <see cref="PaymentState.Cancelled"/>.</param>
/// <param name="Why">The provider's reason, a sentence for an admin.</param>
public sealed record ReportedEnd(PaymentState State, string Why)
{
    /// <summary>What to do about a saved card that was declined; null for all else.</summary>
    public CardDecline? Decline { get; init; }
}
