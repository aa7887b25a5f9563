using Lobster.Tests.Payments.Crypto;

namespace Lobster.Tests.Payments.Coinbase;

public sealed class CoinbasePrismTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Requests_OfAPaymentsLife_FitTheProvidersOwnDescription(bool isSandbox)
    {
        var api = new CoinbaseFake(isSandbox ? "/sandbox" : "");
        await using var scene = await CoinbaseScene.OpenAsync(api, isSandbox);
        var payment = await scene.BeginAsync(25);
        await scene.Gateway.CheckAsync(CancellationToken.None);
        api.Turn("COMPLETED");
        await scene.LookAsync(payment);
        await scene.RefundAsync(payment, await scene.WriteRefundAsync(payment, 1000));

        await CryptoPrism.AssertFitsAsync(api, "coinbase", "business-checkouts-v1.json");
    }
}
