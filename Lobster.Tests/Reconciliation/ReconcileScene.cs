using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Reconciliation;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Reconciliation;

/// <summary>A panel whose cloud somebody else changes too.</summary>
internal sealed class ReconcileScene : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(11);

    private ReconcileScene(TestPanel panel, Actor admin, Region region) => (Panel, Admin, Region) = (panel, admin, region);

    public TestPanel Panel { get; }

    public Actor Admin { get; }

    public Region Region { get; }

    public IComputeBackend Backend => Panel.Get<RegionBackends>().Of(Region);

    /// <summary>The same cloud, through another panel's eyes.</summary>
    public IComputeBackend OtherPanel
    {
        get
        {
            var settings = Panel.Get<RegionBackends>().Settings(Region);
            return Panel.Get<RegionBackends>().Factories["sandbox"].Create(settings with { InstallationId = Guid.Parse("0198c5a0-0000-7000-8000-00000000000f") });
        }
    }

    public static async Task<ReconcileScene> CreateAsync(DatabaseProvider provider)
    {
        var panel = await TestPanel.CreateAsync(provider);
        return new ReconcileScene(panel, await PanelStock.AddStaffAsync(panel, UserRoles.Admin), await panel.ReadAsync(db => db.Regions.SingleAsync()));
    }

    /// <summary>Lists and compares, once the pause is over.</summary>
    public async Task ListAsync()
    {
        Panel.Advance(Pause);
        await Panel.Get<ReconcileSweep>().RunAsync();
    }

    /// <summary>A machine of this panel's that no row knows, old enough to be judged.</summary>
    public async Task<string> OrphanAsync(string name = "lost", IComputeBackend? by = null)
    {
        var made = await (by ?? Backend).CreateAsync(new CreateVm(Guid.CreateVersion7(), name, new VmSize(null, 2, 4096, 80), "debian-13"), CancellationToken.None);
        Panel.Advance(TimeSpan.FromMinutes(16));
        return made.VmId;
    }

    /// <summary>A machine that is charged and that its cloud lost.</summary>
    public async Task<VmId> GhostAsync()
    {
        var vm = await Panel.CreateVmAsync();
        Panel.Advance(TimeSpan.FromMinutes(100));
        await Panel.ChargeAsync();
        await Panel.Get<ReconcileSweep>().RunAsync();
        await VanishAsync(vm);
        return vm;
    }

    public async Task VanishAsync(VmId vm)
    {
        await Backend.DeleteAsync((await Panel.VmAsync(vm)).BackendId!, CancellationToken.None);
        Panel.Advance(TimeSpan.FromMinutes(1));
    }

    public Task<List<Finding>> FindingsAsync() => Panel.ReadAsync(db => db.Findings.OrderBy(f => f.Id).ToListAsync());

    public async Task<Finding> FindingAsync() => Assert.Single(await FindingsAsync());

    public AdoptForm Form(Finding finding, string? account = null) =>
        new(Guid.CreateVersion7(), finding.Id, account ?? Panel.Stock.Account.ToString(), Panel.Stock.Large);

    public ValueTask DisposeAsync() => Panel.DisposeAsync();
}
