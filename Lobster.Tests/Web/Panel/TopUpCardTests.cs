using Bunit;
using Lobster.Backends.Payments.Test;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.TopUps;
using Lobster.Tests.TopUps;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Panel.Billing;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Web.Panel;

/// <summary>The card of automatic top-up on the billing page.</summary>
public sealed class TopUpCardTests : IAsyncLifetime
{
    private readonly UiContext ui = new();
    private TopUpScene scene = null!;

    public async ValueTask InitializeAsync()
    {
        scene = await TopUpScene.CreateAsync(DatabaseProvider.Sqlite);
        ui.Services.AddSingleton(scene.Panel.Get<TopUpQueries>()).AddSingleton(scene.Desk).AddSingleton(scene.Cards);
        ui.Services.AddSingleton<IHttpContextAccessor, HttpContextAccessor>().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton<PublicAddress>();
    }

    public async ValueTask DisposeAsync()
    {
        await ui.DisposeAsync();
        await scene.DisposeAsync();
    }

    [Fact]
    public async Task NoCard_SavedWithoutConsent_AsksForIt()
    {
        var card = await DrawAsync();

        await card.Find("button").ClickAsync(new());

        card.WaitForAssertion(() => Assert.Contains("only if you agree", card.Find("#card-agree-e").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NoCard_SavedWithConsent_GoesToTheProvidersPage()
    {
        var card = await DrawAsync();

        await card.Find("#card-agree").ChangeAsync(new() { Value = true });
        await card.Find("button").ClickAsync(new());

        var navigation = ui.Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>();
        card.WaitForAssertion(() => Assert.Contains("/dev/card/lobster-card_", navigation.Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SavingDoneOnTheProvidersPage_ComingBack_ShowsBrandAndLastFourOnly()
    {
        var begun = await scene.BeginCardAsync();
        scene.Bank.Save(begun.SetupId!, TestCard.Works);

        var card = await DrawAsync();

        card.WaitForAssertion(() => Assert.Contains("Visa 4242 is saved", card.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("pm_", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_SwitchedOn_IsTheSentenceThatWasAgreed()
    {
        await scene.SaveCardAsync();
        var card = await DrawAsync();

        await card.Find("[role=switch]").ChangeAsync(new() { Value = true });
        await card.Find("#topup-hours").InputAsync(new() { Value = "48" });
        await card.Find("form").SubmitAsync();

        card.WaitForAssertion(() => Assert.Contains("less than 48 hours, add $25.00 from Visa 4242, at most $100.00 a month.", Words(card), StringComparison.Ordinal));
        Assert.Contains("$0.00 of $100.00", Words(card), StringComparison.Ordinal);
        Assert.Equal((TopUpState.On, 48), ((await scene.RuleAsync()).State, (await scene.RuleAsync()).ThresholdHours));
    }

    [Fact]
    public async Task Rule_ThatWillNotDo_IsToldBesideTheFieldAndKept()
    {
        await scene.SaveCardAsync();
        var card = await DrawAsync();

        await card.Find("[role=switch]").ChangeAsync(new() { Value = true });
        await card.Find("#topup-ceiling").InputAsync(new() { Value = "3" });
        await card.Find("form").SubmitAsync();

        card.WaitForAssertion(() => Assert.Contains("at least the amount of one top-up", card.Find("#topup-ceiling-e").TextContent, StringComparison.Ordinal));
        Assert.Equal("3", card.Find("#topup-ceiling").GetAttribute("value"));
    }

    [Fact]
    public async Task Bank_HasDeclined_SaysWhenItGoesOn()
    {
        await scene.SaveCardAsync(TestCard.InsufficientFunds);
        await scene.SwitchOnAsync();
        await scene.RunLowAsync();
        await scene.SweepAsync();
        await scene.Panel.WriteAsync(db => db.TopUps.ExecuteUpdateAsync(s => s.SetProperty(t => t.WaitUntil, ui.Now + TimeSpan.FromHours(1))));

        var card = await DrawAsync();

        Assert.Contains("The bank declined. It is tried again after", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherCustomersAccount_Asked_DrawsNothing()
    {
        await scene.SaveCardAsync();
        var (_, stranger) = await scene.Panel.AddCustomerAsync("bert");

        var card = await DrawAsync(stranger);

        Assert.Equal("", card.Markup.Trim());
    }

    private async Task<IRenderedComponent<TopUpCard>> DrawAsync(Actor? actor = null)
    {
        var account = (await scene.Panel.Get<AccountQueries>().MineAsync(scene.Customer))!;
        return ui.Render<TopUpCard>(p => p.Add(c => c.Actor, actor ?? scene.Customer).Add(c => c.Account, account));
    }

    private static string Words(IRenderedComponent<TopUpCard> card) => string.Join(' ', card.Find("section").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
