using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Posts what refunds and disputes of one credited payment take and give back. Each posting is the step between two values of <see cref="PaymentRules.CreditGone"/>.</summary>
internal sealed class ReturnBooks(LobsterDbContext db, Payment payment, IReadOnlyList<Refund> refunds, IReadOnlyList<Dispute> disputes, Actor actor, Instant now)
{
    /// <summary>Takes a refund's credit, or gives it back when the refund has failed.</summary>
    public async Task BookAsync(Refund refund, CancellationToken cancellationToken)
    {
        if (refund.State != RefundState.Failed && refund.DebitedAt is null)
            await StepAsync(EntryKind.Refund, $"refund/{refund.Id}", $"Refund of payment {payment.Reference}", null, () => refund.DebitedAt = now, cancellationToken);
        if (refund is { State: RefundState.Failed, IsDebited: true })
            await StepAsync(EntryKind.Adjustment, $"refund/{refund.Id}/back", $"Refund of payment {payment.Reference} did not arrive", $"refund/{refund.Id}", () => refund.GivenBackAt = now, cancellationToken);
    }

    /// <summary>Holds a dispute's credit while it is open, gives it back when it is won, takes it when it is lost.</summary>
    public async Task BookAsync(Dispute dispute, bool holds, CancellationToken cancellationToken)
    {
        if (dispute is { State: DisputeState.Open, HeldAt: null } && holds)
            await StepAsync(EntryKind.DisputeHold, $"dispute/{dispute.Id}/hold", $"Held while payment {payment.Reference} is disputed", null, () => dispute.HeldAt = now, cancellationToken);
        if (dispute is { State: not DisputeState.Open, HeldAt: not null, ReleasedAt: null })
            await StepAsync(EntryKind.DisputeRelease, $"dispute/{dispute.Id}/release", $"Dispute of payment {payment.Reference} ended", null, () => dispute.ReleasedAt = now, cancellationToken);
        if (dispute is { State: DisputeState.Lost, ChargedBackAt: null })
            await StepAsync(EntryKind.Chargeback, $"dispute/{dispute.Id}/chargeback", $"Payment {payment.Reference} was charged back", null, () => dispute.ChargedBackAt = now, cancellationToken);
    }

    private async Task StepAsync(EntryKind kind, string key, string reason, string? corrects, Action mark, CancellationToken cancellationToken)
    {
        var before = Gone();
        mark();
        var amount = before - Gone();
        // A surplus gave no credit, and what was taken under another name is not taken again.
        if (amount == Money.Zero) return;
        var corrected = corrects is null ? null : await db.LedgerEntries.Where(e => e.Key == corrects).Select(e => (LedgerEntryId?)e.Id).FirstOrDefaultAsync(cancellationToken);
        await db.PostAsync(new LedgerEntry
        {
            AccountId = payment.AccountId, Kind = kind, Key = key, Amount = amount, Reason = reason, PaymentId = payment.Id, CorrectsEntryId = corrected,
            Actor = actor, CreatedAt = now, UpdatedAt = now,
        }, cancellationToken);
    }

    private Money Gone() => PaymentRules.CreditGone(payment, GoneMinor(refunds, disputes));

    /// <summary>What went back of what was asked for, in minor units: a surplus that went back too does not count.</summary>
    internal static long RefundedMinor(Payment payment, IEnumerable<Refund> refunds) =>
        Math.Min(payment.GrossMinor, refunds.Where(r => r.State != RefundState.Failed).Sum(r => r.AmountMinor));

    /// <summary>How much money of a payment is gone or held, in minor units.</summary>
    internal static long GoneMinor(IEnumerable<Refund> refunds, IEnumerable<Dispute> disputes) =>
        refunds.Where(r => r.IsDebited).Sum(r => r.AmountMinor) + disputes.Where(d => d.IsTaken).Sum(d => d.AmountMinor);
}
