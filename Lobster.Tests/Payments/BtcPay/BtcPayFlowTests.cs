using System.Text.Json.Nodes;
using Lobster.Core;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Payments.BtcPay;

public sealed class BtcPayFlowTests : IDisposable
{
    private readonly BtcPayFake api = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Begin_OfAPayment_AsksForItsAmountExactlyAndSendsTheCustomerToTheInvoice()
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var request = scene.Request(25);

        var url = (await scene.BeginAsync(request)).Value;

        var payment = await scene.PaymentAsync(p => p.RequestId == request.RequestId);
        var body = JsonNode.Parse(api.Bodies[^1])!;
        Assert.Equal("https://btcpay.example.com/i/Invoice1", url!.ToString());
        Assert.Equal((PaymentState.Pending, "Invoice1"), (payment.State, payment.GatewayId));
        Assert.Equal(("25.00", "USD", payment.Reference), ((string)body["amount"]!, (string)body["currency"]!, (string)body["metadata"]!["orderId"]!));
        Assert.Equal((0m, "MediumSpeed", 15m), ((decimal)body["checkout"]!["paymentTolerance"]!, (string)body["checkout"]!["speedPolicy"]!, (decimal)body["checkout"]!["expirationMinutes"]!));
    }

    [Fact]
    public async Task Begin_AnswerLost_AdoptsTheFirstInvoiceAndCreditsOnce()
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var request = scene.Request(25);
        api.Meet(new Trouble(r => r.Method == HttpMethod.Post) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

        Assert.IsType<Refusal.Conflict>((await scene.BeginAsync(request)).Refusal);
        var url = (await scene.BeginAsync(request)).Value;
        api.Turn("Settled");
        await scene.SendAsync("InvoiceSettled", "Invoice1", null);
        await scene.WorkAsync();

        Assert.Equal("https://btcpay.example.com/i/Invoice1", url!.ToString());
        Assert.Equal(25m, await scene.CreditAsync());
    }

    [Fact]
    public async Task LookUp_AfterALostAnswer_FindsTheInvoiceByItsOrder()
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var request = scene.Request(25);
        api.Meet(new Trouble(r => r.Method == HttpMethod.Post) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });
        await scene.BeginAsync(request);
        var payment = await scene.PaymentAsync(p => p.RequestId == request.RequestId);

        await scene.SendAsync("InvoiceCreated", "Invoice1", payment.Reference);
        await scene.WorkAsync();

        Assert.Equal("Invoice1", (await scene.AgainAsync(payment)).GatewayId);
        Assert.Equal(GatewayEventState.Processed, Assert.Single(await scene.DeliveriesAsync()).State);
    }

    [Fact]
    public async Task Begin_TenAtOnce_SendAllToTheInvoiceThatIsLookedFor()
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var request = scene.Request(25);

        var urls = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => scene.BeginAsync(request))));

        var payment = await scene.PaymentAsync(p => p.RequestId == request.RequestId);
        Assert.Equal($"https://btcpay.example.com/i/{payment.GatewayId}", Assert.Single(urls.Select(u => u.Value!.ToString()).Distinct()));
    }

    [Theory]
    [InlineData("amount", "1.00")]
    [InlineData("currency", "EUR")]
    [InlineData("type", "TopUp")]
    [InlineData("storeId", "AnotherStore")]
    [InlineData("checkout", """{"speedPolicy":"HighSpeed","paymentTolerance":0}""")]
    [InlineData("checkout", """{"speedPolicy":"MediumSpeed","paymentTolerance":90.0}""")]
    public async Task Begin_InvoiceOfTheSameOrderThatIsNotOurs_IsNotAdopted(string field, string value)
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await scene.WriteAsync("lobster-pay_1", null);
        api.Put("Foreign", payment.Reference)[field] = value.StartsWith('{') ? JsonNode.Parse(value) : value;

        var start = await scene.Gateway.BeginAsync(payment, new PayingCustomer(scene.Account, null, PaymentScene.PageOf(payment.Id)), CancellationToken.None);

        Assert.Equal("Invoice2", start.GatewayId);
    }

    [Theory]
    [InlineData("https://evil.example.com/i/1")]
    [InlineData("http://btcpay.example.com/i/1")]
    [InlineData("https://btcpay.example.com.evil.example/i/1")]
    [InlineData("/i/1")]
    [InlineData(null)]
    public async Task Begin_CheckoutElsewhere_IsRefused(string? link)
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await scene.WriteAsync("lobster-pay_1", null);
        api.Put("Ours", payment.Reference)["checkoutLink"] = link;

        var failed = await Assert.ThrowsAsync<GatewayException>(() =>
            scene.Gateway.BeginAsync(payment, new PayingCustomer(scene.Account, null, PaymentScene.PageOf(payment.Id)), CancellationToken.None));

        Assert.Equal(GatewayErrorKind.Rejected, failed.Kind);
    }

    [Theory]
    [InlineData("New", "None", "0.00", "", PaymentState.Pending, 0)]
    [InlineData("New", "PaidPartial", "10.00", "", PaymentState.Pending, 0, "10.00 USD of 25.00 USD has arrived. Pay the rest in time.")]
    [InlineData("Processing", "None", "25.00", "", PaymentState.Pending, 0, "Seen, waiting for confirmation.")]
    [InlineData("Processing", "PaidOver", "31.20", "", PaymentState.Pending, 0, "Seen, waiting for confirmation.")]
    [InlineData("Settled", "None", "25.00", "", PaymentState.Completed, 25)]
    [InlineData("Settled", "PaidOver", "31.20", "", PaymentState.Completed, 25)]
    [InlineData("Settled", "None", "24.99", "", PaymentState.Review, 0)]
    [InlineData("Settled", "None", "25.001", "", PaymentState.Review, 0)]
    [InlineData("Settled", "None", null, "", PaymentState.Review, 0)]
    [InlineData("Settled", "None", "2.5e1", "", PaymentState.Review, 0)]
    [InlineData("Settled", "Marked", "0.00", "", PaymentState.Review, 0)]
    [InlineData("Settled", "Marked", "25.00", "", PaymentState.Review, 0)]
    [InlineData("Settled", "Unheard", "25.00", "", PaymentState.Review, 0)]
    [InlineData("Expired", "None", "0.00", "", PaymentState.Expired, 0)]
    [InlineData("Expired", "PaidPartial", "10.00", "Processing", PaymentState.Expired, 0)]
    [InlineData("Expired", "PaidPartial", "10.00", "Settled", PaymentState.Review, 0)]
    [InlineData("Expired", "PaidLate", "25.00", "Processing", PaymentState.Expired, 0)]
    [InlineData("Expired", "PaidLate", "25.00", "Settled", PaymentState.Review, 0)]
    [InlineData("Expired", "PaidLate", "25.00", "Settled Processing", PaymentState.Expired, 0)]
    [InlineData("Expired", "PaidLate", "25.00", "Settled Invalid", PaymentState.Review, 0)]
    [InlineData("Invalid", "None", "0.00", "", PaymentState.Failed, 0)]
    [InlineData("Invalid", "None", "25.00", "", PaymentState.Review, 0)]
    [InlineData("Invalid", "Marked", "0.00", "", PaymentState.Failed, 0)]
    [InlineData("Unheard", "None", "25.00", "", PaymentState.Pending, 0)]
    public async Task LookUp_StateOfTheInvoice_DecidesOverMoney(string status, string additional, string? paid, string payments, PaymentState state, int credit, string? progress = null)
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await scene.BeginAsync(25);
        api.Turn(status, additional, paid);
        api.Payments.AddRange(payments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        await scene.LookAsync(payment);
        var after = await scene.LookAsync(payment);

        Assert.Equal((state, credit, progress), (after.State, (int)await scene.CreditAsync(), after.Progress));
    }

    [Theory]
    [InlineData("PaidLate", "25.00", 25)]
    [InlineData("PaidPartial", "10.00", 10)]
    public async Task LookUp_OutOfTimeWhereTheAdminAllowsIt_IsCredited(string additional, string paid, int credit)
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        (scene.Rules.CreditLate, scene.Rules.CreditUnderpaid) = (true, true);
        var payment = await scene.BeginAsync(25);
        api.Turn("Expired", additional, paid);
        api.Payments.Add("Settled");

        var after = await scene.LookAsync(payment);

        Assert.Equal((PaymentState.Completed, credit), (after.State, (int)await scene.CreditAsync()));
    }

    [Theory]
    [InlineData("amount", "1.00")]
    [InlineData("currency", "EUR")]
    [InlineData("currency", "SATS")]
    [InlineData("type", "TopUp")]
    [InlineData("storeId", "AnotherStore")]
    [InlineData("metadata", """{"orderId":"lobster-pay_other"}""")]
    [InlineData("metadata", """{"orderId":7}""")]
    public async Task LookUp_InvoiceThatDiffers_WaitsInReview(string field, string value)
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await scene.BeginAsync(25);
        api.Turn("Settled");
        api.Invoices[0][field] = value.StartsWith('{') ? JsonNode.Parse(value) : value;

        var after = await scene.LookAsync(payment);

        Assert.Equal((PaymentState.Review, 0m), (after.State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Event_OfAnotherInvoiceWithOurReference_RaisesAnAlarmAndCreditsNothing()
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await scene.BeginAsync(25);
        api.Put("ByHand", payment.Reference)["status"] = "Settled";

        await scene.SendAsync("InvoiceSettled", "ByHand", payment.Reference);
        await scene.WorkAsync();

        Assert.Equal(GatewayEventState.Failed, Assert.Single(await scene.DeliveriesAsync()).State);
        Assert.Equal(0m, await scene.CreditAsync());
    }

    [Fact]
    public async Task Event_OfAnotherStoreOrForNobody_IsIgnored()
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await scene.BeginAsync(25);
        api.Turn("Settled");

        await scene.SendAsync("InvoiceSettled", "Invoice1", payment.Reference, "d1", "AnotherStore");
        await scene.SendAsync("InvoiceSettled", "__test__", null, "d2");
        await scene.SendAsync("PayoutCreated", "", null, "d3");
        await scene.WorkAsync();

        Assert.All(await scene.DeliveriesAsync(), d => Assert.Equal(GatewayEventState.Ignored, d.State));
        Assert.Equal(0m, await scene.CreditAsync());
    }

    [Fact]
    public async Task Events_InAnyOrderAndManyTimes_CreditOnce()
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await scene.BeginAsync(25);
        api.Turn("Settled");

        foreach (var type in new[] { "InvoiceSettled", "InvoiceProcessing", "InvoiceCreated", "InvoicePaymentSettled", "InvoiceExpired" })
        {
            await scene.SendAsync(type, "Invoice1", payment.Reference, "delivery-" + type);
            await scene.WorkAsync();
        }

        Assert.Equal((PaymentState.Completed, 25m), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Processing_ThatFallsBackAndExpires_EndsWithoutCredit()
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await scene.BeginAsync(25);
        api.Turn("Processing");
        await scene.LookAsync(payment);
        api.Turn("New", paid: "0.00");
        var fallen = await scene.LookAsync(payment);

        api.Turn("Expired", paid: "0.00");
        var after = await scene.LookAsync(payment);

        Assert.Equal("Waiting for the payment.", fallen.Progress);
        Assert.Equal((PaymentState.Expired, 0m), (after.State, await scene.CreditAsync()));
    }
}
