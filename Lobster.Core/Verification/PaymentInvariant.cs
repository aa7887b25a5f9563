using System.Runtime.CompilerServices;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>
/// A payment that completed gave its credit once, one that did not gave none; its credit and its tax are what was paid;
/// and of what it gave, just so much is gone as its refunds and disputes took.
/// </summary>
internal sealed class PaymentInvariant : IInvariant
{
    private static readonly EntryKind[] Returns = [EntryKind.Refund, EntryKind.DisputeHold, EntryKind.DisputeRelease, EntryKind.Chargeback];

    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = from payment in db.Payments.AsNoTracking()
                   select new
                   {
                       Payment = payment,
                       Credited = db.LedgerEntries.Where(e => e.PaymentId == payment.Id && e.Kind == EntryKind.Payment).Sum(e => (long?)e.Amount.Nanos) ?? 0,
                       Gone = db.LedgerEntries.Where(e => e.PaymentId == payment.Id && (Returns.Contains(e.Kind) || e.Kind == EntryKind.Adjustment)).Sum(e => (long?)e.Amount.Nanos) ?? 0,
                       Refunds = db.Refunds.Where(r => r.PaymentId == payment.Id).ToList(),
                       Disputes = db.Disputes.Where(d => d.PaymentId == payment.Id).ToList(),
                   };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var (payment, subject) = (row.Payment, $"payment {row.Payment.Id}");
            var expected = payment.CompletedAt is null ? 0 : payment.Credit.Nanos;
            if (row.Credited != expected)
                yield return new Violation("payment-credit", subject, $"it is {payment.State} and gave {new Money(row.Credited)} of {new Money(expected)}");
            if (!IsTaxedAsAsked(payment))
                yield return new Violation("payment-tax", subject, $"{payment.GrossMinor} minor units without {payment.TaxMinor} of tax are not {payment.Credit}");
            var gone = PaymentRules.CreditGone(payment, ReturnBooks.GoneMinor(row.Refunds, row.Disputes));
            if (row.Gone != -gone.Nanos)
                yield return new Violation("payment-returns", subject, $"its refunds and disputes took {new Money(-row.Gone)} of {gone}");
            if (payment.RefundedMinor != ReturnBooks.RefundedMinor(payment, row.Refunds))
                yield return new Violation("payment-refunded", subject, $"it says that {payment.RefundedMinor} minor units went back, its refunds say otherwise");
        }
    }

    // What was paid as asked gives as credit all but the tax; what staff credited out of review, or what came short, is theirs to judge.
    private static bool IsTaxedAsAsked(Payment payment) =>
        payment.CompletedAt is null || payment.ApprovedBy is not null || payment.PaidCurrency != payment.Currency || payment.PaidMinor < payment.GrossMinor
        || payment.Credit == MinorUnits.ToMoney(payment.GrossMinor - payment.TaxMinor, payment.Currency);
}
