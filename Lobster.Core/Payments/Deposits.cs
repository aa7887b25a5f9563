using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Begins payments. The record is written before the gateway is asked, so that no money can arrive unknown.</summary>
public sealed class Deposits(Transactions transactions, IEnumerable<IPaymentGateway> gateways, BillingOptions options, BusinessClock clock)
{
    private readonly Dictionary<string, IPaymentGateway> gateways = gateways.ToDictionary(g => g.Name);

    /// <summary>The gateways that customers may choose from.</summary>
    public IReadOnlyList<IPaymentGateway> Offered { get; } = [.. gateways.OrderBy(g => g.Label, StringComparer.Ordinal)];

    /// <summary>Begins a payment and answers where to send the customer. The same request again answers the same payment.</summary>
    /// <param name="actor">Who pays.</param>
    /// <param name="request">What for.</param>
    /// <param name="returnTo">Where the gateway sends the customer back to.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<Uri>> BeginAsync(Actor actor, DepositRequest request, Uri returnTo, CancellationToken cancellationToken = default)
    {
        if (Check(request) is { } problem) return problem;
        if (!gateways.TryGetValue(request.Gateway, out var gateway)) return new Refusal.Invalid(nameof(request.Gateway), "Choose how to pay.");
        var written = await transactions.RunAsync((db, token) => WriteAsync(db, actor, request, token), cancellationToken);
        if (written.IsRefused) return written.Refusal;
        try
        {
            var start = await gateway.BeginAsync(written.Value, returnTo, cancellationToken);
            await transactions.RunAsync((db, token) => PendingAsync(db, written.Value.Id, start.GatewayId, token), cancellationToken);
            return start.Url;
        }
        catch (GatewayException e)
        {
            // When nobody knows whether it began, the record stays open: a callback may still come.
            if (e.Kind != GatewayErrorKind.OutcomeUnknown)
                await transactions.RunAsync((db, token) => FailAsync(db, actor, written.Value.Id, e.Message, token), cancellationToken);
            return new Refusal.Conflict("{0} cannot take payments at the moment. Nothing was charged; try again later.", gateway.Label);
        }
    }

    private Refusal.Invalid? Check(DepositRequest request)
    {
        var (least, most) = (Money.FromDecimal(options.MinimumDeposit), Money.FromDecimal(options.MaximumDeposit));
        if (request.Amount < least || request.Amount > most)
            return new Refusal.Invalid(nameof(request.Amount), "Enter an amount from {0} to {1}.", options.MinimumDeposit, options.MaximumDeposit);
        return MinorUnits.From(request.Amount, options.Currency) is null
            ? new Refusal.Invalid(nameof(request.Amount), "Use at most {0} decimals.", MinorUnits.Digits(options.Currency))
            : null;
    }

    private async Task<Outcome<Payment>> WriteAsync(LobsterDbContext db, Actor actor, DepositRequest request, CancellationToken cancellationToken)
    {
        if (await db.EnterAccountAsync(actor, request.AccountId, cancellationToken) is { } refusal) return refusal;
        var known = await db.Payments.AsNoTracking().FirstOrDefaultAsync(p => p.RequestId == request.RequestId, cancellationToken);
        if (known is not null) return known.AccountId == request.AccountId ? known : new Refusal.NotFound();
        var now = clock.Now;
        var payment = new Payment
        {
            Reference = NewReference(), AccountId = request.AccountId, Gateway = request.Gateway, RequestId = request.RequestId, Currency = options.Currency,
            GrossMinor = MinorUnits.From(request.Amount, options.Currency)!.Value, Credit = request.Amount, CreatedAt = now,
        };
        db.Payments.Add(payment);
        await db.SaveChangesAsync(cancellationToken);
        db.Record(now, actor, "payment.created", SubjectKind.Payment, payment.Id.Value, payment.AccountId, new { payment.Reference, payment.Gateway, payment.GrossMinor, payment.Currency });
        return payment;
    }

    // A callback may have been faster; then the payment is further along already and stays there.
    private static async Task PendingAsync(LobsterDbContext db, PaymentId id, string? gatewayId, CancellationToken cancellationToken)
    {
        var payment = await TakeAsync(db, id, cancellationToken);
        if (payment.State != PaymentState.Created) return;
        payment.State = PaymentState.Pending;
        payment.GatewayId ??= gatewayId;
        payment.Version++;
        db.LiveChanges.Add(new LiveChange(SubjectKind.Payment, id.Value, payment.AccountId));
    }

    private async Task FailAsync(LobsterDbContext db, Actor actor, PaymentId id, string why, CancellationToken cancellationToken)
    {
        var payment = await TakeAsync(db, id, cancellationToken);
        if (payment.State != PaymentState.Created) return;
        payment.State = PaymentState.Failed;
        payment.Note = why.Length > 1000 ? why[..1000] : why;
        payment.Version++;
        db.Record(clock.Now, actor, "payment.failed", SubjectKind.Payment, id.Value, payment.AccountId, new { payment.Reference });
    }

    private static async Task<Payment> TakeAsync(LobsterDbContext db, PaymentId id, CancellationToken cancellationToken)
    {
        var account = await db.Payments.Where(p => p.Id == id).Select(p => p.AccountId).SingleAsync(cancellationToken);
        await db.TakeAccountAsync(account, cancellationToken);
        return await db.Payments.SingleAsync(p => p.Id == id, cancellationToken);
    }

    private static string NewReference() => $"lobster-pay_{Guid.CreateVersion7():N}";
}
