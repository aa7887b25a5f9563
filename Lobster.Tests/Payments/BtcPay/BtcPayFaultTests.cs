using Lobster.Tests.Payments.Crypto;

namespace Lobster.Tests.Payments.BtcPay;

public sealed class BtcPayFaultTests : CryptoFaultSuite
{
    protected override IReadOnlyList<string> Secrets { get; } = [BtcPayFake.Key, BtcPayFake.Secret];

    internal override Task<CryptoScene> OpenAsync() => BtcPayScene.OpenAsync(new BtcPayFake());
}
