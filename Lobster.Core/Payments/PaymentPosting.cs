using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Lobster.Core.Tax;
using Lobster.Core.TopUps;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>
/// Carries a report into payment, refunds, disputes, ledger, events and outbox, within the caller's transaction. The same report again changes nothing, and reports
/// in any order end the same.
/// </summary>
public sealed class PaymentPosting(BusinessClock clock, TimeProvider time, PaymentOptions options, PaymentMail mail, IDisputeSuspension suspension)
{
    private readonly PaymentReturns returns = new(clock, options, mail, suspension);
    private readonly TopUpTurns topUps = new(clock, mail);

    /// <summary>What became of a report.</summary>
    /// <param name="IsChanged">Whether the payment is another than before.</param>
    /// <param name="Note">For an admin.</param>
    public sealed record Result(bool IsChanged, string? Note);

    /// <summary>Applies a report. Takes the account's row first.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="id">The payment.</param>
    /// <param name="report">What the provider says.</param>
    /// <param name="actor">Who brought it: the webhook, or the system that looked it up.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result> ApplyAsync(LobsterDbContext db, PaymentId id, PaymentReport report, Actor actor, CancellationToken cancellationToken)
    {
        var payment = await db.TakePaymentAsync(id, cancellationToken);
        var before = (payment.State, payment.PaidMinor, payment.RefundedMinor, payment.FeeMinor, payment.Note, payment.Progress, payment.GatewayId);
        payment.GatewayId ??= report.GatewayId;
        if (report.Fee is { Minor: >= 0 } fee) (payment.FeeMinor, payment.FeeCurrency) = (fee.Minor, fee.Currency);
        if (payment.State == PaymentState.Created && payment.GatewayId is not null) payment.State = PaymentState.Pending;
        string? note = null;
        if (report.End is { } end && PaymentRules.Ends(payment, end)) await EndAsync(db, payment, end, actor, cancellationToken);
        if (report.Money is { } money) note = await TakeMoneyAsync(db, payment, money, report.Doubt, actor, cancellationToken);
        await returns.ApplyAsync(db, payment, report, actor, cancellationToken);
        payment.Progress = payment.State == PaymentState.Pending ? Cut(report.Progress ?? payment.Progress, 300) : null;
        var isChanged = before != (payment.State, payment.PaidMinor, payment.RefundedMinor, payment.FeeMinor, payment.Note, payment.Progress, payment.GatewayId);
        if (!isChanged) return new Result(false, note);
        if (payment.State != before.State) Schedule(payment);
        if (payment.State is not (PaymentState.Created or PaymentState.Pending)) payment.PayUrl = null;
        payment.Version++;
        db.LiveChanges.Add(new LiveChange(SubjectKind.Payment, id.Value, payment.AccountId));
        return new Result(true, note ?? payment.Note);
    }

    /// <summary>Credits a payment whose money is there: when it arrived as asked, or when an admin says so.</summary>
    /// <param name="db">The transaction's context, which has taken the account's row.</param>
    /// <param name="payment">The payment, its money noted.</param>
    /// <param name="credit">How much credit it gives.</param>
    /// <param name="note">What an admin should know; null when nothing.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal async Task CreditAsync(LobsterDbContext db, Payment payment, Money credit, string? note, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        (payment.Credit, payment.CompletedAt, payment.State, payment.Note) = (credit, now, PaymentState.Completed, Cut(note, 1000));
        db.Record(now, actor, "payment.completed", SubjectKind.Payment, payment.Id.Value, payment.AccountId, new { payment.Reference, payment.MoneyKey, payment.PaidMinor, note });
        await db.PostAsync(new LedgerEntry
        {
            AccountId = payment.AccountId, Kind = EntryKind.Payment, Key = $"payment/{payment.Gateway}/{payment.MoneyKey}", Amount = credit,
            Reason = $"Payment {payment.Reference}", PaymentId = payment.Id, Actor = actor, CreatedAt = now, UpdatedAt = now,
        }, cancellationToken);
        await db.AddReceiptAsync(payment, now, cancellationToken);
        await mail.ReceivedAsync(db, payment, cancellationToken);
        if (payment.IsAutomatic) await topUps.CreditedAsync(db, payment, cancellationToken);
    }

    /// <summary>Books what refunds and disputes make due on a payment, and sets the state that follows.</summary>
    internal Task SettleAsync(LobsterDbContext db, Payment payment, Actor actor, CancellationToken cancellationToken) =>
        returns.SettleAsync(db, payment, actor, cancellationToken);

    private async Task EndAsync(LobsterDbContext db, Payment payment, ReportedEnd end, Actor actor, CancellationToken cancellationToken)
    {
        (payment.State, payment.Note) = (end.State, Cut(end.Why, 1000));
        db.Record(clock.Now, actor, "payment." + end.State.ToString().ToLowerInvariant(), SubjectKind.Payment, payment.Id.Value, payment.AccountId, new { payment.Reference, note = end.Why });
        if (payment.IsAutomatic && await topUps.EndedAsync(db, payment, end, actor, cancellationToken)) return;
        if (end.State == PaymentState.Failed) await mail.FailedAsync(db, payment, cancellationToken);
    }

    private async Task<string?> TakeMoneyAsync(LobsterDbContext db, Payment payment, ReportedMoney money, string? doubt, Actor actor, CancellationToken cancellationToken)
    {
        var taken = await db.Payments.Where(p => p.Gateway == payment.Gateway && p.MoneyKey == money.Key && p.Id != payment.Id).Select(p => (PaymentId?)p.Id).FirstOrDefaultAsync(cancellationToken);
        if (taken is { } other)
        {
            var claim = $"{money.Key} was said to have paid this, but it paid payment {other}.";
            return Tell(db, payment, claim, "payment.alarm", actor);
        }
        switch (PaymentRules.Decide(payment, money, doubt, options))
        {
            case MoneyVerdict.Credit credit:
                Remember(payment, money);
                await CreditAsync(db, payment, payment.Credit.Scale(credit.AmountMinor, payment.GrossMinor), credit.Note, actor, cancellationToken);
                return credit.Note;
            case MoneyVerdict.Hold hold:
                Remember(payment, money);
                payment.State = PaymentState.Review;
                payment.Note = Cut(hold.Note, 1000);
                db.Record(clock.Now, actor, "payment.review", SubjectKind.Payment, payment.Id.Value, payment.AccountId, new { payment.Reference, note = hold.Note });
                return hold.Note;
            case MoneyVerdict.Surplus surplus:
                return Tell(db, payment, surplus.Note, "payment.surplus", actor);
            default:
                return null;
        }
    }

    // Said once: the same news may come many times.
    private string Tell(LobsterDbContext db, Payment payment, string note, string type, Actor actor)
    {
        if (payment.Note?.Contains(note, StringComparison.Ordinal) == true) return note;
        payment.Note = Cut(string.IsNullOrEmpty(payment.Note) ? note : $"{payment.Note} {note}", 1000);
        db.Record(clock.Now, actor, type, SubjectKind.Payment, payment.Id.Value, payment.AccountId, new { payment.Reference, note });
        return note;
    }

    private static void Remember(Payment payment, ReportedMoney money) =>
        (payment.MoneyKey, payment.PaidMinor, payment.PaidCurrency) = (money.Key, money.AmountMinor, money.Currency);

    // What has come to rest is looked at again a day later: refunds and disputes made at the provider are seen even if its calls are lost.
    private void Schedule(Payment payment)
    {
        payment.Looks = 0;
        var now = Instant.From(time.GetUtcNow());
        payment.LookAt = PaymentRules.Rank(payment.State) < 2 ? now + TimeSpan.FromSeconds(options.LookAfterSeconds)
            : options.LookBackDays > 0 ? now + TimeSpan.FromDays(1) : null;
    }

    private static string? Cut(string? text, int most) => text is { } said && said.Length > most ? said[..most] : text;
}
