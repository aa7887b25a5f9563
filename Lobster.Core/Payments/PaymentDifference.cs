namespace Lobster.Core.Payments;

/// <summary>Something that a provider and its calls told differently.</summary>
/// <param name="At">When it was found (business clock).</param>
/// <param name="Kind">"payment.healed": a look-up found what no call had told. "payment.surplus": more money than was asked for. "payment.alarm": a claim that does not fit.</param>
/// <param name="PaymentId">The payment; null where it is unknown.</param>
/// <param name="Account">Its account's name; null where it is unknown.</param>
/// <param name="Details">What was found, as JSON.</param>
public sealed record PaymentDifference(Instant At, string Kind, PaymentId? PaymentId, string? Account, string Details);
