using System.Runtime.CompilerServices;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>Every payment that completed has a receipt and no other one has; receipts are numbered 1, 2, 3 … without gaps.</summary>
internal sealed class ReceiptInvariant : IInvariant
{
    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wrong = db.Payments.AsNoTracking().Where(p => (p.CompletedAt != null) != db.PaymentReceipts.Any(r => r.PaymentId == p.Id)).Select(p => new { p.Id, p.State });
        await foreach (var payment in wrong.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("payment-receipt", $"payment {payment.Id}", $"it is {payment.State}, which does not go with its having a receipt or none");
        var (count, highest) = (await db.PaymentReceipts.LongCountAsync(cancellationToken), await db.PaymentReceipts.MaxAsync(r => (long?)r.Number, cancellationToken) ?? 0);
        var counter = await db.ReceiptCounters.Select(c => c.Last).SingleAsync(cancellationToken);
        if (count != highest || highest != counter)
            yield return new Violation("receipt-numbers", "receipts", $"there are {count}, the highest is {highest} and {counter} were given");
    }
}
