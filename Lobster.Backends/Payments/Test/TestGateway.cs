using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Test;

/// <summary>
/// A gateway without a bank behind it, for Development: its page offers every outcome, and each goes through the same signed callback,
/// inbox, worker and ledger key as real money.
/// </summary>
/// <param name="options">Its secret.</param>
/// <param name="bank">What it remembers.</param>
/// <param name="time">The clock of signatures.</param>
public sealed partial class TestGateway(TestGatewayOptions options, TestBank bank, TimeProvider time) : IPaymentGateway, IRefunds, ISavedCards
{
    /// <summary>The gateway's name in rows and paths.</summary>
    public const string GatewayName = "test";

    /// <summary>What customers read on the button.</summary>
    public const string Label = "Test payment";

    /// <summary>The header that carries the signature.</summary>
    public const string SignatureHeader = "Lobster-Signature";

    private readonly byte[] secret = options.Secret.Length > 0 ? Encoding.UTF8.GetBytes(options.Secret) : RandomNumberGenerator.GetBytes(32);

    /// <summary>The path of the page on which a developer chooses the outcome of a payment.</summary>
    public static string PagePath(string reference) => "/dev/pay/" + Uri.EscapeDataString(reference);

    /// <inheritdoc/>
    public Task<GatewayStart> BeginAsync(Payment payment, PayingCustomer customer, CancellationToken cancellationToken) =>
        Task.FromResult(new GatewayStart(new Uri(customer.ReturnTo, $"{PagePath(payment.Reference)}?back={Uri.EscapeDataString(customer.ReturnTo.PathAndQuery)}"), null));

    /// <inheritdoc/>
    public ValueTask<WebhookVerdict> VerifyAsync(WebhookCall call, CancellationToken cancellationToken) => ValueTask.FromResult(Verify(call));

    /// <inheritdoc/>
    public GatewayNews Read(WebhookCall call)
    {
        var e = Parse(call.Body);
        if (e.Type == TestEvent.CardSaved) return new GatewayNews.CardSaved(e.Reference);
        return TestReports.Of(e) is { } report
            ? new GatewayNews.About(new PaymentClue { Reference = e.Reference }, report)
            : new GatewayNews.Irrelevant(e.Type);
    }

    /// <inheritdoc/>
    public Task<PaymentReport?> LookUpAsync(Payment payment, CancellationToken cancellationToken) =>
        Task.FromResult(bank.Of(payment.Reference) is { Count: > 0 } events ? TestReports.Sum(events) : null);

    /// <inheritdoc/>
    public Task<ReportedRefund> RefundAsync(Payment payment, Refund refund, CancellationToken cancellationToken)
    {
        var key = $"re_{refund.RequestId:N}";
        bank.Note(new TestEvent($"evt_{key}", "refund.completed", payment.Reference, key, refund.AmountMinor, Request: refund.RequestId));
        return Task.FromResult(new ReportedRefund(key, refund.AmountMinor, RefundState.Completed) { RequestId = refund.RequestId });
    }

    /// <inheritdoc/>
    public Task<GatewayCheck> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new GatewayCheck("Test gateway", []));

    /// <summary>Writes an event as a call of this gateway: body and signature.</summary>
    public (byte[] Body, string Signature) Write(TestEvent e)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(e, TestGatewayJson.Default.TestEvent);
        return (body, SignedStamp.Sign(secret, time.GetUtcNow(), body));
    }

    private WebhookVerdict Verify(WebhookCall call)
    {
        call.Headers.TryGetValue(SignatureHeader, out var header);
        if (SignedStamp.Problem(header, secret, time.GetUtcNow(), call.Body.Span) is { } problem) return new WebhookVerdict.Rejected(problem);
        try
        {
            var id = Parse(call.Body).Id;
            return id.Length is > 0 and <= 200
                ? new WebhookVerdict.Genuine(id, new Dictionary<string, string> { [SignatureHeader] = header! })
                : new WebhookVerdict.Rejected("event id empty or too long");
        }
        catch (FormatException)
        {
            return new WebhookVerdict.Rejected("signed, but not one of our events");
        }
    }

    private static TestEvent Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, TestGatewayJson.Default.TestEvent) ?? throw new FormatException("The body is null.");
        }
        catch (JsonException e)
        {
            throw new FormatException("The body is not an event of the test gateway.", e);
        }
    }
}
