using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>
/// What goes back: merges reported refunds and disputes into their rows and books what they make due. Bookings follow from the rows alone: how much credit is gone is
/// a function of how much money is, so that the order of reports cannot matter and what is told under two names (a dispute and a reversal) is not taken twice.
/// </summary>
internal sealed class PaymentReturns(BusinessClock clock, PaymentOptions options, PaymentMail mail, IDisputeSuspension suspension)
{
    /// <summary>Merges a report's refunds and disputes and settles.</summary>
    public async Task ApplyAsync(LobsterDbContext db, Payment payment, PaymentReport report, Actor actor, CancellationToken cancellationToken)
    {
        foreach (var refund in report.Refunds) await MergeAsync(db, payment, refund, actor, cancellationToken);
        foreach (var dispute in report.Disputes) await MergeAsync(db, payment, dispute, actor, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await SettleAsync(db, payment, actor, cancellationToken);
    }

    /// <summary>Books what is due and sets the state that follows.</summary>
    public async Task SettleAsync(LobsterDbContext db, Payment payment, Actor actor, CancellationToken cancellationToken)
    {
        var refunds = await db.Refunds.Where(r => r.PaymentId == payment.Id).OrderBy(r => r.Id).ToListAsync(cancellationToken);
        var disputes = await db.Disputes.Where(d => d.PaymentId == payment.Id).OrderBy(d => d.Id).ToListAsync(cancellationToken);
        if (refunds.Count == 0 && disputes.Count == 0) return;
        if (payment.CompletedAt is not null)
        {
            var books = new ReturnBooks(db, payment, refunds, disputes, actor, clock.Now);
            foreach (var refund in refunds) await books.BookAsync(refund, cancellationToken);
            foreach (var dispute in disputes) await books.BookAsync(dispute, options.WhenDisputed == DisputePolicy.Hold, cancellationToken);
        }
        payment.RefundedMinor = ReturnBooks.RefundedMinor(payment, refunds);
        payment.State = PaymentRules.After(payment, refunds, disputes);
    }

    private async Task MergeAsync(LobsterDbContext db, Payment payment, ReportedRefund reported, Actor actor, CancellationToken cancellationToken)
    {
        var known = await FindAsync(db, payment, reported, cancellationToken);
        if (known is null) db.Refunds.Add(known = New(payment, reported, actor));
        else if (reported.State <= known.State && known.RefundKey is not null) return;
        known.RefundKey ??= reported.Key;
        known.State = reported.State > known.State ? reported.State : known.State;
        if (known.State is RefundState.Completed or RefundState.Failed) known.DueAt = null;
        await db.SaveChangesAsync(cancellationToken);
        db.Record(clock.Now, actor, "payment.refund." + known.State.ToString().ToLowerInvariant(), SubjectKind.Payment, payment.Id.Value, payment.AccountId,
            new { payment.Reference, refund = reported.Key, reported.AmountMinor });
        if (known.State == RefundState.Completed) await mail.RefundedAsync(db, payment, known, cancellationToken);
    }

    // Ours by the id that the provider carries, or by its own; or the one that we asked for and whose answer is not here yet.
    private static async Task<Refund?> FindAsync(LobsterDbContext db, Payment payment, ReportedRefund reported, CancellationToken cancellationToken)
    {
        var all = await db.Refunds.Where(r => r.PaymentId == payment.Id).ToListAsync(cancellationToken);
        return all.FirstOrDefault(r => r.RefundKey == reported.Key)
            ?? all.FirstOrDefault(r => r.RequestId is not null && r.RequestId == reported.RequestId && r.RefundKey is null)
            ?? (reported.RequestId is null ? all.FirstOrDefault(r => r is { State: RefundState.Requested, RefundKey: null } && r.AmountMinor == reported.AmountMinor) : null);
    }

    private Refund New(Payment payment, ReportedRefund reported, Actor actor) => new()
    {
        PaymentId = payment.Id, Gateway = payment.Gateway, RefundKey = reported.Key, AmountMinor = reported.AmountMinor, State = RefundState.Pending,
        Reason = "", Actor = actor, CreatedAt = clock.Now,
    };

    private async Task MergeAsync(LobsterDbContext db, Payment payment, ReportedDispute reported, Actor actor, CancellationToken cancellationToken)
    {
        var known = await db.Disputes.FirstOrDefaultAsync(d => d.PaymentId == payment.Id && d.DisputeKey == reported.Key, cancellationToken);
        var isNew = known is null;
        if (known is null)
        {
            known = new Dispute { PaymentId = payment.Id, Gateway = payment.Gateway, DisputeKey = reported.Key, AmountMinor = reported.AmountMinor, CreatedAt = clock.Now };
            db.Disputes.Add(known);
        }
        else if (reported.State <= known.State)
        {
            known.AnswerBy ??= reported.AnswerBy;
            return;
        }
        known.State = reported.State;
        known.Reason = reported.Reason is { Length: > 300 } reason ? reason[..300] : reported.Reason ?? known.Reason;
        known.AnswerBy = reported.AnswerBy ?? known.AnswerBy;
        await db.SaveChangesAsync(cancellationToken);
        db.Record(clock.Now, actor, "payment.dispute." + known.State.ToString().ToLowerInvariant(), SubjectKind.Payment, payment.Id.Value, payment.AccountId,
            new { payment.Reference, dispute = reported.Key, reported.AmountMinor, known.Reason });
        if (isNew || known.State != DisputeState.Open) await mail.DisputedAsync(db, payment, known, cancellationToken);
        await SuspendAsync(db, payment, known.State, actor, cancellationToken);
    }

    private async Task SuspendAsync(LobsterDbContext db, Payment payment, DisputeState state, Actor actor, CancellationToken cancellationToken)
    {
        if (state == DisputeState.Open && options.WhenDisputed == DisputePolicy.Suspend) await suspension.SuspendAsync(db, payment, actor, cancellationToken);
        // Whatever the setting says by now: what it once began must end.
        if (state == DisputeState.Won) await suspension.LiftAsync(db, payment, actor, cancellationToken);
    }
}
