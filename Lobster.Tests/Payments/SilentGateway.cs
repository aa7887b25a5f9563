using Lobster.Core.Payments;

namespace Lobster.Tests.Payments;

/// <summary>A gateway that fails at everything, in one way.</summary>
internal sealed class SilentGateway(GatewayErrorKind kind) : IPaymentGateway, IRefunds
{
    private const string Words = "It is broken.";

    public Task<GatewayStart> BeginAsync(Payment payment, PayingCustomer customer, CancellationToken cancellationToken) => throw new GatewayException(kind, Words);

    public ValueTask<WebhookVerdict> VerifyAsync(WebhookCall call, CancellationToken cancellationToken) =>
        ValueTask.FromResult<WebhookVerdict>(new WebhookVerdict.Rejected("broken"));

    public GatewayNews Read(WebhookCall call) => new GatewayNews.Irrelevant("broken");

    public Task<PaymentReport?> LookUpAsync(Payment payment, CancellationToken cancellationToken) => throw new GatewayException(kind, Words);

    public Task<ReportedRefund> RefundAsync(Payment payment, Refund refund, CancellationToken cancellationToken) => throw new GatewayException(kind, Words);

    public Task<GatewayCheck> CheckAsync(CancellationToken cancellationToken) => throw new GatewayException(kind, Words);
}
