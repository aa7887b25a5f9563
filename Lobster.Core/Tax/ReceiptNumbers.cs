using Lobster.Core.Data;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Tax;

/// <summary>Gives receipts their numbers.</summary>
internal static class ReceiptNumbers
{
    /// <summary>
    /// Gives a payment that completes the next number, within the caller's transaction. The counter's row is the last lock that a transaction takes; a transaction that is
    /// rolled back leaves no gap.
    /// </summary>
    public static async Task AddReceiptAsync(this LobsterDbContext db, Payment payment, Instant now, CancellationToken cancellationToken)
    {
        await db.ReceiptCounters.ExecuteUpdateAsync(s => s.SetProperty(c => c.Last, c => c.Last + 1), cancellationToken);
        var number = await db.ReceiptCounters.Select(c => c.Last).SingleAsync(cancellationToken);
        db.PaymentReceipts.Add(new PaymentReceipt { Number = number, PaymentId = payment.Id, CreatedAt = now });
    }
}
