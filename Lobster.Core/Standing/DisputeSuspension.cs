using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Standing;

/// <summary>Suspends as staff would, so that credit does not lift it; the reason names the payment and tells it from every other suspension.</summary>
internal sealed class DisputeSuspension(AccountSuspension suspension) : IDisputeSuspension
{
    public async Task SuspendAsync(LobsterDbContext db, Payment payment, Actor actor, CancellationToken cancellationToken) =>
        // Refused where it is suspended by staff or terminated, and then nothing is left to stop.
        await suspension.StopAsync(db, await AccountAsync(db, payment, cancellationToken), actor, Reason(payment), cancellationToken);

    public async Task LiftAsync(LobsterDbContext db, Payment payment, Actor actor, CancellationToken cancellationToken)
    {
        var account = await AccountAsync(db, payment, cancellationToken);
        if (account.Suspension != SuspensionKind.Manual || await CauseAsync(db, account, cancellationToken) is not { } cause) return;
        var since = account.StandingSince;
        // The payment that began it may be won while another one is still disputed, or was lost meanwhile.
        var isOver = !await db.Disputes.AnyAsync(
            d => db.Payments.Any(p => p.Id == d.PaymentId && p.AccountId == account.Id)
                && (d.State == DisputeState.Open || (d.State == DisputeState.Lost && (d.PaymentId == cause || d.CreatedAt >= since))), cancellationToken);
        if (isOver) await suspension.FreeAsync(db, account, actor, $"The dispute of payment {payment.Reference} ended", cancellationToken);
    }

    // The payment whose dispute suspended the account; null where staff did for a reason of their own.
    private static async Task<PaymentId?> CauseAsync(LobsterDbContext db, Account account, CancellationToken cancellationToken)
    {
        var disputed = await db.Payments.Where(p => p.AccountId == account.Id && db.Disputes.Any(d => d.PaymentId == p.Id)).ToListAsync(cancellationToken);
        return disputed.Find(p => Reason(p) == account.SuspensionReason)?.Id;
    }

    private static Task<Account> AccountAsync(LobsterDbContext db, Payment payment, CancellationToken cancellationToken) =>
        db.Accounts.SingleAsync(a => a.Id == payment.AccountId, cancellationToken);

    private static string Reason(Payment payment) => $"Payment {payment.Reference} is disputed.";
}
