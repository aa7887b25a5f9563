using Lobster.Core.Compute;
using Lobster.Core.Payments;
using Stripe;

namespace Lobster.Backends.Payments.Stripe;

// Saved cards, and the payments that are made from them.
internal sealed partial class StripeGateway
{
    private static readonly TimeSpan ChargesWithin = TimeSpan.FromDays(2);

    /// <inheritdoc/>
    public async Task<GatewayStart> BeginSavingAsync(string reference, PayingCustomer customer, CancellationToken cancellationToken) =>
        await StartAsync(customer, reference, id => StripeRequests.Save(reference, customer, id), cancellationToken);

    /// <inheritdoc/>
    public async Task<SavedCard?> FindSavedAsync(string setupId, CancellationToken cancellationToken)
    {
        var setup = setupId.StartsWith("seti_", StringComparison.Ordinal)
            ? await api.SetupAsync(setupId, cancellationToken).OrNullAsync()
            : (await api.SessionAsync(setupId, cancellationToken).OrNullAsync())?.SetupIntent;
        return setup is { Status: "succeeded", CustomerId: { } customer, PaymentMethod: { Card: { } card } method } && setup.Livemode == options.IsLive && setup.Metadata?.ContainsKey(StripeMarks.Saving) == true
            ? new SavedCard(customer, method.Id, card.Brand, card.Last4, (int)card.ExpMonth, (int)card.ExpYear)
            : null;
    }

    /// <inheritdoc/>
    public async Task<PaymentReport> ChargeAsync(Payment payment, SavedCard card, CancellationToken cancellationToken)
    {
        // Stripe forgets idempotency keys after a day: what an earlier call made is looked for first.
        if (await FindIntentAsync(payment, card.CustomerId, cancellationToken) is { } known) return await SettleAsync(payment, known, cancellationToken);
        string? id;
        try
        {
            id = (await api.CreateIntentAsync(StripeRequests.Charge(payment, card, options), payment.Reference, cancellationToken)).Id;
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Rejected && StripeRefusal.Of(e) is { } refusal)
        {
            if (refusal.IntentId is null) return Refused(refusal, e.Message);
            id = refusal.IntentId;
        }
        catch (BackendException e)
        {
            throw e.ToGatewayException();
        }
        // Read again, since the answer may be the repetition of an old one.
        return await SettleAsync(payment, await api.IntentAsync(id, cancellationToken).OrFailAsync(), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ForgetAsync(SavedCard card, CancellationToken cancellationToken)
    {
        try
        {
            await api.DetachAsync(card.MethodId, cancellationToken);
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Rejected or BackendErrorKind.NotFound)
        {
            // Refused is also what belongs to nobody any more.
            if ((await api.MethodAsync(card.MethodId, cancellationToken).OrNullAsync())?.CustomerId is not null) throw e.ToGatewayException();
        }
        catch (BackendException e)
        {
            throw e.ToGatewayException();
        }
    }

    private static PaymentReport Refused(StripeRefusal refusal, string message)
    {
        CardDecline? decline = refusal.Type == "card_error" ? StripeDeclines.Of(refusal.Code, refusal.DeclineCode, refusal.AdviceCode)
            : refusal.IsMissing("payment_method") || refusal.IsMissing("customer") ? CardDecline.Never : null;
        return new PaymentReport { End = new ReportedEnd(PaymentState.Failed, message) { Decline = decline } };
    }

    private async Task<PaymentIntent?> FindIntentAsync(Payment payment, string? customer, CancellationToken cancellationToken)
    {
        if (payment.GatewayId is { } id) return await api.IntentAsync(id, cancellationToken).OrNullAsync();
        var found = await FindMadeAsync(payment, customer, cancellationToken);
        return found is null ? null : await api.IntentAsync(found.Id, cancellationToken).OrNullAsync();
    }

    private async Task<PaymentIntent?> FindMadeAsync(Payment payment, string? customer, CancellationToken cancellationToken)
    {
        try
        {
            return await api.FindIntentAsync(StripeRequests.MadeWithin(payment, ChargesWithin), customer, i => StripeMarks.Reference(i.Metadata) == payment.Reference, cancellationToken);
        }
        catch (BackendException e) when (StripeRefusal.Of(e)?.IsMissing("customer") == true)
        {
            return null;
        }
        catch (BackendException e)
        {
            throw e.ToGatewayException();
        }
    }

    // What nobody is there to finish is given up, so that it is not paid later by surprise.
    private async Task<PaymentReport> SettleAsync(Payment payment, PaymentIntent intent, CancellationToken cancellationToken)
    {
        PaymentIntent? before = null;
        if (intent.Status is "requires_payment_method" or "requires_confirmation" or "requires_action")
        {
            before = intent;
            intent = await GiveUpAsync(intent, cancellationToken);
        }
        var returns = intent.Status == "succeeded" ? await ReturnsAsync(intent.Id, cancellationToken) : StripeReturns.None;
        return reports.OfIntent(payment, intent, before, returns);
    }

    private async Task<PaymentIntent> GiveUpAsync(PaymentIntent intent, CancellationToken cancellationToken)
    {
        try
        {
            return await api.CancelIntentAsync(intent.Id, cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Rejected)
        {
            // Somebody was faster: what it is now decides.
            var now = await api.IntentAsync(intent.Id, cancellationToken).OrFailAsync();
            return now.Status != intent.Status ? now : throw e.ToGatewayException();
        }
        catch (BackendException e)
        {
            throw e.ToGatewayException();
        }
    }
}
