using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Payments.Crypto;

namespace Lobster.Tests.Payments.Coinbase;

public sealed class CoinbaseRefundTests : IDisposable
{
    private readonly CoinbaseFake api = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Refund_InPartAndTheRest_TakesTheCreditBack()
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var payment = await PaidAsync(scene);

        var part = await scene.RefundAsync(payment, await scene.WriteRefundAsync(payment, 1000));
        var partly = (await scene.AgainAsync(payment), await scene.CreditAsync());
        await scene.RefundAsync(payment, await scene.WriteRefundAsync(payment, 1500));

        Assert.Equal((RefundState.Pending, 1000), (part.State, part.AmountMinor));
        Assert.Equal((PaymentState.PartiallyRefunded, 15m), (partly.Item1.State, partly.Item2));
        Assert.Equal((PaymentState.Refunded, 0m), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Refund_AnswerLost_IsFoundAndMadeOnce()
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var payment = await PaidAsync(scene);
        var refund = await scene.WriteRefundAsync(payment, 1000);
        api.Meet(new Trouble(r => r.Method == HttpMethod.Post) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

        var lost = await Assert.ThrowsAsync<GatewayException>(() => scene.RefundAsync(payment, refund));
        await scene.LookAsync(payment);
        await scene.RefundAsync(payment, refund);
        await scene.RefundAsync(payment, refund);

        Assert.Equal(GatewayErrorKind.OutcomeUnknown, lost.Kind);
        Assert.Single(api.Only["refunds"]!.AsArray());
        Assert.Equal(15m, await scene.CreditAsync());
    }

    [Fact]
    public async Task Refund_TwoOfTheSameAmount_AreTwo()
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var payment = await PaidAsync(scene);

        await scene.RefundAsync(payment, await scene.WriteRefundAsync(payment, 1000));
        await scene.RefundAsync(payment, await scene.WriteRefundAsync(payment, 1000));

        Assert.Equal(2, api.Only["refunds"]!.AsArray().Count);
        Assert.Equal(5m, await scene.CreditAsync());
    }

    [Theory]
    [InlineData("COMPLETED", "checkout.refund.success", 15)]
    [InlineData("FAILED", "checkout.refund.failed", 25)]
    public async Task Refund_EndsLater_IsToldByItsEvent(string status, string type, int credit)
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var payment = await PaidAsync(scene);
        await scene.RefundAsync(payment, await scene.WriteRefundAsync(payment, 1000));

        api.TurnRefund(0, status);
        await scene.SendAsync(type, api.Only, "event-1");
        await scene.WorkAsync();

        Assert.Equal(credit, (int)await scene.CreditAsync());
    }

    [Fact]
    public async Task Refund_OfAPaymentThatWasNotPaid_IsRejectedForGood()
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var payment = await scene.BeginAsync(25);

        var failed = await Assert.ThrowsAsync<GatewayException>(async () => await scene.RefundAsync(payment, await scene.WriteRefundAsync(payment, 1000)));

        Assert.Equal(GatewayErrorKind.Rejected, failed.Kind);
    }

    [Fact]
    public async Task Refund_ThatCannotBeRead_IsNotGuessed()
    {
        await using var scene = await CoinbaseScene.OpenAsync(api);
        var payment = await PaidAsync(scene);
        await scene.RefundAsync(payment, await scene.WriteRefundAsync(payment, 1000));
        api.Only["refunds"]![0]!["currency"] = "EUR";

        await Assert.ThrowsAsync<GatewayException>(() => scene.Gateway.LookUpAsync(payment, CancellationToken.None));
    }

    private async Task<Payment> PaidAsync(CryptoScene scene)
    {
        var payment = await scene.BeginAsync(25);
        api.Turn("COMPLETED");
        return await scene.LookAsync(payment);
    }
}
