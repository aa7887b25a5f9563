using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Lobster.Backends.Payments.Coinbase;
using Lobster.Core.Compute;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Lobster.Tests.Payments.Crypto;

namespace Lobster.Tests.Payments.Coinbase;

public sealed class CoinbaseFormTests
{
    public static TheoryData<string> GoodKeys => [CoinbaseFake.Pem, CoinbaseFake.Pem.ReplaceLineEndings("\\n"), $"\"{CoinbaseFake.Pem.ReplaceLineEndings("\\n")}\\n\"", CoinbaseFake.Pkcs8];

    public static TheoryData<string> BadKeys =>
        ["nonsense", "MC4CAQAwBQYDK2VwBCIEIA==", "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----", ECDsa.Create(ECCurve.NamedCurves.nistP384).ExportECPrivateKeyPem(), RSA.Create(2048).ExportPkcs8PrivateKeyPem()];

    [Theory, MemberData(nameof(GoodKeys), DisableDiscoveryEnumeration = true)]
    public async Task PrivateKey_HoweverItWasPasted_SignsRequests(string pem)
    {
        var api = new CoinbaseFake();
        var form = CoinbaseScene.Form;
        form["privateKey"] = pem;
        await using var scene = await CryptoScene.CreateAsync(api, CoinbaseModule.AddCoinbase, form);

        Assert.Contains(CoinbaseFake.KeyId, (await scene.Gateway.CheckAsync(CancellationToken.None)).Identity, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(BadKeys), DisableDiscoveryEnumeration = true)]
    public async Task PrivateKey_OfAnotherKind_IsToldBesideTheField(string pem)
    {
        var problem = (await ProblemsAsync(new() { ["privateKey"] = pem }))["privateKey"];

        Assert.Contains("ECDSA", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("address", "https://evil.example.com/")]
    [InlineData("address", "http://business.coinbase.com/")]
    [InlineData("address", "http://127.0.0.1:4012/")]
    [InlineData("sandbox", "true")]
    [InlineData("webhookSecret", "short")]
    public async Task Field_ThatCannotBeInProduction_IsToldBesideIt(string field, string value) => Assert.Contains(field, await ProblemsAsync(new() { [field] = value }));

    [Theory]
    [InlineData("address", "http://127.0.0.1:4012/", true)]
    [InlineData("address", "https://evil.example.com/", false)]
    [InlineData("sandbox", "true", true)]
    public async Task Field_InDevelopment_MayNameAStandInOnThisMachine(string field, string value, bool isFine) =>
        Assert.Equal(isFine, !(await ProblemsAsync(new() { [field] = value }, isProduction: false)).ContainsKey(field));

    [Theory]
    [InlineData("keyId")]
    [InlineData("privateKey")]
    [InlineData("webhookSecret")]
    public async Task Field_ThatIsMissing_MakesNoGateway(string field)
    {
        await using var scene = await CoinbaseScene.OpenAsync(new CoinbaseFake());
        var form = CoinbaseScene.Form;
        form[field] = " ";

        Assert.Contains(OptionRules.Check(scene.Factory.OptionFields, new Dictionary<string, string>()), p => p.Key == field);
        Assert.Throws<ArgumentException>(() => scene.Factory.Create(CryptoScene.Settings(scene.Factory, form, isProduction: true)));
    }

    [Fact]
    public async Task Form_AsItIsMeant_WorksInProductionForDollarsOnly()
    {
        await using var scene = await CoinbaseScene.OpenAsync(new CoinbaseFake());

        Assert.NotNull(scene.Factory.Create(CryptoScene.Settings(scene.Factory, CoinbaseScene.Form, isProduction: true)));
        Assert.Null(scene.Factory.WhyNot("USD"));
        Assert.NotNull(scene.Factory.WhyNot("EUR"));
        Assert.Equal(("coinbase", "USDC"), (scene.Factory.Type, scene.Factory.CustomerLabel));
    }

    [Fact]
    public async Task Amounts_OfTheContract_AreWrittenExactlyOrRefused()
    {
        var cases = JsonNode.Parse(await File.ReadAllTextAsync(Contracts.At("payments", "currencies.json")))!["conversion_cases"]!.AsArray();
        foreach (var c in cases)
        {
            var api = new CoinbaseFake();
            await using var scene = await CoinbaseScene.OpenAsync(api);
            var payment = await scene.WriteAsync("lobster-pay_1", null, (long)c!["minor_iso"]!, (string)c["currency"]!);
            var begin = () => scene.Gateway.BeginAsync(payment, new PayingCustomer(scene.Account, null, PaymentScene.PageOf(payment.Id)), CancellationToken.None);

            if ((string?)c["coinbase"] is not { } text)
            {
                Assert.Equal(GatewayErrorKind.Rejected, (await Assert.ThrowsAsync<GatewayException>(begin)).Kind);
                continue;
            }
            await begin();
            Assert.Equal(text, (string?)api.Only["amount"]);
        }
    }

    [Fact]
    public void IdempotencyKey_OfARequest_IsAlwaysTheSameAndLooksLikeVersion4()
    {
        var request = Guid.Parse("0198c0de-0000-7000-8000-000000000001");

        var (checkout, refund) = (CoinbaseIdempotency.OfCheckout(request), CoinbaseIdempotency.OfRefund(request));

        Assert.Equal(checkout, CoinbaseIdempotency.OfCheckout(request));
        Assert.NotEqual(checkout, refund);
        Assert.NotEqual(checkout, CoinbaseIdempotency.OfCheckout(Guid.CreateVersion7()));
        Assert.All([checkout, refund], k => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", k.ToString("D")));
    }

    private static async Task<IReadOnlyDictionary<string, string>> ProblemsAsync(Dictionary<string, string> options, bool isProduction = true)
    {
        await using var scene = await CoinbaseScene.OpenAsync(new CoinbaseFake());
        var form = CoinbaseScene.Form;
        foreach (var (key, value) in options) form[key] = value;
        return scene.Factory.Validate(CryptoScene.Settings(scene.Factory, form, isProduction));
    }
}
