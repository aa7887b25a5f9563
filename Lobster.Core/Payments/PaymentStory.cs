using Lobster.Core.Events;
using Lobster.Core.Ledger;

namespace Lobster.Core.Payments;

/// <summary>All that is known of one payment.</summary>
/// <param name="Payment">The payment.</param>
/// <param name="Account">Its account's name.</param>
/// <param name="Refunds">What went back, the oldest first.</param>
/// <param name="Disputes">What the bank claims.</param>
/// <param name="Deliveries">The provider's calls about it, the oldest first, bodies too.</param>
/// <param name="Entries">What it did to the credit, the oldest first.</param>
/// <param name="Events">What happened, the oldest first.</param>
/// <param name="RefundableMinor">The most that may go back now, in minor units.</param>
/// <param name="Recorder">Who recorded its money by hand; null where a provider told.</param>
public sealed record PaymentStory(
    Payment Payment, string Account, IReadOnlyList<Refund> Refunds, IReadOnlyList<Dispute> Disputes, IReadOnlyList<GatewayEvent> Deliveries,
    IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<Event> Events, long RefundableMinor, string? Recorder);
