using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Payments.Crypto;

namespace Lobster.Tests.Payments.BtcPay;

public sealed class BtcPayRefundTests : IDisposable
{
    private readonly BtcPayFake api = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Refund_InPartAndTheRest_IsDebitedFromTheMomentOfTheLink()
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
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
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await PaidAsync(scene);
        var refund = await scene.WriteRefundAsync(payment, 1000);
        api.Meet(new Trouble(r => r.Method == HttpMethod.Post) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

        var lost = await Assert.ThrowsAsync<GatewayException>(() => scene.RefundAsync(payment, refund));
        await scene.RefundAsync(payment, refund);
        await scene.RefundAsync(payment, refund);

        Assert.Equal(GatewayErrorKind.OutcomeUnknown, lost.Kind);
        Assert.Single(api.Pulls);
        Assert.Equal(15m, await scene.CreditAsync());
    }

    [Fact]
    public async Task Refund_Claimed_IsCompleted()
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await PaidAsync(scene);
        var refund = await scene.WriteRefundAsync(payment, 1000);
        await scene.RefundAsync(payment, refund);
        api.Claim(0, "4.00");
        var partly = await StateAsync(scene, payment);
        api.Claim(0, "6.00", "InProgress");
        var almost = await StateAsync(scene, payment);

        api.Claim(0, "6.00");
        var done = await StateAsync(scene, payment);

        Assert.Equal((RefundState.Pending, RefundState.Pending, RefundState.Completed), (partly, almost, done));
        Assert.Equal(15m, await scene.CreditAsync());
    }

    [Fact]
    public async Task Refund_CancelledBeforeItsClaim_IsGivenBack()
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await PaidAsync(scene);
        await scene.RefundAsync(payment, await scene.WriteRefundAsync(payment, 1000));

        api.Cancel(0);
        var after = await scene.LookAsync(payment);

        Assert.Equal((PaymentState.Completed, 25m), (after.State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Refund_CancelledWhenPartOfItWasClaimed_IsNotGivenBack()
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await PaidAsync(scene);
        await scene.RefundAsync(payment, await scene.WriteRefundAsync(payment, 1000));

        api.Claim(0, "4.00");
        api.Cancel(0);
        await scene.LookAsync(payment);

        Assert.Equal(15m, await scene.CreditAsync());
    }

    [Fact]
    public async Task Refund_MadeAtTheServer_IsBookedInMoneyAndLeftAloneInCoins()
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await PaidAsync(scene);
        api.PullByHand("Invoice1", "5.00", "USD");
        api.PullByHand("Invoice1", "0.00005000", "BTC");
        api.PullByHand("AnotherInvoice", "7.00", "USD");

        await scene.SendAsync("InvoiceRefund", "Invoice1", payment.Reference);
        await scene.WorkAsync();

        Assert.Equal((PaymentState.PartiallyRefunded, 20m), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Refund_Refused_IsRejectedForGood()
    {
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await scene.BeginAsync(25);

        var failed = await Assert.ThrowsAsync<GatewayException>(async () => await scene.RefundAsync(payment, await scene.WriteRefundAsync(payment, 1000)));

        Assert.Equal((GatewayErrorKind.Rejected, "Cannot refund this invoice."), (failed.Kind, failed.Message));
    }

    [Fact]
    public async Task Key_WithoutTheRightOfRefunds_StillCreditsAndRefundsNothing()
    {
        api.MaySeeRefunds = false;
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await PaidAsync(scene);

        var failed = await Assert.ThrowsAsync<GatewayException>(async () => await scene.RefundAsync(payment, await scene.WriteRefundAsync(payment, 1000)));

        Assert.Equal(GatewayErrorKind.Unauthorized, failed.Kind);
        Assert.Empty(api.Pulls);
        Assert.Equal(25m, await scene.CreditAsync());
    }

    private async Task<Payment> PaidAsync(CryptoScene scene)
    {
        var payment = await scene.BeginAsync(25);
        api.Turn("Settled");
        return await scene.LookAsync(payment);
    }

    private static async Task<RefundState> StateAsync(CryptoScene scene, Payment payment)
    {
        await scene.LookAsync(payment);
        var report = await scene.Gateway.LookUpAsync(payment, CancellationToken.None);
        return Assert.Single(report!.Refunds).State;
    }
}
