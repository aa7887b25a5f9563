using Lobster.Backends;
using Lobster.Backends.Payments.Stripe;
using Lobster.Core.Compute;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Payments.Stripe;

/// <summary>The form, what it refuses, and "test connection".</summary>
public sealed class StripeFactoryTests
{
    private const string Live = "sk_live_0123456789abcdef";

    private static readonly Dictionary<string, string> Good = new() { ["secretKey"] = StripeFake.Key, ["webhookSecret"] = StripeFake.WebhookSecret };

    [Theory]
    [InlineData("secretKey", "pk_test_0123456789", "publishable")]
    [InlineData("secretKey", "sk_0123456789", "begins with")]
    [InlineData("secretKey", "rk_test_0123456789", null)]
    [InlineData("webhookSecret", "secret", "whsec_")]
    [InlineData("webhookSecret", "whsec_", "whsec_")]
    [InlineData("nextWebhookSecret", "secret", "whsec_")]
    [InlineData("checkoutHost", "https://pay.example.com", "domain")]
    [InlineData("checkoutHost", "localhost", "domain")]
    [InlineData("checkoutHost", "pay.example.com", null)]
    [InlineData("address", "https://api.example.com", "own addresses")]
    [InlineData("address", "http://127.0.0.1:4011", null)]
    [InlineData("address", "ftp://127.0.0.1", "https://")]
    public void Form_Field_IsCheckedInDevelopment(string field, string value, string? problem)
    {
        var problems = Factory().Validate(Settings(isProduction: false, (field, value)));

        if (problem is null) Assert.Empty(problems);
        else Assert.Contains(problem, Assert.Single(problems, p => p.Key == field).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secretKey", StripeFake.Key, "test card")]
    [InlineData("secretKey", "rk_live_0123456789", null)]
    [InlineData("address", "http://127.0.0.1:4011", "own addresses")]
    [InlineData("address", "https://api.stripe.com/", null)]
    [InlineData("address", "https://api.stripe.com.evil.example/", "own addresses")]
    public void Form_Field_IsCheckedInProduction(string field, string value, string? problem)
    {
        var problems = Factory().Validate(Settings(isProduction: true, ("secretKey", Live), (field, value)));

        if (problem is null) Assert.Empty(problems);
        else Assert.Contains(problem, Assert.Single(problems).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secretKey")]
    [InlineData("webhookSecret")]
    public void Form_RequiredFieldEmpty_MakesNoGateway(string field)
    {
        var factory = Factory();

        Assert.Throws<ArgumentException>(() => factory.Create(Settings(isProduction: false, (field, " "))));
        Assert.Contains(field, OptionRules.Check(factory.OptionFields, Good.Where(f => f.Key != field).ToDictionary()).Keys);
    }

    [Fact]
    public void Factory_Registered_TellsWhatAnAdminNeeds()
    {
        var factory = Assert.Single(new ServiceCollection().AddLogging().AddLobsterBackends().BuildServiceProvider().GetServices<IGatewayFactory>(), f => f.Type == "stripe");

        Assert.Equal(("Stripe", "Card"), (factory.DisplayName, factory.CustomerLabel));
        Assert.Equal(16, factory.WebhookEvents.Count);
        Assert.Contains("charge.dispute.closed", factory.WebhookEvents);
        Assert.All(factory.OptionFields, f => Assert.NotNull(f.Help));
        Assert.IsType<IRefunds>(factory.Create(Settings(isProduction: false)), exactMatch: false);
        Assert.IsType<ISavedCards>(factory.Create(Settings(isProduction: false)), exactMatch: false);
    }

    [Theory]
    [InlineData("USD", true)]
    [InlineData("KWD", true)]
    [InlineData("ISK", true)]
    [InlineData("IQD", false)]
    [InlineData("ZZZ", false)]
    public void Currency_ThatStripeDoesNotTake_IsToldInWords(string currency, bool isTaken) => Assert.Equal(isTaken, Factory().WhyNot(currency) is null);

    [Theory]
    [InlineData("https://pay.example.com/c/1", true)]
    [InlineData("https://PAY.example.com/c/1", true)]
    [InlineData("https://checkout.stripe.com/c/1", false)]
    [InlineData("https://pay.example.com:8443/c/1", false)]
    [InlineData("http://127.0.0.1:4011/c/1", false)]
    public void Page_OfCustomDomain_IsTheOnlyOneAllowed(string url, bool isAllowed) =>
        Assert.Equal(isAllowed, new StripeOptions(true, [], true, "", "pay.example.com", null).MayLeadTo(new Uri(url)));

    [Fact]
    public async Task Check_AccountWithoutWebhook_SaysSo()
    {
        await using var scene = await StripeScene.CreateAsync();
        var gateway = await scene.GatewayAsync();

        var check = await gateway.CheckAsync(CancellationToken.None);

        Assert.Equal("Lobster Hosting (acct_1LobsterTest), test mode", check.Identity);
        Assert.Collection(check.Warnings, w => Assert.Contains("tests", w, StringComparison.Ordinal), w => Assert.Contains("/webhooks/stripe", w, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("enabled", "*", null)]
    [InlineData("disabled", "*", "switched off")]
    [InlineData("enabled", "charge.updated", "not subscribed to checkout.session.completed, ")]
    public async Task Check_Webhook_IsLookedAt(string status, string events, string? warning)
    {
        await using var scene = await StripeScene.CreateAsync();
        scene.Stripe.AddWebhook("https://panel.example/webhooks/stripe", status, events);

        var check = await (await scene.GatewayAsync()).CheckAsync(CancellationToken.None);

        if (warning is null) Assert.Single(check.Warnings);
        else Assert.Contains(warning, check.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_KeyMayNotListWebhooks_IsAWarningOnly()
    {
        await using var scene = await StripeScene.CreateAsync();
        scene.Stripe.Meet(new Trouble(r => r.RequestUri!.AbsolutePath == "/v1/webhook_endpoints") { Instead = Trouble.Says(System.Net.HttpStatusCode.Forbidden, """{"error":{"type":"invalid_request_error","message":"No."}}""") });

        Assert.Contains("not checked", (await (await scene.GatewayAsync()).CheckAsync(CancellationToken.None)).Warnings[1], StringComparison.Ordinal);
    }

    private static IGatewayFactory Factory() => StripeScene.Services(new StripeFake(new FakeTimeProvider()), new FakeTimeProvider(), new LinesLog()).GetRequiredService<IGatewayFactory>();

    private static GatewaySettings Settings(bool isProduction, params (string Key, string Value)[] other)
    {
        var all = new Dictionary<string, string>(Good);
        foreach (var (key, value) in other) all[key] = value;
        bool IsSecret(string key) => StripeFields.All.First(f => f.Key == key).Kind.IsSecret();
        return new GatewaySettings("USD", isProduction, all.Where(f => !IsSecret(f.Key)).ToDictionary(), all.Where(f => IsSecret(f.Key)).ToDictionary());
    }
}
