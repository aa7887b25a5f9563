using System.Security.Claims;
using Bunit;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Reconciliation;
using Lobster.Tests.Reconciliation;
using Lobster.Web.Components.Admin.Reconciliation;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Lobster.Tests.Web.Admin;

/// <summary>The page of findings over the real use cases, drawn without a browser.</summary>
public sealed class ReconcilePageTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly UiContext ui = new();
    private ReconcileScene scene = null!;

    public async ValueTask InitializeAsync()
    {
        scene = await ReconcileScene.CreateAsync(DatabaseProvider.Sqlite);
        Hand<FindingQueries>().Hand<OrphanRemoval>().Hand<GhostEnding>().Hand<DifferenceActs>().Hand<MachineAdoption>().Hand<ILiveFeed>();
        ui.Services.AddSingleton<TimeProvider>(scene.Panel.Time).AddSingleton(scene.Panel.Database.Clock);
        ui.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        LogIn(scene.Admin, UserRoles.Admin);
    }

    public async ValueTask DisposeAsync()
    {
        await ui.DisposeAsync();
        await scene.DisposeAsync();
    }

    [Fact]
    public async Task NothingFound_SaysSo_AndAfterAListingThereIsAnOrphanThatCanBeAdopted()
    {
        var empty = ui.Render<ReconcilePage>();
        empty.WaitForAssertion(() => Assert.Contains("Nothing found", empty.Markup, StringComparison.Ordinal), Patience);
        await scene.OrphanAsync();
        await scene.Panel.Get<ReconcileSweep>().RunAsync();
        var (page, dialogs) = Open();

        var acting = page.WaitForElement("tbody button[aria-label='Adopt: lost']", Patience).ClickAsync();
        dialogs.WaitForElement("#adopt-account", Patience).Input("nobody");
        await dialogs.Find("form").SubmitAsync();
        dialogs.WaitForElement("#adopt-account-e[role=alert]", Patience);
        dialogs.Find("#adopt-account").Input(scene.Panel.Stock.Account.ToString());
        await dialogs.Find("form").SubmitAsync();
        await acting.WaitAsync(Patience, Xunit.TestContext.Current.CancellationToken);

        var vm = await scene.Panel.ReadAsync(db => db.VirtualMachines.SingleAsync());
        Assert.Equal(("lost", scene.Panel.Stock.Account, scene.Panel.Stock.Large), (vm.Name, vm.AccountId, vm.PlanId));
        page.WaitForAssertion(() => Assert.Contains("Nothing found", page.Markup, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task Ghost_EndedOnThePage_IsCreditedAndListedAsResolved()
    {
        await scene.GhostAsync();
        await scene.ListAsync();
        await scene.ListAsync();
        var (page, dialogs) = Open();

        var acting = page.WaitForElement("tbody button[aria-label^='End and credit']", Patience).ClickAsync();
        await dialogs.WaitForElement("button.danger", Patience).ClickAsync();
        await acting.WaitAsync(Patience, Xunit.TestContext.Current.CancellationToken);

        Assert.Equal(FindingEnd.Credited, (await scene.FindingAsync()).Ended);
        ui.Services.GetRequiredService<NavigationManager>().NavigateTo("admin/reconcile?state=resolved");
        page.WaitForAssertion(() => Assert.Contains("Ended and credited by staff-Admin", page.Find("tbody").TextContent, StringComparison.Ordinal), Patience);
        Assert.Empty(page.FindAll("tbody button"));
    }

    [Fact]
    public async Task Foreign_OffersNoDeletion()
    {
        await scene.OrphanAsync("theirs", scene.OtherPanel);
        await scene.Panel.Get<ReconcileSweep>().RunAsync();
        var (page, _) = Open();

        page.WaitForElement("tbody button", Patience);

        Assert.Equal(["Adopt", "Ignore"], page.FindAll("tbody button").Select(b => b.TextContent));
    }

    private (IRenderedComponent<ReconcilePage> Page, IRenderedComponent<MudDialogProvider> Dialogs) Open()
    {
        ui.Render<MudPopoverProvider>();
        var dialogs = ui.Render<MudDialogProvider>();
        return (ui.Render<ReconcilePage>(), dialogs);
    }

    private void LogIn(Actor actor, string role)
    {
        var claims = new[] { new Claim(ClaimTypes.NameIdentifier, $"{actor.UserId}"), new Claim(ClaimTypes.Name, "mara"), new Claim(ClaimTypes.Role, role) };
        var login = new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(claims, "test")));
        ui.RenderTree.Add<CascadingValue<Task<AuthenticationState>>>(p => p.Add(c => c.Value, Task.FromResult(login)));
    }

    private ReconcilePageTests Hand<T>() where T : class
    {
        ui.Services.AddSingleton(scene.Panel.Get<T>());
        return this;
    }
}
