using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.VirtualMachines;

public sealed class VmActionsTests
{
    [Theory, EveryDatabase]
    public async Task Start_WithoutCredit_IsRefusedAndStopIsNot(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        await panel.GiveAsync(panel.Stock.Account, -Money.FromUnits(100));

        var stopped = await panel.Get<VmActions>().StopAsync(panel.Stock.Owner, vm, Guid.CreateVersion7());
        await panel.SettleAsync();
        var started = await panel.Get<VmActions>().StartAsync(panel.Stock.Owner, vm, Guid.CreateVersion7());

        Assert.False(stopped.IsRefused);
        Assert.IsType<Refusal.NotEnoughCredit>(started.Refusal);
        Assert.Equal(PowerState.Stopped.Value, (await panel.VmAsync(vm)).PowerState);
    }

    [Theory, EveryDatabase]
    public async Task Resize_ToADearerPlan_MovesTheRateWhenItIsDone(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();

        var resized = await panel.Get<VmActions>().ResizeAsync(panel.Stock.Owner, vm, panel.Stock.Large, Guid.CreateVersion7());
        var before = (await panel.VmAsync(vm)).HourlyRate;
        await panel.SettleAsync();

        Assert.False(resized.IsRefused, resized.Refusal?.English);
        Assert.Equal((PanelStock.SmallPrice, PanelStock.LargePrice), (before, (await panel.VmAsync(vm)).HourlyRate));
        Assert.Equal(2, await panel.ReadAsync(db => db.RateChanges.CountAsync(r => r.VmId == vm)));
    }

    [Fact]
    public async Task Resize_WithoutCreditForTheDearerPlan_IsRefused()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite, o => o.MinimumHours = 24);
        var vm = await panel.CreateVmAsync();
        await panel.GiveAsync(panel.Stock.Account, Money.FromDecimal(0.5m) - Money.FromUnits(100));

        var resized = await panel.Get<VmActions>().ResizeAsync(panel.Stock.Owner, vm, panel.Stock.Large, Guid.CreateVersion7());

        Assert.IsType<Refusal.NotEnoughCredit>(resized.Refusal);
    }

    [Fact]
    public async Task Resize_RefusedByTheBackend_ChangesNeitherPlanNorRate()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var vm = await panel.CreateVmAsync();
        panel.Faults.Fail("resize", BackendErrorKind.Rejected);

        await panel.Get<VmActions>().ResizeAsync(panel.Stock.Owner, vm, panel.Stock.Large, Guid.CreateVersion7());
        await panel.SettleAsync();

        Assert.Equal((panel.Stock.Small, PanelStock.SmallPrice), ((await panel.VmAsync(vm)).PlanId, (await panel.VmAsync(vm)).HourlyRate));
        Assert.Equal(OperationState.Failed, await panel.ReadAsync(db => db.Operations.Where(o => o.Kind == OperationKind.Resize).Select(o => o.State).SingleAsync()));
    }

    [Theory, EveryDatabase]
    public async Task TwoRequestsAtOnce_OneIsQueuedAndTheOtherIsTold(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => panel.Get<VmActions>().RebootAsync(panel.Stock.Owner, vm, Guid.CreateVersion7())));

        Assert.Single(both, o => !o.IsRefused);
        Assert.Equal("web-1 is rebooting. Wait until that is done.", both.Single(o => o.IsRefused).Refusal!.English);
    }

    [Fact]
    public async Task SameRequestTwice_IsOneOperation()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var vm = await panel.CreateVmAsync();
        var request = Guid.CreateVersion7();

        var first = await panel.Get<VmActions>().RebootAsync(panel.Stock.Owner, vm, request);
        var second = await panel.Get<VmActions>().RebootAsync(panel.Stock.Owner, vm, request);

        Assert.Equal(first.Value, second.Value);
    }

    [Fact]
    public async Task Suspended_OnlyDeletionIsAllowed()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var vm = await panel.CreateVmAsync();
        await panel.WriteAsync(db => db.VirtualMachines.ExecuteUpdateAsync(s => s.SetProperty(v => v.Suspension, SuspensionKind.Manual)));

        var started = await panel.Get<VmActions>().StartAsync(panel.Stock.Owner, vm, Guid.CreateVersion7());
        var deleted = await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);

        Assert.IsType<Refusal.Conflict>(started.Refusal);
        Assert.False(deleted.IsRefused);
    }

    [Theory]
    [InlineData("web 3.example")]
    [InlineData("nodots")]
    [InlineData("-a.example.com")]
    [InlineData("a..b")]
    public async Task SetReverseDns_BadName_IsRefusedBesideTheField(string name)
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var vm = await panel.CreateVmAsync();

        var outcome = await panel.Get<VmActions>().SetReverseDnsAsync(panel.Stock.Owner, vm, "198.18.0.2", name, Guid.CreateVersion7());

        Assert.Equal("HostName", Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
    }

    [Theory, EveryDatabase]
    public async Task Snapshot_AnswerLost_MakesOneImageAndBillsItFromThen(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        panel.Faults.LoseAnswer("snapshot");

        await panel.Get<VmActions>().SnapshotAsync(panel.Stock.Owner, vm, "before-upgrade", Guid.CreateVersion7());
        await panel.SettleAsync();

        var image = await panel.ReadAsync(db => db.Images.SingleAsync(i => i.AccountId == panel.Stock.Account));
        Assert.Equal(Core.Images.ImageState.Active, image.State);
        Assert.NotNull(image.SizeMb);
        Assert.Equal(image.BillingStart, image.ChargedUntil);
    }

    [Theory, EveryDatabase]
    public async Task SomebodyElse_SeesNothingToAct(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        var other = await panel.AddCustomerAsync("jonas");

        Assert.IsType<Refusal.NotFound>((await panel.Get<VmActions>().StopAsync(other.Owner, vm, Guid.CreateVersion7())).Refusal);
        Assert.IsType<Refusal.NotFound>((await panel.Get<VmDeletion>().DeleteAsync(other.Owner, vm)).Refusal);
    }
}
