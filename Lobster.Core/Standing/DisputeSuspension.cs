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
        if (account.Suspension == SuspensionKind.Manual && account.SuspensionReason == Reason(payment))
            await suspension.FreeAsync(db, account, actor, $"The dispute of payment {payment.Reference} ended", cancellationToken);
    }

    private static Task<Account> AccountAsync(LobsterDbContext db, Payment payment, CancellationToken cancellationToken) =>
        db.Accounts.SingleAsync(a => a.Id == payment.AccountId, cancellationToken);

    private static string Reason(Payment payment) => $"Payment {payment.Reference} is disputed.";
}
