namespace Lobster.Core.Payments;

/// <summary>A dispute, chargeback or reversal by the customer's bank.</summary>
/// <param name="Key">The provider's id of it; the same for everything that the provider tells about one claim.</param>
/// <param name="AmountMinor">How much is claimed, in minor units of the payment's currency; may be less than the payment.</param>
/// <param name="State">How it stands.</param>
public sealed record ReportedDispute(string Key, long AmountMinor, DisputeState State)
{
    /// <summary>The bank's reason, in the provider's words; null when not told.</summary>
    public string? Reason { get; init; }

    /// <summary>Until when an answer must be at the provider; null when not told.</summary>
    public Instant? AnswerBy { get; init; }
}
