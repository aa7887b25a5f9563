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
/// <param name="time">The clock of signatures.</param>
public sealed class TestGateway(TestGatewayOptions options, TimeProvider time) : IPaymentGateway
{
    /// <summary>The gateway's name in rows and paths.</summary>
    public const string GatewayName = "test";

    /// <summary>The header that carries the signature.</summary>
    public const string SignatureHeader = "Lobster-Signature";

    private readonly byte[] secret = options.Secret.Length > 0 ? Encoding.UTF8.GetBytes(options.Secret) : RandomNumberGenerator.GetBytes(32);

    /// <inheritdoc/>
    public string Name => GatewayName;

    /// <inheritdoc/>
    public string Label => "Test payment";

    /// <summary>The path of the page on which a developer chooses the outcome of a payment.</summary>
    public static string PagePath(string reference) => "/dev/pay/" + Uri.EscapeDataString(reference);

    /// <inheritdoc/>
    public Task<GatewayStart> BeginAsync(Payment payment, Uri returnTo, CancellationToken cancellationToken) =>
        Task.FromResult(new GatewayStart(new Uri(returnTo, $"{PagePath(payment.Reference)}?back={Uri.EscapeDataString(returnTo.PathAndQuery)}"), null));

    /// <inheritdoc/>
    public WebhookVerdict Verify(WebhookCall call)
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

    /// <inheritdoc/>
    public GatewayNews Read(ReadOnlyMemory<byte> body)
    {
        var e = Parse(body);
        return e.Type switch
        {
            "payment.paid" when e is { Charge: { Length: > 0 and <= 150 } charge, Amount: > 0 and { } amount, Currency.Length: 3 } =>
                new GatewayNews.Paid(e.Reference, charge, amount, e.Currency!, e.Fee),
            "payment.paid" => throw new FormatException("A paid event names charge, amount and currency."),
            "payment.declined" => new GatewayNews.Ended(e.Reference, PaymentState.Failed, "Declined."),
            "payment.expired" => new GatewayNews.Ended(e.Reference, PaymentState.Expired, "Not paid in time."),
            "payment.cancelled" => new GatewayNews.Ended(e.Reference, PaymentState.Cancelled, "Given up by the customer."),
            _ => new GatewayNews.Irrelevant(e.Type),
        };
    }

    /// <summary>Writes an event as a call of this gateway: body and signature.</summary>
    public (byte[] Body, string Signature) Write(TestEvent e)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(e, TestGatewayJson.Default.TestEvent);
        return (body, SignedStamp.Sign(secret, time.GetUtcNow(), body));
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
