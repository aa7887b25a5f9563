using Bunit;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Tests.Panel;
using Lobster.Web.Components.Admin.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Lobster.Tests.Web.Admin;

public sealed class AdjustDialogTests : IAsyncLifetime
{
    private readonly UiContext ui = new();
    private TestPanel panel = null!;
    private Actor admin = new();

    public async ValueTask InitializeAsync()
    {
        panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        ui.Services.AddSingleton(panel.Get<Adjustments>());
    }

    public async ValueTask DisposeAsync()
    {
        await ui.DisposeAsync();
        await panel.DisposeAsync();
    }

    [Fact]
    public async Task Amount_Typed_ShowsTheCreditAfterIt()
    {
        var (page, _) = await OpenAsync(admin);

        page.Find("#adjust-amount").Input("-30");

        Assert.Contains("$100.00 → $70.00", page.Find("dl").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NaN", "Outage", "#adjust-amount-e", "Enter a number such as 25.00.")]
    [InlineData("-0", "Outage", "#adjust-amount-e", "Enter an amount above or below zero.")]
    [InlineData("5", " ", "#adjust-reason-e", "Write why. It is kept with the change.")]
    public async Task BadInput_Sent_IsToldBesideTheFieldAndKept(string amount, string reason, string field, string words)
    {
        var (page, answer) = await OpenAsync(admin);

        await SendAsync(page, amount, reason);

        page.WaitForAssertion(() => Assert.Contains(words, page.Find(field).TextContent, StringComparison.Ordinal));
        Assert.Equal(amount, page.Find("#adjust-amount").GetAttribute("value"));
        Assert.False(answer.IsCompleted);
        Assert.Equal(Money.FromUnits(100), await panel.CreditAsync(panel.Stock.Account));
    }

    [Fact]
    public async Task GoodInput_Sent_PostsOnceAndCloses()
    {
        var (page, answer) = await OpenAsync(admin);

        await SendAsync(page, "12.50", "Two hours of outage");

        Assert.True(await answer.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken));
        Assert.Equal(Money.FromDecimal(112.5m), await panel.CreditAsync(panel.Stock.Account));
        Assert.Equal(1, await panel.ReadAsync(db => db.LedgerEntries.CountAsync(e => e.Key.StartsWith("adjustment/"))));
    }

    [Fact]
    public async Task Sent_ByWhoMayNot_SaysSo()
    {
        var (page, answer) = await OpenAsync(await PanelStock.AddStaffAsync(panel, UserRoles.Support));

        await SendAsync(page, "5", "Outage");

        page.WaitForAssertion(() => Assert.Contains("You may not do this.", page.Find(".alert").TextContent, StringComparison.Ordinal));
        Assert.False(answer.IsCompleted);
    }

    private static Task SendAsync(IRenderedComponent<MudDialogProvider> page, string amount, string reason)
    {
        page.Find("#adjust-amount").Input(amount);
        page.Find("#adjust-reason").Input(reason);
        return page.Find("form").SubmitAsync();
    }

    private async Task<(IRenderedComponent<MudDialogProvider> Page, Task<bool> Answer)> OpenAsync(Actor actor)
    {
        ui.Render<MudPopoverProvider>();
        var page = ui.Render<MudDialogProvider>();
        var account = new AccountSummary(panel.Stock.Account, "mara", Money.FromUnits(100), Money.Zero, 0, null, ui.Now, ui.Now);
        Task<bool> answer = null!;
        await page.InvokeAsync(() => { answer = AdjustDialog.OpenAsync(ui.Services.GetRequiredService<IDialogService>(), actor, account); });
        page.WaitForElement("#adjust-amount");
        return (page, answer);
    }
}
