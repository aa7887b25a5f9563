using Lobster.Core.Accounts;
using Lobster.Core.Coupons;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>
/// Sends money back through the gateway that it came by. The refund is written and its credit taken before the provider is asked, so that it can be neither spent
/// meanwhile nor sent twice; <see cref="RefundSender"/> asks, and gives the credit back when the provider refuses.
/// </summary>
public sealed class RefundDesk(Transactions transactions, PaymentGateways gateways, PaymentPosting posting, RefundSender sender, BusinessClock clock, TimeProvider time)
{
    private const int LongestReason = 500;

    /// <summary>Asks for a refund and sends it. The same request again answers the same refund.</summary>
    /// <returns>The refund as it stands after the provider was asked; it may still be on its way.</returns>
    public async Task<Outcome<RefundId>> RequestAsync(Actor actor, RefundForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        var type = await transactions.ReadAsync((db, token) => db.Payments.Where(p => p.Id == form.PaymentId).Select(p => p.Gateway).FirstOrDefaultAsync(token), cancellationToken);
        if (type is null) return new Refusal.NotFound();
        if (await CanAsync(type, cancellationToken) is { } cannot) return cannot;
        var written = await transactions.RunAsync((db, token) => WriteAsync(db, actor, form, token), cancellationToken);
        if (!written.IsRefused) await sender.SendAsync(written.Value, cancellationToken);
        return written;
    }

    private async Task<Refusal?> CanAsync(string type, CancellationToken cancellationToken)
    {
        try
        {
            return await gateways.FindAsync(type, cancellationToken) is IRefunds ? null
                : new Refusal.Conflict("{0} cannot send money back from here. Send it by hand and void the payment.", gateways.NameOf(type));
        }
        catch (GatewayException e)
        {
            return new Refusal.Conflict("{0}", e.Message);
        }
    }

    private async Task<Outcome<RefundId>> WriteAsync(LobsterDbContext db, Actor actor, RefundForm form, CancellationToken cancellationToken)
    {
        if (await db.EnterStaffAsync(actor, cancellationToken, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
        var payment = await db.TakePaymentAsync(form.PaymentId, cancellationToken);
        var refunds = await db.Refunds.Where(r => r.PaymentId == payment.Id).ToListAsync(cancellationToken);
        if (await db.Refunds.AsNoTracking().FirstOrDefaultAsync(r => r.RequestId == form.RequestId, cancellationToken) is { } known)
            return known.PaymentId == payment.Id ? known.Id : new Refusal.NotFound();
        if (refunds.Any(r => r.State == RefundState.Requested)) return new Refusal.Conflict("Another refund of this payment has not been answered yet. Wait for it.");
        var disputes = await db.Disputes.Where(d => d.PaymentId == payment.Id).ToListAsync(cancellationToken);
        if (disputes.Any(d => d.State == DisputeState.Open)) return new Refusal.Conflict("This payment is disputed: a refund on top would send the money twice. Answer the dispute at the provider.");
        var credit = await db.Accounts.Where(a => a.Id == payment.AccountId).Select(a => a.Credit).SingleAsync(cancellationToken);
        credit -= await db.UnspentPromoAsync(payment.AccountId, cancellationToken);
        if (Read(form, payment, RefundLimit.Of(payment, refunds, disputes, credit), out var minor, out var reason) is { } wrong) return wrong;
        var refund = new Refund
        {
            PaymentId = payment.Id, Gateway = payment.Gateway, RequestId = form.RequestId, AmountMinor = minor, State = RefundState.Requested, Reason = reason,
            Actor = actor, CreatedAt = clock.Now, DueAt = Instant.From(time.GetUtcNow()),
        };
        db.Refunds.Add(refund);
        await db.SaveChangesAsync(cancellationToken);
        db.Record(clock.Now, actor, "payment.refund.requested", SubjectKind.Payment, payment.Id.Value, payment.AccountId, new { payment.Reference, refund = refund.Id.Value, minor, reason });
        payment.Version++;
        await posting.SettleAsync(db, payment, actor, cancellationToken);
        return refund.Id;
    }

    private static Refusal? Read(RefundForm form, Payment payment, long most, out long minor, out string reason)
    {
        (minor, reason) = (0, form.Reason?.Trim() ?? "");
        if (MoneyText.Read(form.Amount, out var amount) is { } problem) return new Refusal.Invalid(nameof(RefundForm.Amount), problem);
        if (MinorUnits.From(amount, payment.Currency) is not { } whole) return new Refusal.Invalid(nameof(RefundForm.Amount), "Use at most {0} decimals.", MinorUnits.Digits(payment.Currency));
        if (whole < 1 || whole > most)
            return new Refusal.Invalid(nameof(RefundForm.Amount), most == 0 ? "Nothing of this payment can go back: it went back already, or its credit is spent." : "At most {0} can go back.", MinorUnits.Text(most, payment.Currency));
        minor = whole;
        return StaffText.Check(nameof(RefundForm.Reason), reason, LongestReason);
    }
}
