using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Begins payments. The record is written before the gateway is asked, so that no money can arrive unknown.</summary>
public sealed class Deposits(
    Transactions transactions, PaymentGateways gateways, PaymentWriting writing, BillingOptions billing, PaymentOptions options, BusinessClock clock)
{
    /// <summary>Begins a payment and answers where to send the customer. The same request again answers the same payment.</summary>
    /// <param name="actor">Who pays.</param>
    /// <param name="request">What for.</param>
    /// <param name="pageOf">The address of a payment's page in the panel, built from the panel's own address: the provider sends the customer back to it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<Uri>> BeginAsync(Actor actor, DepositRequest request, Func<PaymentId, Uri> pageOf, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(pageOf);
        if (Check(request) is { } problem) return problem;
        if ((await gateways.OfferedAsync(cancellationToken)).All(w => w.Type != request.Gateway)) return new Refusal.Invalid(nameof(request.Gateway), "Choose how to pay.");
        var written = await transactions.RunAsync((db, token) => WriteAsync(db, actor, request, token), cancellationToken);
        if (written.IsRefused) return written.Refusal;
        return await AskAsync(actor, written.Value, pageOf(written.Value.Id), cancellationToken);
    }

    private async Task<Outcome<Uri>> AskAsync(Actor actor, Payment payment, Uri page, CancellationToken cancellationToken)
    {
        // Pressed twice: the first one's address, or its page when there is nothing left to pay.
        if (payment.PayUrl is { } known) return new Uri(known);
        if (PaymentRules.Rank(payment.State) > 1) return page;
        try
        {
            var gateway = await gateways.FindAsync(payment.Gateway, cancellationToken) ?? throw new GatewayException(GatewayErrorKind.Unavailable, "It is switched off.");
            var customer = await transactions.ReadAsync((db, token) => db.PayerAsync(payment.AccountId, payment.Gateway, page, token), cancellationToken);
            var start = await gateway.BeginAsync(payment, customer, cancellationToken);
            return await transactions.RunAsync((db, token) => PendingAsync(db, payment.Id, start, token), cancellationToken) ?? page;
        }
        catch (GatewayException e)
        {
            // When nobody knows whether it began, the record stays open: a call may still come, and the sweep looks.
            if (e.Kind != GatewayErrorKind.OutcomeUnknown)
                await transactions.RunAsync((db, token) => FailAsync(db, actor, payment.Id, e.Message, token), cancellationToken);
            return new Refusal.Conflict("{0} cannot take payments at the moment. Nothing was charged; try again later.", gateways.NameOf(payment.Gateway));
        }
    }

    private Refusal.Invalid? Check(DepositRequest request)
    {
        var (least, most) = (Money.FromDecimal(billing.MinimumDeposit), Money.FromDecimal(billing.MaximumDeposit));
        if (request.Amount < least || request.Amount > most)
            return new Refusal.Invalid(nameof(request.Amount), "Enter an amount from {0} to {1}.", billing.MinimumDeposit, billing.MaximumDeposit);
        return MinorUnits.From(request.Amount, billing.Currency) is null
            ? new Refusal.Invalid(nameof(request.Amount), "Use at most {0} decimals.", MinorUnits.Digits(billing.Currency))
            : null;
    }

    private async Task<Outcome<Payment>> WriteAsync(LobsterDbContext db, Actor actor, DepositRequest request, CancellationToken cancellationToken)
    {
        if (await db.EnterAccountAsync(actor, request.AccountId, cancellationToken) is { } refusal) return refusal;
        var known = await db.Payments.AsNoTracking().FirstOrDefaultAsync(p => p.RequestId == request.RequestId, cancellationToken);
        if (known is not null) return known.AccountId == request.AccountId ? known : new Refusal.NotFound();
        var hourAgo = clock.Now - TimeSpan.FromHours(1);
        if (await db.Payments.CountAsync(p => p.AccountId == request.AccountId && p.CreatedAt > hourAgo && !p.IsAutomatic, cancellationToken) >= options.MostPerHour)
            return new Refusal.Conflict("You have begun {0} payments within an hour. Finish one of them, or try again later.", options.MostPerHour);
        var payment = await writing.AddAsync(db, actor, request, cancellationToken);
        return request.SeenGrossMinor is { } seen && seen != payment.GrossMinor
            ? new Refusal.Conflict("The tax has changed meanwhile: it is {0} in all now. Nothing was begun.", MinorUnits.Text(payment.GrossMinor, payment.Currency))
            : payment;
    }

    // A call may have been faster; then the payment is further along already and stays there. Where a provider without idempotency keys began two at once, nobody is sent
    // to the second one: money there would be looked for in vain.
    private static async Task<Uri?> PendingAsync(LobsterDbContext db, PaymentId id, GatewayStart start, CancellationToken cancellationToken)
    {
        var payment = await db.TakePaymentAsync(id, cancellationToken);
        await db.KeepCustomerAsync(payment.AccountId, payment.Gateway, start.CustomerId, cancellationToken);
        if (payment.GatewayId is { } first && start.GatewayId is { } second && first != second) return payment.PayUrl is { } known ? new Uri(known) : null;
        payment.GatewayId ??= start.GatewayId;
        if (PaymentRules.Rank(payment.State) > 1) return start.Url;
        (payment.State, payment.PayUrl) = (PaymentState.Pending, start.Url.ToString());
        payment.Version++;
        db.LiveChanges.Add(new LiveChange(SubjectKind.Payment, id.Value, payment.AccountId));
        return start.Url;
    }

    private async Task FailAsync(LobsterDbContext db, Actor actor, PaymentId id, string why, CancellationToken cancellationToken)
    {
        var payment = await db.TakePaymentAsync(id, cancellationToken);
        if (payment.State != PaymentState.Created) return;
        (payment.State, payment.LookAt) = (PaymentState.Failed, null);
        payment.Note = why.Length > 1000 ? why[..1000] : why;
        payment.Version++;
        db.Record(clock.Now, actor, "payment.failed", SubjectKind.Payment, id.Value, payment.AccountId, new { payment.Reference });
    }
}
