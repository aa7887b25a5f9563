using System.Security.Claims;
using Bunit;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Lobster.Core.SshKeys;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Lobster.Web.Components;
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
            .Hand<OperationQueries>().Hand<CreditQueries>().Hand<KeyRing>().Hand<TransferQueries>();
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
    public async Task Machine_OfAnotherAccount_IsNotThere()
    {
        var (_, stranger) = await panel.AddCustomerAsync("eve");
        var created = await panel.Get<VmCreation>().CreateAsync(stranger, panel.Form("theirs") with { AccountId = (await panel.Get<AccountQueries>().MineAsync(stranger))!.Id });

        var page = ui.Render<VmPage>(p => p.Add(c => c.Id, created.Value.Value));

        page.WaitForElement(".empty");
        Assert.DoesNotContain("theirs", page.Markup, StringComparison.Ordinal);
    }

    private MachinePagesTests Hand<T>() where T : class
    {
        ui.Services.AddSingleton(panel.Get<T>());
        return this;
    }
}
