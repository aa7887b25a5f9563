using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Decides what becomes of money that arrived and did not fit: credited here, or sent back at the <see cref="RefundDesk"/>.</summary>
public sealed class ReviewDesk(Transactions transactions, PaymentPosting posting, PaymentOptions options, BusinessClock clock)
{
    private const int LongestReason = 500;

    /// <summary>Credits a payment in review.</summary>
    public Task<Outcome<PaymentId>> CreditAsync(Actor actor, ReviewForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        return transactions.RunAsync<Outcome<PaymentId>>(async (db, token) =>
        {
            var entered = await EnterAsync(db, actor, form, token);
            if (entered.IsRefused) return entered.Refusal;
            var payment = entered.Value;
            if (payment.MoneyKey is null || payment.PaidMinor is not > 0) return new Refusal.Conflict("No money came for this payment, so there is nothing to credit.");
            if (MoneyText.Read(form.Credit, out var credit) is { } problem) return new Refusal.Invalid(nameof(ReviewForm.Credit), problem);
            if (!credit.IsPositive || credit > payment.Credit) return new Refusal.Invalid(nameof(ReviewForm.Credit), "Enter more than nothing and at most {0}, which was asked for.", payment.Credit);
            if (payment.RecordedBy is { } recorder && recorder == (actor.ImpersonatorId ?? actor.UserId) && credit > Money.FromDecimal(options.SecondApprovalAbove))
                return new Refusal.Conflict("You recorded this money yourself. Above {0} somebody else must approve it.", options.SecondApprovalAbove);
            payment.ApprovedBy = actor.ImpersonatorId ?? actor.UserId;
            await posting.CreditAsync(db, payment, credit, form.Reason!.Trim(), actor, token);
            await db.SaveChangesAsync(token);
            await posting.SettleAsync(db, payment, actor, token);
            payment.Version++;
            return payment.Id;
        }, cancellationToken);
    }

    /// <summary>Closes a payment in review for which no money came after all, such as an invoice that somebody marked as paid by hand.</summary>
    public Task<Outcome<PaymentId>> CloseAsync(Actor actor, ReviewForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        return transactions.RunAsync<Outcome<PaymentId>>(async (db, token) =>
        {
            var entered = await EnterAsync(db, actor, form, token);
            if (entered.IsRefused) return entered.Refusal;
            var payment = entered.Value;
            if (payment.PaidMinor is > 0) return new Refusal.Conflict("Money came for this payment: credit it or send it back.");
            (payment.State, payment.Note) = (PaymentState.Failed, form.Reason!.Trim());
            payment.Version++;
            db.Record(clock.Now, actor, "payment.failed", SubjectKind.Payment, payment.Id.Value, payment.AccountId, new { payment.Reference, note = payment.Note });
            return payment.Id;
        }, cancellationToken);
    }

    private static async Task<Outcome<Payment>> EnterAsync(LobsterDbContext db, Actor actor, ReviewForm form, CancellationToken cancellationToken)
    {
        if (await db.EnterStaffAsync(actor, cancellationToken, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
        if (!await db.Payments.AnyAsync(p => p.Id == form.PaymentId, cancellationToken)) return new Refusal.NotFound();
        var payment = await db.TakePaymentAsync(form.PaymentId, cancellationToken);
        if (payment.State != PaymentState.Review) return new Refusal.Conflict("This payment is not in review any more. Load it again.");
        if (payment.Version != form.Version) return new Refusal.Conflict("Something happened to this payment meanwhile. Load it again and decide anew.");
        if (StaffText.Check(nameof(ReviewForm.Reason), form.Reason?.Trim() ?? "", LongestReason) is { } wrong) return wrong;
        return payment;
    }
}
