using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Records money that came by a bank transfer, by hand. Above a limit it waits in review until a second member of staff approves.</summary>
public sealed class TransferDesk(Transactions transactions, PaymentGateways gateways, PaymentPosting posting, PaymentOptions options, BusinessClock clock)
{
    private const int LongestReason = 500;

    /// <summary>Records what came. What differs from what was asked for is credited as it came, and the difference noted. The same booking again is refused.</summary>
    public async Task<Outcome<PaymentId>> RecordAsync(Actor actor, TransferForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        var type = await transactions.ReadAsync((db, token) => db.Payments.Where(p => p.Id == form.PaymentId).Select(p => p.Gateway).FirstOrDefaultAsync(token), cancellationToken);
        if (type is null) return new Refusal.NotFound();
        if (await gateways.FindAsync(type, cancellationToken) is not IInstructions) return new Refusal.Conflict("{0} tells by itself what came; it cannot be recorded by hand.", gateways.NameOf(type));
        try
        {
            return await transactions.RunAsync((db, token) => RecordAsync(db, actor, form, token), cancellationToken);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return Taken();
        }
    }

    /// <summary>Takes a recorded payment back, with a reason: a booking that was entered wrongly, or money that the bank recalled.</summary>
    public Task<Outcome<PaymentId>> VoidAsync(Actor actor, PaymentId id, Guid requestId, string? reason, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<PaymentId>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
            if (!await db.Payments.AnyAsync(p => p.Id == id && p.RecordedBy != null, token)) return new Refusal.NotFound();
            var payment = await db.TakePaymentAsync(id, token);
            if (await db.Refunds.AnyAsync(r => r.RequestId == requestId, token)) return id;
            if (StaffText.Check("Reason", reason?.Trim() ?? "", LongestReason) is { } wrong) return wrong;
            var rest = payment.PaidMinor!.Value - await db.Refunds.Where(r => r.PaymentId == id && r.State != RefundState.Failed).SumAsync(r => r.AmountMinor, token);
            if (rest <= 0) return new Refusal.Conflict("All of it was taken back already.");
            db.Refunds.Add(new Refund
            {
                PaymentId = id, Gateway = payment.Gateway, RequestId = requestId, RefundKey = $"void/{requestId:N}", AmountMinor = rest, State = RefundState.Completed,
                Reason = reason!.Trim(), Actor = actor, CreatedAt = clock.Now,
            });
            await db.SaveChangesAsync(token);
            db.Record(clock.Now, actor, "payment.voided", SubjectKind.Payment, id.Value, payment.AccountId, new { payment.Reference, rest, reason });
            payment.Version++;
            await posting.SettleAsync(db, payment, actor, token);
            return id;
        }, cancellationToken);

    private async Task<Outcome<PaymentId>> RecordAsync(LobsterDbContext db, Actor actor, TransferForm form, CancellationToken cancellationToken)
    {
        if (await db.EnterStaffAsync(actor, cancellationToken, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
        var payment = await db.TakePaymentAsync(form.PaymentId, cancellationToken);
        if (Read(form, payment, out var minor, out var booking) is { } wrong) return wrong;
        if (payment.MoneyKey is not null) return new Refusal.Conflict("Money was recorded for this payment already: {0}.", payment.MoneyKey);
        if (await db.Payments.AnyAsync(p => p.Gateway == payment.Gateway && p.MoneyKey == booking, cancellationToken)) return Taken();
        (payment.MoneyKey, payment.PaidMinor, payment.PaidCurrency) = (booking, minor, payment.Currency);
        (payment.RecordedBy, payment.ValueDate, payment.PayUrl, payment.LookAt) = (actor.ImpersonatorId ?? actor.UserId, form.ValueDate, null, null);
        payment.Version++;
        var note = minor == payment.GrossMinor ? null : $"{MinorUnits.Text(minor, payment.Currency)} came, {MinorUnits.Text(payment.GrossMinor, payment.Currency)} was asked for.";
        if (MinorUnits.ToMoney(minor, payment.Currency) > Money.FromDecimal(options.SecondApprovalAbove))
        {
            (payment.State, payment.Note) = (PaymentState.Review, $"Recorded by hand; somebody else must approve it. {note}".Trim());
            db.Record(clock.Now, actor, "payment.review", SubjectKind.Payment, payment.Id.Value, payment.AccountId, new { payment.Reference, payment.MoneyKey, minor, note = payment.Note });
            return payment.Id;
        }
        var credit = payment.Credit.Scale(Math.Min(minor, payment.GrossMinor), payment.GrossMinor);
        await posting.CreditAsync(db, payment, credit, note, actor, cancellationToken);
        return payment.Id;
    }

    private Refusal? Read(TransferForm form, Payment payment, out long minor, out string booking)
    {
        minor = 0;
        if (FormText.Line(nameof(TransferForm.BankReference), form.BankReference, 140, true, out booking) is { } bad) return bad;
        if (MoneyText.Read(form.Amount, out var amount) is { } problem) return new Refusal.Invalid(nameof(TransferForm.Amount), problem);
        if (!amount.IsPositive || MinorUnits.From(amount, payment.Currency) is not { } whole)
            return new Refusal.Invalid(nameof(TransferForm.Amount), "Enter what came, with at most {0} decimals.", MinorUnits.Digits(payment.Currency));
        minor = whole;
        return form.ValueDate is not { } day || day > clock.Now.Day.AddDays(1)
            ? new Refusal.Invalid(nameof(TransferForm.ValueDate), "Enter the day on which the bank had the money; it cannot lie ahead.")
            : null;
    }

    private static Refusal.Conflict Taken() => new("This booking of the bank was recorded for another payment already.");
}
