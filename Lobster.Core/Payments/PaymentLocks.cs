using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Takes payments for a change.</summary>
internal static class PaymentLocks
{
    /// <summary>Takes the row of a payment's account until the transaction ends and reads the payment as the last holder left it.</summary>
    /// <exception cref="InvalidOperationException">There is no such payment.</exception>
    public static async Task<Payment> TakePaymentAsync(this LobsterDbContext db, PaymentId id, CancellationToken cancellationToken)
    {
        var account = await db.Payments.Where(p => p.Id == id).Select(p => p.AccountId).SingleAsync(cancellationToken);
        await db.TakeAccountAsync(account, cancellationToken);
        return await db.Payments.SingleAsync(p => p.Id == id, cancellationToken);
    }
}
