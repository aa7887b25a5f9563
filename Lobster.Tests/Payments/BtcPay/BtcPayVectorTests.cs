using System.Text;
using Lobster.Core.Payments;
using Lobster.Tests.Payments.Crypto;

namespace Lobster.Tests.Payments.BtcPay;

/// <summary>The contract's calls, through the real endpoint, inbox and worker, over an invoice that stands as it does when such a call comes.</summary>
public sealed class BtcPayVectorTests
{
    private const string Reference = "lobster-pay_01JC3Y7V2M";
    private const string Invoice = "8b2c1eQe7R3yoyvGkVLmMN";

    [Fact]
    public async Task Vectors_EachOfThem_HasItsVerdictAndCreditsOnlyWhereItMay()
    {
        var wrong = new List<string>();
        foreach (var vector in GatewayVector.Read("btcpay"))
        {
            var api = new BtcPayFake();
            await using var scene = await BtcPayScene.OpenAsync(api);
            var payment = await scene.WriteAsync(Reference, Invoice);
            api.Put(Invoice, Reference);
            var before = await StandAsync(scene, api, vector.File, payment);

            var verdict = await scene.Gateway.VerifyAsync(vector.Call, CancellationToken.None);
            var status = await scene.CallAsync(vector.Headers, vector.Body);
            await scene.WorkAsync();

            var (isGenuine, rise) = (verdict is WebhookVerdict.Genuine, await scene.CreditAsync() - before);
            if (isGenuine != vector.Accept || (verdict is WebhookVerdict.Rejected) == vector.Accept) wrong.Add($"{vector.Name}: {verdict}");
            if (status != (vector.Accept ? 200 : 400)) wrong.Add($"{vector.Name}: answered {status}");
            if (rise != (vector.MayCredit ? 25m : 0m)) wrong.Add($"{vector.Name}: the balance rose by {rise}");
            if ((await scene.DeliveriesAsync()).Count != (vector.Accept ? 1 : 0)) wrong.Add($"{vector.Name}: stored wrongly");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Redelivery_OfAnEvent_IsTheSameEvent()
    {
        var vectors = GatewayVector.Read("btcpay");
        var api = new BtcPayFake();
        await using var scene = await BtcPayScene.OpenAsync(api);
        await scene.WriteAsync(Reference, Invoice);
        api.Put(Invoice, Reference);
        api.Turn("Settled");

        foreach (var vector in vectors.Where(v => v.Name is "valid InvoiceSettled" or "valid InvoiceSettled.redelivery"))
        {
            Assert.Equal(200, await scene.CallAsync(vector.Headers, vector.Body));
            await scene.WorkAsync();
        }

        Assert.Single(await scene.DeliveriesAsync());
        Assert.Equal(25m, await scene.CreditAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("""{"type":"InvoiceSettled"}""")]
    [InlineData("""{"type":7,"deliveryId":"x"}""")]
    [InlineData("""{"type":"InvoiceSettled","deliveryId":""}""")]
    public async Task Call_SignedButNoEvent_IsRejectedAndNothingThrows(string text)
    {
        await using var scene = await BtcPayScene.OpenAsync(new BtcPayFake());
        var body = Encoding.UTF8.GetBytes(text);

        var verdict = await scene.Gateway.VerifyAsync(new WebhookCall(new Dictionary<string, string> { ["BTCPay-Sig"] = BtcPayScene.Sign(body) }, body), CancellationToken.None);

        Assert.StartsWith("signed, but", Assert.IsType<WebhookVerdict.Rejected>(verdict).Why, StringComparison.Ordinal);
    }

    // The invoice as it stands when the call of a sample comes; what the customer has then.
    private static async Task<decimal> StandAsync(CryptoScene scene, BtcPayFake api, string file, Payment payment)
    {
        var (status, additional, paid) = file switch
        {
            "InvoiceCreated.json" => ("New", "None", "0.00"),
            "InvoiceReceivedPayment.json" or "InvoiceProcessing.json" or "InvoicePaymentSettled.json" => ("Processing", "None", "25.00"),
            "InvoiceSettled.overpaid.json" => ("Settled", "PaidOver", "31.20"),
            "InvoiceSettled.marked.json" => ("Settled", "Marked", "0.00"),
            "InvoiceExpired.json" => ("Expired", "None", "0.00"),
            "InvoiceExpired.partial.json" or "InvoiceExpiredPaidPartial.json" => ("Expired", "PaidPartial", "10.00"),
            "InvoicePaidAfterExpiration.json" or "InvoicePaymentSettled.late.json" => ("Expired", "PaidLate", "25.00"),
            "InvoiceInvalid.json" => ("Invalid", "None", "25.00"),
            _ => ("Settled", "None", "25.00"),
        };
        api.Turn(status, additional, paid);
        api.Payments.Add("Settled");
        // What is given back was credited before.
        return file == "InvoiceRefund.json" ? (await scene.LookAsync(payment)).Credit.ToDecimal() : 0;
    }
}
