using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Reconciliation;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Reconciliation;

/// <summary>Machines that nobody pays for: found, adopted, deleted; and foreign ones, which are never deleted.</summary>
public sealed class OrphanTests
{
    [Theory, EveryDatabase]
    public async Task Orphan_OldEnough_IsFoundWithWhatItCosts_YoungIsNot(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        var id = await scene.OrphanAsync();
        await scene.Backend.CreateAsync(new CreateVm(Guid.CreateVersion7(), "young", new VmSize(null, 1, 1024, 25), "debian-13"), CancellationToken.None);
        await scene.Panel.Get<ReconcileSweep>().RunAsync();
        scene.Panel.Advance(TimeSpan.FromMinutes(-11) + TimeSpan.FromHours(2));
        await scene.Backend.DeleteAsync("i-nothing", CancellationToken.None);

        var found = await scene.FindingAsync();

        Assert.Equal((FindingKind.Orphan, id, FindingState.Open, scene.Panel.Stock.Large), (found.Kind, found.BackendId, found.State, found.PlanId!.Value));
        await scene.ListAsync();
        var later = (await scene.FindingsAsync()).Single(f => f.BackendId == id);
        Assert.Equal((PanelStock.LargePrice, PanelStock.LargePrice * 2), (later.Hourly, later.AtStake));
        Assert.Equal(2, (await scene.FindingsAsync()).Count);
    }

    [Theory, EveryDatabase]
    public async Task LostCreate_GivenUpAndFoundLater_CanBeAdoptedAndItsDeadRowNeverTakesItAway(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        var panel = scene.Panel;
        var vm = (await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form())).Value;
        await panel.WriteAsync(async db =>
        {
            var row = await db.VirtualMachines.SingleAsync();
            row.Lifecycle = VmLifecycle.Error;
            await db.Operations.ExecuteUpdateAsync(s => s.SetProperty(o => o.State, OperationState.Failed).SetProperty(o => o.FinishedAt, panel.Now));
        });
        var token = (await panel.VmAsync(vm)).CreateToken;
        await scene.Backend.CreateAsync(new CreateVm(token, "web-1", new VmSize(null, 1, 1024, 25), "debian-13"), CancellationToken.None);
        panel.Advance(TimeSpan.FromMinutes(16));
        await panel.Get<ReconcileSweep>().RunAsync();
        var finding = await scene.FindingAsync();
        Assert.Equal((FindingKind.Orphan, vm), (finding.Kind, finding.VmId!.Value));

        var adopted = await panel.Get<MachineAdoption>().AdoptAsync(scene.Admin, scene.Form(finding));

        Assert.Null(adopted.Refusal);
        Assert.Equal(token, (await panel.VmAsync(adopted.Value)).CreateToken);
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        await panel.SettleAsync();
        Assert.Equal(1, await panel.MachinesInTheCloudAsync());
        Assert.Equal(VmLifecycle.Active, (await panel.VmAsync(adopted.Value)).Lifecycle);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Adopt_TheSameFormTwice_IsOneMachineChargedFromNow(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        await scene.OrphanAsync();
        await scene.ListAsync();
        var form = scene.Form(await scene.FindingAsync(), "mara");

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scene.Panel.Get<MachineAdoption>().AdoptAsync(scene.Admin, form)));

        Assert.All(both, o => Assert.Null(o.Refusal));
        Assert.Single(both.Select(o => o.Value).Distinct());
        scene.Panel.Advance(TimeSpan.FromMinutes(61));
        await scene.Panel.ChargeAsync();
        Assert.Equal(Money.FromUnits(100) - PanelStock.LargePrice, await scene.Panel.CreditAsync(scene.Panel.Stock.Account));
        await scene.ListAsync();
        Assert.Equal(FindingEnd.Adopted, (await scene.FindingAsync()).Ended);
        await scene.Panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Adopt_TwoAdminsForTwoAccountsAtOnce_OneWins(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        await using var second = scene.Panel.SecondNode();
        var other = await scene.Panel.AddCustomerAsync("olga");
        for (var round = 0; round < 5; round++)
        {
            await scene.OrphanAsync($"lost-{round}");
            await scene.ListAsync();
            var finding = (await scene.FindingsAsync())[^1];
            var first = Task.Run(() => scene.Panel.Get<MachineAdoption>().AdoptAsync(scene.Admin, scene.Form(finding)));
            var rival = Task.Run(() => second.GetRequiredService<MachineAdoption>().AdoptAsync(scene.Admin, scene.Form(finding, "olga")));

            var outcomes = await Task.WhenAll(first, rival);

            Assert.Single(outcomes, o => !o.IsRefused);
            Assert.IsType<Refusal.Conflict>(outcomes.Single(o => o.IsRefused).Refusal);
        }

        Assert.Equal(5, await scene.Panel.ReadAsync(db => db.VirtualMachines.CountAsync()));
        await scene.Panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Remove_WhileTheRegionFails_IsRetriedUntilItIsGone(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        await scene.OrphanAsync();
        await scene.ListAsync();
        var finding = await scene.FindingAsync();
        scene.Panel.Faults.Fail("delete", BackendErrorKind.Unavailable);

        var asked = await scene.Panel.Get<OrphanRemoval>().RemoveAsync(scene.Admin, finding.Id);
        var again = await scene.Panel.Get<OrphanRemoval>().RemoveAsync(scene.Admin, finding.Id);

        Assert.Equal((FindingState.Removing, FindingState.Removing), (asked.Value, again.Value));
        Assert.IsType<Refusal.Conflict>((await scene.Panel.Get<MachineAdoption>().AdoptAsync(scene.Admin, scene.Form(finding))).Refusal);
        for (var i = 0; i < 3; i++)
        {
            scene.Panel.Advance(TimeSpan.FromMinutes(2));
            await scene.Panel.Get<ReconcileSweep>().RunAsync();
        }

        Assert.Equal(0, await scene.Panel.MachinesInTheCloudAsync());
        Assert.Equal(FindingEnd.Deleted, (await scene.FindingAsync()).Ended);
        Assert.Equal(1, await scene.Panel.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "finding.delete.requested")));
        await scene.Panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Foreign_IsShownAndAdoptable_AndNeverDeletable(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        await scene.OrphanAsync("theirs", scene.OtherPanel);
        await scene.ListAsync();
        var finding = await scene.FindingAsync();
        Assert.Equal((FindingKind.Foreign, FindingState.Open), (finding.Kind, finding.State));

        var removed = await scene.Panel.Get<OrphanRemoval>().RemoveAsync(scene.Admin, finding.Id);

        Assert.IsType<Refusal.NotAllowed>(removed.Refusal);
        Assert.Equal(1, await scene.Panel.MachinesInTheCloudAsync());
        var adopted = await scene.Panel.Get<MachineAdoption>().AdoptAsync(scene.Admin, scene.Form(finding));
        Assert.Equal("theirs", (await scene.Panel.VmAsync(adopted.Value)).Name);
        await scene.Panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Acts_ByOthersThanAdmins_AreRefused(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        await scene.OrphanAsync();
        await scene.ListAsync();
        var finding = await scene.FindingAsync();
        foreach (var actor in new[] { scene.Panel.Stock.Owner, await PanelStock.AddStaffAsync(scene.Panel, UserRoles.Support) })
        {
            Assert.IsType<Refusal.NotAllowed>((await scene.Panel.Get<OrphanRemoval>().RemoveAsync(actor, finding.Id)).Refusal);
            Assert.IsType<Refusal.NotAllowed>((await scene.Panel.Get<MachineAdoption>().AdoptAsync(actor, scene.Form(finding))).Refusal);
            Assert.IsType<Refusal.NotAllowed>((await scene.Panel.Get<GhostEnding>().EndAsync(actor, finding.Id)).Refusal);
            Assert.IsType<Refusal.NotAllowed>((await scene.Panel.Get<DifferenceActs>().IgnoreAsync(actor, finding.Id)).Refusal);
        }

        Assert.Equal(FindingState.Open, (await scene.FindingAsync()).State);
    }

    [Fact]
    public async Task Adopt_WhatWasTypedBadly_StandsBesideTheField()
    {
        await using var scene = await ReconcileScene.CreateAsync(DatabaseProvider.Sqlite);
        await scene.OrphanAsync();
        await scene.ListAsync();
        var form = scene.Form(await scene.FindingAsync());
        var adoption = scene.Panel.Get<MachineAdoption>();

        Assert.Equal("Account", Assert.IsType<Refusal.Invalid>((await adoption.AdoptAsync(scene.Admin, form with { Account = " " })).Refusal).Field);
        Assert.Equal("Account", Assert.IsType<Refusal.Invalid>((await adoption.AdoptAsync(scene.Admin, form with { Account = "nobody" })).Refusal).Field);
        Assert.Equal("Plan", Assert.IsType<Refusal.Invalid>((await adoption.AdoptAsync(scene.Admin, form with { Plan = default })).Refusal).Field);
        await scene.Panel.WriteAsync(db => db.Accounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.Suspension, SuspensionKind.Manual)));
        Assert.Equal("Account", Assert.IsType<Refusal.Invalid>((await adoption.AdoptAsync(scene.Admin, form)).Refusal).Field);
    }

    [Theory, EveryDatabase]
    public async Task Verify_AnOrphanBeingRemovedThatIsPaidFor_IsNamed(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        var vm = await scene.Panel.CreateVmAsync();
        var backendId = (await scene.Panel.VmAsync(vm)).BackendId!;
        await scene.Panel.WriteAsync(db =>
        {
            db.Findings.Add(new Finding { RegionId = scene.Region.Id, Kind = FindingKind.Orphan, BackendId = backendId, Name = "x", State = FindingState.Removing });
            db.Findings.Add(new Finding { RegionId = scene.Region.Id, Kind = FindingKind.Orphan, BackendId = "y", Name = "y", State = FindingState.Resolved, Ended = FindingEnd.Adopted, ResolvedAt = scene.Panel.Now });
            db.Findings.Add(new Finding { RegionId = scene.Region.Id, Kind = FindingKind.Ghost, BackendId = "z", Name = "z", State = FindingState.Resolved, Ended = FindingEnd.Credited, ResolvedAt = scene.Panel.Now, LastListed = scene.Panel.Now, AtStake = Money.FromUnits(1) });
            return Task.CompletedTask;
        });

        var rules = (await scene.Panel.Get<Core.Verification.Verifier>().RunAsync()).Select(v => v.Rule);

        Assert.Equal(["adopted-unbilled", "ghost-credit", "removing-paid"], rules.Order());
    }
}
