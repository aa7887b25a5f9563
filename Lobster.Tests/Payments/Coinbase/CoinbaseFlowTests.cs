using System.Text.Json.Nodes;
using Lobster.Core;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Payments.Coinbase;

public sealed class CoinbaseFlowTests : IDisposable
{
    private readonly CoinbaseFake api = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Begin_OfAPayment_AsksForItsAmountInUsdcAndSendsTheCustomerToTheCheckout()
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var request = scene.Request(25);

        var url = (await scene.BeginAsync(request)).Value;

        var payment = await scene.PaymentAsync(p => p.RequestId == request.RequestId);
        var body = JsonNode.Parse(Assert.Single(api.Bodies))!;
        Assert.Equal($"https://payments.coinbase.com/payment-links/{payment.GatewayId}", url!.ToString());
        Assert.Equal(("25.00", "USDC", "2026-01-05T13:00:00Z"), ((string)body["amount"]!, (string)body["currency"]!, (string)body["expiresAt"]!));
        Assert.Equal(payment.Reference, "lobster-" + (string)body["metadata"]!["lobster_payment_id"]!);
        Assert.Equal(PaymentScene.PageOf(payment.Id).AbsoluteUri, (string)body["successRedirectUrl"]!);
    }

    [Fact]
    public async Task Begin_AnswerLost_IsTheSameCheckoutAndCreditsOnce()
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var request = scene.Request(25);
        api.Meet(new Trouble(r => r.Method == HttpMethod.Post) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

        Assert.IsType<Refusal.Conflict>((await scene.BeginAsync(request)).Refusal);
        scene.Database.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Null((await scene.BeginAsync(request)).Refusal);
        api.Turn("COMPLETED");
        await scene.SendAsync("checkout.payment.success", api.Only, "event-1");
        await scene.WorkAsync();

        Assert.Equal(25m, await scene.CreditAsync());
    }

    [Fact]
    public async Task Begin_TenAtOnce_IsOneCheckout()
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var request = scene.Request(25);

        var urls = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => scene.BeginAsync(request))));

        Assert.Single(urls.Select(u => u.Value).Distinct());
        Assert.Single(api.Checkouts);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("coinbase.com.evil.example")]
    [InlineData("evilcoinbase.com")]
    public async Task Begin_CheckoutElsewhere_IsRefused(string host)
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        api.CheckoutHost = host;
        var request = scene.Request(25);

        Assert.IsType<Refusal.Conflict>((await scene.BeginAsync(request)).Refusal);
        Assert.Equal(PaymentState.Failed, (await scene.PaymentAsync(p => p.RequestId == request.RequestId)).State);
    }

    [Theory]
    [InlineData("http://panel.example/page")]
    [InlineData("https://localhost/page")]
    public async Task Begin_FromAPanelThatCoinbaseCannotSendBackTo_LeavesTheWayBackOut(string page)
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var payment = await scene.WriteAsync("lobster-pay_1", null);

        await scene.Gateway.BeginAsync(payment, new PayingCustomer(scene.Account, null, new Uri(page)), CancellationToken.None);

        Assert.Null(api.Only["successRedirectUrl"]);
    }

    [Theory]
    [InlineData("ACTIVE", PaymentState.Pending, 0)]
    [InlineData("PROCESSING", PaymentState.Pending, 0, "Seen, waiting for confirmation.")]
    [InlineData("COMPLETED", PaymentState.Completed, 25)]
    [InlineData("PARTIALLY_REFUNDED", PaymentState.Completed, 25)]
    [InlineData("FAILED", PaymentState.Failed, 0)]
    [InlineData("EXPIRED", PaymentState.Expired, 0)]
    [InlineData("DEACTIVATED", PaymentState.Cancelled, 0)]
    [InlineData("UNHEARD", PaymentState.Pending, 0)]
    public async Task LookUp_StateOfTheCheckout_DecidesOverMoney(string status, PaymentState state, int credit, string? progress = null)
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var payment = await scene.BeginAsync(25);
        api.Turn(status);

        await scene.LookAsync(payment);
        var after = await scene.LookAsync(payment);

        Assert.Equal((state, credit, progress), (after.State, (int)await scene.CreditAsync(), after.Progress));
    }

    [Theory]
    [InlineData("amount", "1.00")]
    [InlineData("amount", "25.001")]
    [InlineData("amount", "-25.00")]
    [InlineData("amount", "2.5e1")]
    [InlineData("currency", "EUR")]
    [InlineData("currency", "USD")]
    [InlineData("id", "ffffffffffffffffffffffff")]
    [InlineData("metadata", """{"lobster_payment_id":"pay_other"}""")]
    [InlineData("metadata", null)]
    [InlineData("settlement", """{"totalAmount":"1.00","feeAmount":"0.25","currency":"USDC"}""")]
    [InlineData("settlement", """{"totalAmount":"25.00","feeAmount":"0.25","currency":"EURC"}""")]
    public async Task LookUp_CheckoutThatDiffers_WaitsInReview(string field, string? value)
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var payment = await scene.BeginAsync(25);
        api.Turn("COMPLETED");
        api.Only[field] = value?.StartsWith('{') == true ? JsonNode.Parse(value) : value;

        var after = await scene.LookAsync(payment);

        Assert.Equal((PaymentState.Review, 0m), (after.State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task LookUp_Paid_KnowsTheFee()
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var payment = await scene.BeginAsync(25);
        api.Turn("COMPLETED");

        var after = await scene.LookAsync(payment);

        Assert.Equal((25L, "USD"), (after.FeeMinor!.Value, after.FeeCurrency));
    }

    [Fact]
    public async Task LookUp_FeeWithMoreDecimals_IsLeftOut()
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var payment = await scene.BeginAsync(25);
        api.Turn("COMPLETED");
        api.Only["settlement"]!["feeAmount"] = "0.123456";

        var after = await scene.LookAsync(payment);

        Assert.Equal((PaymentState.Completed, null), (after.State, after.FeeMinor));
    }

    [Fact]
    public async Task LookUp_PaidLate_WaitsInReview()
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var payment = await scene.BeginAsync(25);
        api.Turn("EXPIRED");
        await scene.LookAsync(payment);

        api.Turn("COMPLETED");
        var after = await scene.LookAsync(payment);

        Assert.Equal((PaymentState.Review, 0m), (after.State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Event_OfAnUnknownCheckoutWithOurMetadata_CreditsNothingEvenWhileOursHasNoId()
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var payment = await scene.WriteAsync("lobster-pay_1", null);
        var foreign = new JsonObject { ["id"] = "ffffffffffffffffffffffff", ["status"] = "COMPLETED", ["amount"] = "25.00", ["currency"] = "USDC", ["metadata"] = new JsonObject { ["lobster_payment_id"] = "pay_1" } };
        api.Checkouts.Add("ffffffffffffffffffffffff", foreign);

        await scene.SendAsync("checkout.payment.success", foreign, "event-1");
        await scene.WorkAsync();

        Assert.Equal(GatewayEventState.Failed, Assert.Single(await scene.DeliveriesAsync()).State);
        Assert.Equal((null, 0m), ((await scene.AgainAsync(payment)).GatewayId, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Events_InAnyOrderAndManyTimes_CreditOnce()
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var payment = await scene.BeginAsync(25);
        api.Turn("COMPLETED");

        foreach (var (type, id) in new[] { ("checkout.payment.success", "1"), ("checkout.payment.success", "1"), ("checkout.payment.success", "2"), ("checkout.payment.expired", "3"), ("checkout.payment.failed", "4") })
        {
            await scene.SendAsync(type, api.Only, id);
            await scene.WorkAsync();
        }

        Assert.Equal((PaymentState.Completed, 25m, 4), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync(), (await scene.DeliveriesAsync()).Count));
    }

    [Fact]
    public async Task Sandbox_HasPathsOfItsOwnAndTokensForThem()
    {
        var sandbox = new CoinbaseFake("/sandbox");
        await using var scene = await CoinbaseScene.OpenAsync(sandbox, isSandbox: true);
        var payment = await scene.BeginAsync(25);
        sandbox.Turn("COMPLETED");
        await scene.LookAsync(payment);

        Assert.All(sandbox.Asked, a => Assert.Contains("/sandbox/api/v1/checkouts", a, StringComparison.Ordinal));
        Assert.Equal(25m, await scene.CreditAsync());
        Assert.Single((await scene.Gateway.CheckAsync(CancellationToken.None)).Warnings);
    }
}
