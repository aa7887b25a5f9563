using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Reconciliation;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;

namespace Lobster.Tests.Reconciliation;

/// <summary>Machines that are not what the panel says.</summary>
public sealed class DifferenceTests
{
    private static readonly VmSize LargeSize = new(null, 2, 4096, 80);

    [Theory, EveryDatabase]
    public async Task Accept_AnotherSizeAndName_MovesToThatPlanAtItsPrice(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        var vm = await ChangedAsync(scene, resize: true, rename: true);
        var finding = await scene.FindingAsync();
        Assert.Equal((DifferenceParts.Size | DifferenceParts.Name, scene.Panel.Stock.Large), (finding.Parts, finding.PlanId!.Value));
        Assert.Equal(PanelStock.LargePrice - PanelStock.SmallPrice, finding.Hourly);

        var accepted = await scene.Panel.Get<DifferenceActs>().AcceptAsync(scene.Admin, finding.Id);
        var again = await scene.Panel.Get<DifferenceActs>().AcceptAsync(scene.Admin, finding.Id);

        Assert.Equal((FindingState.Resolved, FindingState.Resolved), (accepted.Value, again.Value));
        var row = await scene.Panel.VmAsync(vm);
        Assert.Equal((scene.Panel.Stock.Large, "db-9", PanelStock.LargePrice), (row.PlanId, row.Name, row.HourlyRate));
        await scene.ListAsync();
        Assert.Single(await scene.FindingsAsync());
        await scene.Panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task SetBack_Name_RenamesAndTheNextListingClosesIt(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        var vm = await ChangedAsync(scene, resize: false, rename: true);
        var (finding, request) = (await scene.FindingAsync(), Guid.CreateVersion7());

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => scene.Panel.Get<DifferenceActs>().SetBackAsync(scene.Admin, finding.Id, request)));

        Assert.Equal(both[0].Value, both[1].Value);
        await scene.Panel.SettleAsync();
        Assert.Equal("web-1", (await scene.Backend.GetAsync((await scene.Panel.VmAsync(vm)).BackendId!, CancellationToken.None))!.Name);
        scene.Panel.Advance(TimeSpan.FromMinutes(16));
        await scene.ListAsync();
        Assert.Equal(FindingEnd.Mended, (await scene.FindingAsync()).Ended);
        await scene.Panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Ignore_StaysQuietUntilItIsAnotherDifference(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        var vm = await ChangedAsync(scene, resize: false, rename: true);
        await scene.Panel.Get<DifferenceActs>().IgnoreAsync(scene.Admin, (await scene.FindingAsync()).Id);
        await scene.ListAsync();
        Assert.Equal(FindingState.SetAside, (await scene.FindingAsync()).State);

        await ((IResize)scene.Backend).ResizeAsync((await scene.Panel.VmAsync(vm)).BackendId!, LargeSize, CancellationToken.None);
        scene.Panel.Advance(TimeSpan.FromMinutes(5));
        await scene.ListAsync();

        Assert.Equal(FindingState.Open, (await scene.FindingAsync()).State);
    }

    [Fact]
    public async Task Accept_SizeThatNoPlanHas_IsRefused()
    {
        await using var scene = await ReconcileScene.CreateAsync(DatabaseProvider.Sqlite);
        var vm = await scene.Panel.CreateVmAsync();
        await ((IResize)scene.Backend).ResizeAsync((await scene.Panel.VmAsync(vm)).BackendId!, new VmSize(null, 3, 4096, 80), CancellationToken.None);
        scene.Panel.Advance(TimeSpan.FromMinutes(20));
        await scene.ListAsync();

        var accepted = await scene.Panel.Get<DifferenceActs>().AcceptAsync(scene.Admin, (await scene.FindingAsync()).Id);

        Assert.Contains("No plan", accepted.Refusal!.English, StringComparison.Ordinal);
        Assert.Equal(scene.Panel.Stock.Small, (await scene.Panel.VmAsync(vm)).PlanId);
    }

    private static async Task<VmId> ChangedAsync(ReconcileScene scene, bool resize, bool rename)
    {
        var vm = await scene.Panel.CreateVmAsync();
        var id = (await scene.Panel.VmAsync(vm)).BackendId!;
        if (rename) await ((IRename)scene.Backend).RenameAsync(id, "db-9", CancellationToken.None);
        scene.Panel.Advance(TimeSpan.FromMinutes(5));
        if (resize) await ((IResize)scene.Backend).ResizeAsync(id, LargeSize, CancellationToken.None);
        scene.Panel.Advance(TimeSpan.FromMinutes(20));
        await scene.ListAsync();
        return vm;
    }
}
