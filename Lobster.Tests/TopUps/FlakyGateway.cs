using Lobster.Backends.Payments.Test;
using Lobster.Core.Payments;

namespace Lobster.Tests.TopUps;

/// <summary>The test gateway behind a bad line: it may be down, or do what it was asked and lose its answer.</summary>
internal sealed class FlakyGateway(TestGateway inner) : IPaymentGateway, ISavedCards
{
    private int charges;

    /// <summary>Nothing reaches it.</summary>
    public bool IsDown { get; set; }

    /// <summary>The next charge is made and its answer lost.</summary>
    public bool LosesAnswer { get; set; }

    /// <summary>How often it was asked to charge.</summary>
    public int Charges => charges;

    public Task<GatewayStart> BeginAsync(Payment payment, PayingCustomer customer, CancellationToken cancellationToken) => inner.BeginAsync(payment, customer, cancellationToken);

    public ValueTask<WebhookVerdict> VerifyAsync(WebhookCall call, CancellationToken cancellationToken) => inner.VerifyAsync(call, cancellationToken);

    public GatewayNews Read(WebhookCall call) => inner.Read(call);

    public Task<PaymentReport?> LookUpAsync(Payment payment, CancellationToken cancellationToken) => Reached().LookUpAsync(payment, cancellationToken);

    public Task<GatewayCheck> CheckAsync(CancellationToken cancellationToken) => inner.CheckAsync(cancellationToken);

    public Task<GatewayStart> BeginSavingAsync(string reference, PayingCustomer customer, CancellationToken cancellationToken) => Reached().BeginSavingAsync(reference, customer, cancellationToken);

    public Task<SavedCard?> FindSavedAsync(string setupId, CancellationToken cancellationToken) => Reached().FindSavedAsync(setupId, cancellationToken);

    public async Task<PaymentReport> ChargeAsync(Payment payment, SavedCard card, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref charges);
        var report = await Reached().ChargeAsync(payment, card, cancellationToken);
        if (!LosesAnswer) return report;
        LosesAnswer = false;
        throw new GatewayException(GatewayErrorKind.OutcomeUnknown, "The answer was lost.");
    }

    public Task ForgetAsync(SavedCard card, CancellationToken cancellationToken) => Reached().ForgetAsync(card, cancellationToken);

    private TestGateway Reached() => IsDown ? throw new GatewayException(GatewayErrorKind.Unavailable, "It is down.") : inner;
}
