using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Tax;

namespace Lobster.Core.Payments;

/// <summary>Writes the record of a payment and the tax on it, before any provider hears of it. Safe to use from many threads.</summary>
public sealed class PaymentWriting(BillingOptions billing, PaymentOptions options, BusinessClock clock, TimeProvider time)
{
    /// <summary>Adds the record within the caller's transaction, which has taken the account's row and checked the request.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="actor">Who begins it.</param>
    /// <param name="request">What for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal async Task<Payment> AddAsync(LobsterDbContext db, Actor actor, DepositRequest request, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var basis = await TaxBasis.ReadAsync(db, request.AccountId, cancellationToken);
        var amount = TaxAmount.On(MinorUnits.From(request.Amount, billing.Currency)!.Value, basis.Decision);
        var payment = new Payment
        {
            Reference = $"{Payment.ReferencePrefix}{Guid.CreateVersion7():N}", AccountId = request.AccountId, Gateway = request.Gateway, RequestId = request.RequestId,
            Currency = billing.Currency, GrossMinor = amount.GrossMinor, TaxMinor = amount.TaxMinor, Credit = request.Amount, CreatedAt = now,
            LookAt = Instant.From(time.GetUtcNow()) + TimeSpan.FromSeconds(options.LookAfterSeconds),
        };
        db.Payments.Add(payment);
        await db.SaveChangesAsync(cancellationToken);
        db.PaymentTaxes.Add(new PaymentTax
        {
            PaymentId = payment.Id, Kind = basis.Decision.Kind, RateThousandths = basis.Decision.RateThousandths, Name = basis.Decision.Name,
            Seller = basis.Seller?.ToParty(), Customer = basis.Customer?.ToParty(),
        });
        db.Record(now, actor, "payment.created", SubjectKind.Payment, payment.Id.Value, payment.AccountId, new { payment.Reference, payment.Gateway, payment.GrossMinor, payment.TaxMinor, payment.Currency });
        return payment;
    }
}
