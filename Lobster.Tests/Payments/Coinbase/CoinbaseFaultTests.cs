using Lobster.Tests.Payments.Crypto;

namespace Lobster.Tests.Payments.Coinbase;

public sealed class CoinbaseFaultTests : CryptoFaultSuite
{
    protected override IReadOnlyList<string> Secrets { get; } = [CoinbaseFake.Secret, CoinbaseFake.Pem, CoinbaseFake.Pem.Split('\n')[1]];

    internal override Task<CryptoScene> OpenAsync() => CoinbaseScene.OpenAsync(new CoinbaseFake());
}
