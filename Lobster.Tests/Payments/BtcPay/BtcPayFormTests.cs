using System.Text.Json.Nodes;
using Lobster.Backends.Payments;
using Lobster.Core.Compute;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Lobster.Tests.Payments.Crypto;

namespace Lobster.Tests.Payments.BtcPay;

public sealed class BtcPayFormTests
{
    [Theory]
    [InlineData("https://pay.example.com", true)]
    [InlineData("https://pay.example.com/btcpay/", true)]
    [InlineData("https://10.0.0.5:8443", true)]
    [InlineData("http://127.0.0.1:23000", true)]
    [InlineData("http://localhost:23000", true)]
    [InlineData("http://10.0.0.5", false)]
    [InlineData("http://pay.example.com", false)]
    [InlineData("https://user:word@pay.example.com", false)]
    [InlineData("https://pay.example.com/?a=b", false)]
    [InlineData("pay.example.com", false)]
    [InlineData("ftp://pay.example.com", false)]
    public async Task Address_OfTheServer_IsSecureOrOnThisMachine(string address, bool isFine)
    {
        var problems = await ProblemsAsync(new() { ["address"] = address });

        Assert.Equal(isFine, !problems.ContainsKey("address"));
    }

    [Theory]
    [InlineData("webhookSecret", "short")]
    [InlineData("storeId", "../other")]
    [InlineData("trust", "no certificate")]
    public async Task Field_ThatCannotBe_IsToldBesideIt(string field, string value) => Assert.Contains(field, await ProblemsAsync(new() { [field] = value }));

    [Theory]
    [InlineData("address")]
    [InlineData("storeId")]
    [InlineData("apiKey")]
    [InlineData("webhookSecret")]
    public async Task Field_ThatIsMissing_MakesNoGateway(string field)
    {
        await using var scene = await BtcPayScene.OpenAsync(new BtcPayFake());
        var form = BtcPayScene.Form;
        form[field] = " ";

        Assert.Contains(OptionRules.Check(scene.Factory.OptionFields, new Dictionary<string, string>()), p => p.Key == field);
        Assert.Throws<ArgumentException>(() => scene.Factory.Create(CryptoScene.Settings(scene.Factory, form, isProduction: true)));
    }

    [Fact]
    public async Task Form_AsItIsMeant_WorksInProductionAndEveryCurrency()
    {
        await using var scene = await BtcPayScene.OpenAsync(new BtcPayFake());

        Assert.NotNull(scene.Factory.Create(CryptoScene.Settings(scene.Factory, BtcPayScene.Form, isProduction: true)));
        Assert.Null(scene.Factory.WhyNot("EUR"));
        Assert.Equal(("btcpay", "Bitcoin"), (scene.Factory.Type, scene.Factory.CustomerLabel));
    }

    [Fact]
    public async Task Amounts_OfTheContract_AreWrittenAndReadBackExactly()
    {
        var cases = JsonNode.Parse(await File.ReadAllTextAsync(Contracts.At("payments", "currencies.json")))!["conversion_cases"]!.AsArray();
        foreach (var c in cases)
        {
            var (minor, currency, text) = ((long)c!["minor_iso"]!, (string)c["currency"]!, (string)c["btcpay"]!);
            var api = new BtcPayFake();
            await using var scene = await BtcPayScene.OpenAsync(api);
            var payment = await scene.WriteAsync("lobster-pay_1", null, minor, currency);

            await scene.Gateway.BeginAsync(payment, new PayingCustomer(scene.Account, null, PaymentScene.PageOf(payment.Id)), CancellationToken.None);
            api.Turn("Settled", paid: text);
            var report = await scene.Gateway.LookUpAsync(payment, CancellationToken.None);

            Assert.Equal(text, (string?)api.Invoices[0]["amount"]);
            Assert.Equal((new ReportedMoney("Invoice1", minor, currency), null), (report!.Money, report.Doubt));
            Assert.Equal(minor, DecimalAmount.Read(text, currency));
        }
    }

    [Fact]
    public async Task Check_KeyAsItIsMeant_HasNothingToTell()
    {
        await using var scene = await BtcPayScene.OpenAsync(new BtcPayFake());

        var check = await scene.Gateway.CheckAsync(CancellationToken.None);

        Assert.Equal($"BTCPay Server 2.4.1, store {BtcPayFake.Store}", check.Identity);
        Assert.Empty(check.Warnings);
    }

    [Fact]
    public async Task Check_WhatHurts_IsTold()
    {
        var api = new BtcPayFake { IsSynched = false };
        api.Rights.Clear();
        api.Rights.Add("btcpay.store.canviewinvoices:" + BtcPayFake.Store);
        api.Rights.Add("btcpay.server.canmanageusers");
        await using var scene = await BtcPayScene.OpenAsync(api);

        Assert.Equal(4, (await scene.Gateway.CheckAsync(CancellationToken.None)).Warnings.Count);
    }

    private static async Task<IReadOnlyDictionary<string, string>> ProblemsAsync(Dictionary<string, string> options)
    {
        await using var scene = await BtcPayScene.OpenAsync(new BtcPayFake());
        var form = BtcPayScene.Form;
        foreach (var (key, value) in options) form[key] = value;
        return scene.Factory.Validate(CryptoScene.Settings(scene.Factory, form, isProduction: true));
    }
}
