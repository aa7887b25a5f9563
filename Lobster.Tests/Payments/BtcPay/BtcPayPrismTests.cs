using Lobster.Tests.Payments.Crypto;

namespace Lobster.Tests.Payments.BtcPay;

public sealed class BtcPayPrismTests
{
    [Fact]
    public async Task Requests_OfAPaymentsLife_FitTheProvidersOwnDescription()
    {
        var api = new BtcPayFake();
        await using var scene = await BtcPayScene.OpenAsync(api);
        var payment = await scene.BeginAsync(25);
        await scene.Gateway.CheckAsync(CancellationToken.None);
        api.Turn("Expired", "PaidLate");
        api.Payments.Add("Settled");
        await scene.LookAsync(payment);
        api.Turn("Settled");
        await scene.LookAsync(payment);
        await scene.RefundAsync(payment, await scene.WriteRefundAsync(payment, 1000));

        // The contract's file is a reduced one, without pull payments.
        await CryptoPrism.AssertFitsAsync(api, "btcpay", "greenfield-v1.json", "/pull-payments");
    }
}
