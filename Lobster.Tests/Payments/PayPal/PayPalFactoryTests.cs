using System.Text.Json.Nodes;
using Lobster.Backends.Payments.PayPal;
using Lobster.Core.Compute;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Payments.PayPal;

public sealed class PayPalFactoryTests
{
    public static TheoryData<string> Required => ["clientId", "clientSecret", "merchantId", "webhookId"];

    [Theory, MemberData(nameof(Required))]
    public void Form_FieldMissing_IsRefused(string key)
    {
        var form = PayPalScene.Form;
        form[key] = "";

        Assert.Contains(key, OptionRules.Check(Factory().OptionFields, form).Keys);
        Assert.Throws<ArgumentException>(() => Factory().Create(Settings(form)));
    }

    [Theory]
    [InlineData("merchantId", "billing@lobster.example")]
    [InlineData("merchantId", "7LBSTRMERCH2")]
    [InlineData("webhookId", "WEBHOOK_ID")]
    [InlineData("webhookId", "0EH4 0505")]
    [InlineData("address", "https://paypal.evil.example/")]
    [InlineData("address", "https://api-m.paypal.com/")] // the live one, for the sandbox
    [InlineData("address", "ftp://127.0.0.1/")]
    public void Form_WrongValue_IsRefusedBesideItsField(string key, string value)
    {
        var form = PayPalScene.Form;
        form[key] = value;

        Assert.Equal(key, Assert.Single(Factory().Validate(Settings(form))).Key);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Form_StandInOnThisMachine_IsForDevelopmentOnly(bool isProduction, bool isFine)
    {
        var form = PayPalScene.Form;
        form["address"] = "http://127.0.0.1:4010/";

        Assert.Equal(isFine, Factory().Validate(Settings(form, isProduction)).Count == 0);
    }

    [Fact]
    public void Form_Filled_MakesAGatewayThatRefunds() => Assert.IsType<IRefunds>(Factory().Create(Settings(PayPalScene.Form)), exactMatch: false);

    [Theory]
    [InlineData("sandbox", false)]
    [InlineData("live", true)]
    public void Form_InProduction_TakesTheLiveEnvironmentOnly(string environment, bool isFine)
    {
        var form = PayPalScene.Form;
        form["environment"] = environment;

        Assert.Equal(isFine, Factory().Validate(Settings(form, isProduction: true)).Count == 0);
    }

    [Fact]
    public void Form_Secrets_AreSecretFields() =>
        Assert.Equal(["clientSecret"], Factory().OptionFields.Where(f => f.Kind.IsSecret()).Select(f => f.Key));

    [Theory]
    [InlineData("USD", true)]
    [InlineData("HUF", true)]
    [InlineData("JPY", true)]
    [InlineData("KWD", false)]
    [InlineData("ISK", false)]
    public void WhyNot_Currency_TellsWhetherPayPalHasIt(string currency, bool has) => Assert.Equal(has, Factory().WhyNot(currency) is null);

    [Fact]
    public void Amounts_OfTheContract_AreWrittenAndReadBack()
    {
        var cases = JsonNode.Parse(File.ReadAllText(Contracts.At("payments", "currencies.json")))!["conversion_cases"]!.AsArray();
        foreach (var one in cases)
        {
            var (minor, currency, text) = (one!["minor_iso"]!.GetValue<long>(), one["currency"]!.GetValue<string>(), one["paypal"]?.GetValue<string>());
            var written = PayPalAmounts.Write(minor, currency);

            Assert.Equal(text is null || text.StartsWith("refuse", StringComparison.Ordinal) ? null : text, written?.Value);
            if (written is not null) Assert.Equal((minor, currency), PayPalAmounts.Read(written));
        }
    }

    [Theory]
    [InlineData("HUF", 250050)]
    [InlineData("TWD", 2550)]
    [InlineData("ISK", 5)]
    public async Task Begin_AmountThatPayPalCannotExpress_IsRejectedBeforeAnyCall(string currency, long minor)
    {
        await using var scene = await PayPalScene.CreateAsync();
        var payment = new Payment { Reference = "lobster-pay_x", Gateway = "paypal", Currency = currency, GrossMinor = minor };

        var failure = await Assert.ThrowsAsync<GatewayException>(async () =>
            await (await scene.GatewayAsync()).BeginAsync(payment, new PayingCustomer(scene.Account, null, new Uri("https://panel.example/")), CancellationToken.None));

        Assert.Equal(GatewayErrorKind.Rejected, failure.Kind);
        Assert.Empty(scene.PayPal.Asked);
    }

    [Fact]
    public async Task Check_WebhookByTheBook_HasNoWarning()
    {
        await using var scene = await PayPalScene.CreateAsync();
        scene.PayPal.Webhooks.Add(Webhook(Factory().WebhookEvents));

        var check = await (await scene.GatewayAsync()).CheckAsync(CancellationToken.None);

        Assert.Empty(check.Warnings);
        Assert.Contains(PayPalFake.Merchant, check.Identity, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WhatWillHurt_IsTold()
    {
        await using var scene = await PayPalScene.CreateAsync();
        scene.PayPal.TellsDisputes = false;
        var without = await (await scene.GatewayAsync()).CheckAsync(CancellationToken.None);

        var webhook = Webhook(["PAYMENT.CAPTURE.COMPLETED"]);
        webhook["url"] = "https://panel.example/elsewhere";
        scene.PayPal.Webhooks.Add(webhook);
        var lacking = await (await scene.GatewayAsync()).CheckAsync(CancellationToken.None);

        Assert.Contains(without.Warnings, w => w.Contains("no webhook", StringComparison.Ordinal));
        Assert.Contains(without.Warnings, w => w.Contains("disputes", StringComparison.Ordinal));
        Assert.Contains(lacking.Warnings, w => w.Contains("CUSTOMER.DISPUTE.RESOLVED", StringComparison.Ordinal));
        Assert.Contains(lacking.Warnings, w => w.Contains("/webhooks/paypal", StringComparison.Ordinal));
    }

    private static JsonObject Webhook(IEnumerable<string> events) => new()
    {
        ["id"] = PayPalFake.WebhookId, ["url"] = "https://panel.example/webhooks/paypal", ["event_types"] = new JsonArray([.. events.Select(e => (JsonNode)new JsonObject { ["name"] = e })]),
    };

    private static IGatewayFactory Factory() =>
        new ServiceCollection().AddLogging().AddPayPal().BuildServiceProvider().GetRequiredService<IGatewayFactory>();

    private static GatewaySettings Settings(Dictionary<string, string> form, bool isProduction = false) => new(
        "USD", isProduction, form.Where(f => f.Key != "clientSecret").ToDictionary(), form.Where(f => f.Key == "clientSecret").ToDictionary());
}
