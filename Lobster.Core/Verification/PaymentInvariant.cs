using System.Runtime.CompilerServices;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>A payment that completed gave its credit once; one that did not gave none.</summary>
internal sealed class PaymentInvariant : IInvariant
{
    private static readonly PaymentState[] Paid =
        [PaymentState.Completed, PaymentState.PartiallyRefunded, PaymentState.Refunded, PaymentState.Disputed, PaymentState.ChargedBack];

    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = from payment in db.Payments
                   select new
                   {
                       payment.Id, payment.State, payment.Credit,
                       Credited = db.LedgerEntries.Where(e => e.PaymentId == payment.Id && e.Kind == EntryKind.Payment).Sum(e => (long?)e.Amount.Nanos) ?? 0,
                   };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var expected = Paid.Contains(row.State) ? row.Credit.Nanos : 0;
            if (row.Credited != expected)
                yield return new Violation("payment-credit", $"payment {row.Id}", $"it is {row.State} and gave {new Money(row.Credited)} of {new Money(expected)}");
        }
    }
}
