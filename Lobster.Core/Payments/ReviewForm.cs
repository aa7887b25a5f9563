namespace Lobster.Core.Payments;

/// <summary>What staff decide about money that waits in review.</summary>
/// <param name="PaymentId">Which payment.</param>
/// <param name="Version">The <see cref="Payment.Version"/> that was looked at.</param>
/// <param name="Credit">How much credit to give, decimal text in the panel's currency.</param>
/// <param name="Reason">Why, for the books.</param>
public sealed record ReviewForm(PaymentId PaymentId, long Version, string? Credit, string? Reason);
