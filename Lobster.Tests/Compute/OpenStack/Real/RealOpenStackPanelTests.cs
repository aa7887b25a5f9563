using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.SshKeys;
using Lobster.Core.VirtualMachines;
using Lobster.Core.VirtualMachines.Operations;
using Lobster.Tests.Harness;
using Lobster.Tests.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Lobster.Tests.Selling.SellingScene;
using ImageState = Lobster.Core.Images.ImageState;

namespace Lobster.Tests.Compute.OpenStack.Real;

/// <summary>The real program sells a machine of a real OpenStack, is killed with -9 while it makes it, and takes it through all that a customer can ask.</summary>
[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackPanelTests
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2YQVb5mDkG9rb4zzcCm3Zp1XJYx6y9S0c5o2F0mY2L one@example.org";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Machine_ThroughThePanel_LivesItsWholeLifeAndIsMadeOnce()
    {
        await using var cloud = new RealOpenStackFixture();
        Assert.Empty(await cloud.Backend.ListAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        await using var panel = await PanelProcess.StartAsync(settings: new Dictionary<string, string?> { ["Lobster:Operations:LookUpSeconds"] = "5" });
        await using var node = await BesideNode.ComposeAsync(panel);
        var (shop, larger) = await StockAsync(node);
        var key = Done(await node.GetRequiredService<KeyRing>().AddAsync(shop.Owner, shop.Account, "laptop", Key));

        var vm = Done(await node.GetRequiredService<VmCreation>().CreateAsync(shop.Owner, new CreateVmForm(Guid.CreateVersion7(), shop.Account, shop.Region, shop.Plan, shop.Image, "web-1")
        {
            SshKeyIds = [key], UserData = "#cloud-config\npackage_update: true\n",
        }));
        await Wait.UntilAsync("the cloud to have it", async () => await MachinesAsync(node, shop).AnyAsync(), Patience);
        await panel.KillAsync();
        await panel.RestartAsync();
        await EndedAsync(node, vm);
        await AssertIsAsync(node, vm, "running", 512);
        Assert.Single(await MachinesAsync(node, shop).ToListAsync());

        var actions = node.GetRequiredService<VmActions>();
        await DoneAsync(node, vm, actions.StopAsync(shop.Owner, vm, Guid.CreateVersion7()));
        await AssertIsAsync(node, vm, "stopped", 512);
        await DoneAsync(node, vm, actions.StartAsync(shop.Owner, vm, Guid.CreateVersion7()));
        await DoneAsync(node, vm, actions.RebootAsync(shop.Owner, vm, Guid.CreateVersion7()));
        await DoneAsync(node, vm, actions.RenameAsync(shop.Owner, vm, "web-one", Guid.CreateVersion7()));
        await DoneAsync(node, vm, actions.ResizeAsync(shop.Owner, vm, larger, Guid.CreateVersion7()));
        await AssertIsAsync(node, vm, "running", 2048);
        await DoneAsync(node, vm, actions.AddAddressAsync(shop.Owner, vm, AddressType.PublicIPv4, Guid.CreateVersion7()));
        await DoneAsync(node, vm, actions.SnapshotAsync(shop.Owner, vm, "nightly", Guid.CreateVersion7()));
        var snapshot = await ReadAsync(node, db => db.Images.SingleAsync(i => i.AccountId == shop.Account));
        await DoneAsync(node, vm, actions.ReimageAsync(shop.Owner, vm, snapshot.Id, Guid.CreateVersion7()));
        await AssertIsAsync(node, vm, "running", 2048);

        await FetchAsync(node, shop, cloud.FetchSource.Source);
        foreach (var image in await ReadAsync(node, db => db.Images.Where(i => i.AccountId == shop.Account).Select(i => i.Id).ToListAsync()))
            Done(await node.GetRequiredService<ImageActions>().DeleteAsync(shop.Owner, image));
        await Wait.UntilAsync("the images to go", async () => await ReadAsync(node, db => db.Images.Where(i => i.AccountId == shop.Account).AllAsync(i => i.State == ImageState.Deleted)), Patience);
        Assert.NotNull(Done(await node.GetRequiredService<VmCustomActions>().LookAsync(shop.Owner, vm, "console-log", new Dictionary<string, string>())).Text);
        Done(await node.GetRequiredService<VmDeletion>().DeleteAsync(shop.Owner, vm));
        await Wait.UntilAsync("the machine to go", async () => !await MachinesAsync(node, shop).AnyAsync(), Patience);
        await EndedAsync(node, vm);
        Assert.Equal(VmLifecycle.Deleted, (await ReadAsync(node, db => db.VirtualMachines.SingleAsync(v => v.Id == vm))).Lifecycle);
        var verify = await panel.VerbAsync("verify");
        Assert.True(verify.Code == 0, verify.Output);
        Assert.DoesNotContain(RealOpenStack.Password, panel.Output, StringComparison.Ordinal);
    }

    // A file of the customer's own, downloaded by the cloud.
    private static async Task FetchAsync(ServiceProvider node, BusyStock shop, Uri source)
    {
        var form = new FetchForm(shop.Region, "own disk", source.AbsoluteUri, "raw");
        var image = Done(await node.GetRequiredService<ImageFetching>().FetchAsync(shop.Owner, shop.Account, form, Guid.CreateVersion7()));
        await Wait.UntilAsync("the image to be there", async () => await ReadAsync(node, db => db.Images.Where(i => i.Id == image).AllAsync(i => i.State != ImageState.Pending)), Patience);
        var own = (await node.GetRequiredService<ImageActions>().ListAsync(shop.Owner, shop.Account)).Single(i => i.Id == image);
        Assert.Equal((ImageState.Active, null), (own.State, own.Error));
    }

    // What an admin does: test the region, add it, open it, take over a size for two plans and the images.
    private static async Task<(BusyStock Shop, PlanId Larger)> StockAsync(ServiceProvider node)
    {
        var admin = Actor.Browser(await ReadAsync(node, db => db.Users.Where(u => u.UserName == "admin").Select(u => u.Id).SingleAsync()));
        var form = new RegionForm("Real", "Here", "9", "openstack", RealOpenStack.Form);
        Assert.Equal("admin in project demo", Done(await node.GetRequiredService<RegionTest>().RunAsync(admin, null, form)).Identity);
        var region = Done(await node.GetRequiredService<RegionAdmin>().AddAsync(admin, form));
        Done(await node.GetRequiredService<RegionAdmin>().SetEnabledAsync(admin, region, isEnabled: true));
        var sizes = Done(await node.GetRequiredService<PlanImport>().ListAsync(admin, region)).Sizes;
        var plans = await ReadAsync(node, db => db.Plans.OrderBy(p => p.SortOrder).Take(2).Select(p => p.Id).ToListAsync());
        Done(await node.GetRequiredService<PlanAdmin>().BindAsync(admin, plans[0], region, sizes.Single(s => s.Size.Name == "m1.tiny").Size.Id));
        Done(await node.GetRequiredService<PlanAdmin>().BindAsync(admin, plans[1], region, sizes.Single(s => s.Size.Name == "m1.small").Size.Id));
        Assert.InRange(Done(await node.GetRequiredService<ImageSync>().RunAsync(admin, region)), 2, 100);
        var image = await ReadAsync(node, db => db.Images.Where(i => i.RegionId == region && i.BackendId == RealOpenStack.ImageId).Select(i => i.Id).SingleAsync());
        var member = await ReadAsync(node, db => db.Memberships.FirstAsync());
        return (new BusyStock(region, plans[0], image, member.AccountId, Actor.Browser(member.UserId)), plans[1]);
    }

    private static async Task DoneAsync(ServiceProvider node, VmId vm, Task<Outcome<OperationId>> asked)
    {
        Done(await asked);
        await EndedAsync(node, vm);
    }

    private static async Task EndedAsync(ServiceProvider node, VmId vm)
    {
        await Wait.UntilAsync("the operation to end", async () => await ReadAsync(node, db => db.Operations.Where(o => o.VmId == vm).AllAsync(o => o.FinishedAt != null)), Patience);
        var errors = await ReadAsync(node, db => db.Operations.Where(o => o.VmId == vm && o.State != OperationState.Succeeded).Select(o => o.Error).ToListAsync());
        Assert.Empty(errors);
    }

    // The panel and the cloud say the same.
    private static async Task AssertIsAsync(ServiceProvider node, VmId id, string power, int ramMb)
    {
        var vm = await ReadAsync(node, db => db.VirtualMachines.SingleAsync(v => v.Id == id));
        var region = await ReadAsync(node, db => db.Regions.SingleAsync(r => r.Id == vm.RegionId));
        var there = await node.GetRequiredService<RegionBackends>().Of(region).GetAsync(vm.BackendId!, CancellationToken.None);
        Assert.Equal((power, power, ramMb), (vm.PowerState, there?.Power?.Value, there?.RamMb));
    }

    private static async IAsyncEnumerable<BackendVm> MachinesAsync(ServiceProvider node, BusyStock shop)
    {
        var region = await ReadAsync(node, db => db.Regions.SingleAsync(r => r.Id == shop.Region));
        await foreach (var vm in node.GetRequiredService<RegionBackends>().Of(region).ListAsync(CancellationToken.None)) yield return vm;
    }

    private static Task<T> ReadAsync<T>(ServiceProvider node, Func<LobsterDbContext, Task<T>> read) => BusyPanel.ReadAsync(node, read);
}
