using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Tax;

/// <summary>Reads receipts. Safe to use from many threads.</summary>
public sealed class ReceiptQueries(Transactions transactions)
{
    /// <summary>A payment's receipt; null when there is no such payment, it was not paid, or the actor is neither a member of its account nor finance or admin.</summary>
    public Task<ReceiptShown?> FindAsync(Actor actor, PaymentId id, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            if (await db.Payments.SingleOrDefaultAsync(p => p.Id == id && p.CompletedAt != null, token) is not { } payment) return null;
            if (!await MaySeeAsync(db, actor, payment.AccountId, token)) return null;
            if (await db.PaymentReceipts.SingleOrDefaultAsync(r => r.PaymentId == id, token) is not { } receipt) return null;
            var refunds = await db.Refunds.Where(r => r.PaymentId == id && r.State != RefundState.Failed).OrderBy(r => r.Id).ToListAsync(token);
            var tax = await db.PaymentTaxes.SingleOrDefaultAsync(t => t.PaymentId == id, token);
            return new ReceiptShown(receipt, payment, tax, refunds, ReceiptSums.Of(payment, refunds));
        }, cancellationToken);

    // Support may read an account's payments, but not the papers about money.
    private static async Task<bool> MaySeeAsync(LobsterDbContext db, Actor actor, AccountId accountId, CancellationToken cancellationToken) =>
        await db.EnterStaffAsync(actor, cancellationToken, UserRoles.Finance, UserRoles.Admin) is null
        || (await db.Memberships.AnyAsync(m => m.AccountId == accountId && m.UserId == actor.UserId, cancellationToken) && await db.MayReadAsync(actor, accountId, cancellationToken));
}
