using System.Security.Claims;
using Bunit;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Compute;
using Lobster.Core.Consoles;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Images;
using Lobster.Core.Ledger;
using Lobster.Core.SshKeys;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Lobster.Web.Components;
using Lobster.Web.Components.Panel.Images;
using Lobster.Web.Components.Panel.Machines;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Web.Panel;

/// <summary>The machine pages over the real use cases, drawn without a browser.</summary>
public sealed class MachinePagesTests : IAsyncLifetime
{
    private readonly UiContext ui = new();
    private TestPanel panel = null!;

    public async ValueTask InitializeAsync()
    {
        panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        Hand<AccountQueries>().Hand<VmChoiceQueries>().Hand<VmCreation>().Hand<VmListQueries>().Hand<VmQueries>().Hand<VmActions>().Hand<VmDeletion>()
            .Hand<VmEndings>().Hand<VmAddresses>().Hand<VmLogins>().Hand<VmActivity>().Hand<VmCharges>().Hand<ILiveFeed>().Hand<BillingOptions>()
            .Hand<OperationQueries>().Hand<CreditQueries>().Hand<KeyRing>().Hand<TransferQueries>().Hand<VmCustomActions>().Hand<ConsoleDesk>().Hand<ImageActions>().Hand<ImageFetching>();
        ui.Services.AddSingleton<TimeProvider>(panel.Time).AddSingleton(panel.Database.Clock).AddScoped<MachineActs>();
        ui.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, $"{panel.Stock.Owner.UserId}"), new Claim(ClaimTypes.Name, "mara")], "test"));
        ui.RenderTree.Add<CascadingValue<Task<AuthenticationState>>>(p => p.Add(c => c.Value, Task.FromResult(new AuthenticationState(user))));
    }

    public async ValueTask DisposeAsync()
    {
        await ui.DisposeAsync();
        await panel.DisposeAsync();
    }

    [Fact]
    public async Task Create_Refused_StandsBesideTheFieldAndKeepsWhatWasTyped()
    {
        var page = ui.Render<CreateVmPage>();
        page.WaitForElement("#name").Input("-web");
        page.Find("#ci").Change("#cloud-config");

        await page.Find("form").SubmitAsync();

        page.WaitForElement("#name-e[role=alert]");
        Assert.Equal("-web", page.Find("#name").GetAttribute("value"));
        Assert.Equal("#cloud-config", page.Find("#ci").GetAttribute("value"));
        Assert.Equal(0, await panel.ReadAsync(db => db.VirtualMachines.CountAsync()));
    }

    [Fact]
    public async Task Create_SubmittedTwice_MakesOneMachine()
    {
        var page = ui.Render<CreateVmPage>();
        page.WaitForElement("#name").Input("web-1");
        var form = page.Find("form");

        await Task.WhenAll(form.SubmitAsync(), form.SubmitAsync());

        page.WaitForAssertion(() => Assert.Contains("/panel/vms/", ui.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Equal(1, await panel.ReadAsync(db => db.VirtualMachines.CountAsync()));
    }

    [Fact]
    public async Task Create_KeyAddedOnTheWay_IsChosenAndNothingTypedIsLost()
    {
        ui.Services.GetRequiredService<Visitor>().Address = "192.0.2.7";
        var page = ui.Render<CreateVmPage>();
        page.WaitForElement("#name").Input("web-1");
        page.Find("#ci").Change("#cloud-config");
        page.FindAll("button").First(b => b.TextContent.Contains("Add a key", StringComparison.Ordinal)).Click();
        page.Find("#publicKey").Change("ssh-ed25519 AAAA");
        await page.Find("#new-key").SubmitAsync();
        page.WaitForElement("#publicKey-e[role=alert]");

        page.Find("#publicKey").Change(AccountPagesTests.Key);
        await page.Find("#new-key").SubmitAsync();

        page.WaitForAssertion(() => Assert.True(page.Find("input[type=checkbox]").HasAttribute("checked")));
        Assert.Empty(page.FindAll("#publicKey"));
        Assert.Equal("web-1", page.Find("#name").GetAttribute("value"));
        Assert.Equal("#cloud-config", page.Find("#ci").GetAttribute("value"));
        Assert.Equal("192.0.2.7", await panel.ReadAsync(db => db.AuditEntries.Where(a => a.Action == "key.added").Select(a => a.Actor.Address).SingleAsync()));
    }

    [Fact]
    public async Task Create_WithoutCredit_SaysSoAndOffersToAddSome()
    {
        await panel.GiveAsync(panel.Stock.Account, -Money.FromUnits(100));
        var page = ui.Render<CreateVmPage>();
        page.WaitForElement("#name").Input("web-1");

        await page.Find("form").SubmitAsync();

        Assert.Equal("/panel/billing", page.WaitForElement(".alert.bad a").GetAttribute("href"));
    }

    [Fact]
    public async Task Machine_MissingCapability_IsDisabledAndSaysWhy()
    {
        var id = await panel.CreateVmAsync();
        var vm = (await panel.Get<VmQueries>().FindAsync(panel.Stock.Owner, id))! with
        {
            Missing = new Dictionary<Capability, Refusal> { [Capability.Snapshot] = new Refusal.NotOffered("This cloud makes no snapshots.") },
        };

        var card = ui.Render<SnapshotsCard>(p => p.Add(c => c.Vm, vm).Add(c => c.Actor, panel.Stock.Owner));

        Assert.True(card.Find("button[type=submit]").HasAttribute("disabled"));
        Assert.Contains("This cloud makes no snapshots.", card.Find(".help").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machine_StoppedElsewhere_IsRedrawnWithoutReload()
    {
        var id = await panel.CreateVmAsync();
        var page = ui.Render<VmPage>(p => p.Add(c => c.Id, id.Value));
        page.WaitForAssertion(() => Assert.Equal("Running", page.Find(".vmhead .st em").TextContent));

        await panel.Get<VmActions>().StopAsync(panel.Stock.Owner, id, Guid.CreateVersion7());
        await panel.SettleAsync();

        // The page may begin its pause between two readings at any moment, so time goes on until it has read.
        await Wait.UntilAsync("the new state", () =>
        {
            panel.Advance(TimeSpan.FromSeconds(1));
            return page.Find(".vmhead .st em").TextContent == "Stopped";
        });
    }

    [Fact]
    public async Task Actions_ConsoleLog_IsShownAndHidden()
    {
        var card = await ActionsAsync();

        card.FindAll("button").First(b => b.TextContent == "Show").Click();
        card.WaitForElement("pre");
        Assert.NotEmpty(card.Find("pre").TextContent.Trim());
        card.FindAll("button").First(b => b.TextContent == "Hide").Click();

        Assert.Empty(card.FindAll("pre"));
    }

    [Fact]
    public async Task Actions_WrongInput_StandsBesideTheFieldThenIsTaken()
    {
        var card = await ActionsAsync();
        card.FindAll("button").First(b => b.TextContent == "Send traffic").Click();

        card.Find("#o-gigabytes").Change("0");
        await card.Find("form").SubmitAsync();
        card.WaitForElement("#o-gigabytes-e[role=alert]");
        card.Find("#o-gigabytes").Change("7");
        await card.Find("form").SubmitAsync();

        card.WaitForAssertion(() => Assert.Empty(card.FindAll("form")));
        Assert.Equal(1, await panel.ReadAsync(db => db.Operations.CountAsync(o => o.Kind == OperationKind.CustomAction)));
    }

    [Fact]
    public async Task Actions_RegionSilent_SaysSoAndCanBeAskedAgain()
    {
        var id = await panel.CreateVmAsync();
        panel.Faults.Silent = true;
        var card = await ActionsAsync(id);
        card.WaitForAssertion(() => Assert.Contains("does not answer", card.Markup, StringComparison.Ordinal));

        panel.Faults.Silent = false;
        card.Find("button").Click();

        card.WaitForAssertion(() => Assert.Contains("Console log", card.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fetch_SubmittedTwice_MakesOneImageAndShowsIt()
    {
        var page = ui.Render<ImagesPage>();
        page.WaitForElement("#source").Change("https://cloud.example.org/alpine-3.22.iso");
        Assert.Equal(("alpine-3.22", "iso"), (page.Find("#fetchName").GetAttribute("value"), page.Find("#format").GetAttribute("value")));
        var form = page.Find("form");

        await Task.WhenAll(form.SubmitAsync(), form.SubmitAsync());

        page.WaitForAssertion(() => Assert.Contains("fetched from cloud.example.org", page.Find(".list").TextContent, StringComparison.Ordinal));
        Assert.Equal(1, await panel.ReadAsync(db => db.Images.CountAsync(i => i.AccountId != null)));
    }

    [Fact]
    public async Task Fetch_PrivateAddress_StandsBesideTheFieldAndStays()
    {
        var page = ui.Render<ImagesPage>();
        page.WaitForElement("#source").Change("http://10.0.0.7/disk.raw");

        await page.Find("form").SubmitAsync();

        page.WaitForElement("#sourceHelp[role=alert]");
        Assert.Equal("http://10.0.0.7/disk.raw", page.Find("#source").GetAttribute("value"));
    }

    [Fact]
    public async Task Machine_OfAnotherAccount_IsNotThere()
    {
        var (_, stranger) = await panel.AddCustomerAsync("eve");
        var created = await panel.Get<VmCreation>().CreateAsync(stranger, panel.Form("theirs") with { AccountId = (await panel.Get<AccountQueries>().MineAsync(stranger))!.Id });

        var page = ui.Render<VmPage>(p => p.Add(c => c.Id, created.Value.Value));

        page.WaitForElement(".empty");
        Assert.DoesNotContain("theirs", page.Markup, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<ActionsCard>> ActionsAsync(VmId? of = null)
    {
        var id = of ?? await panel.CreateVmAsync();
        var vm = await panel.Get<VmQueries>().FindAsync(panel.Stock.Owner, id);
        var card = ui.Render<ActionsCard>(p => p.Add(c => c.Vm, vm!).Add(c => c.Actor, panel.Stock.Owner));
        card.WaitForElement("button");
        return card;
    }

    private MachinePagesTests Hand<T>() where T : class
    {
        ui.Services.AddSingleton(panel.Get<T>());
        return this;
    }
}
