using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using static Lobster.Tests.Selling.SellingScene;

namespace Lobster.Tests.Compute.Http;

/// <summary>A provider as the panel uses it: an admin adds and tests a region, takes over a size and an image, and a customer's machines live, are paid for and go.</summary>
public abstract class PanelLifeSuite<TFixture>
    where TFixture : HttpFixture, new()
{
    [Fact]
    public async Task Region_AddedByAnAdmin_SellsMachinesThatArePaidForAndGo()
    {
        await using var cloud = new TFixture();
        await using var panel = await OpenAsync(cloud);
        await using var clock = Follow(panel, cloud);
        var (region, image) = await StockAsync(panel, cloud);

        var first = await CreateAsync(panel, region, image, "web-1");
        cloud.LoseNextCreate();
        var second = await CreateAsync(panel, region, image, "web-2");
        panel.Advance(TimeSpan.FromHours(3));
        await panel.ChargeAsync();
        await DoAsync(panel, panel.Get<VmActions>().StopAsync(panel.Stock.Owner, first, Guid.CreateVersion7()));
        var stopped = await panel.VmAsync(first);
        await DoAsync(panel, panel.Get<VmActions>().StartAsync(panel.Stock.Owner, first, Guid.CreateVersion7()));

        Assert.Equal(("stopped", "running"), (stopped.PowerState, (await panel.VmAsync(first)).PowerState));
        Assert.Equal(2, await InTheCloudAsync(panel, region));
        Assert.True(await panel.CreditAsync(panel.Stock.Account) <= Money.FromUnits(100) - PanelStock.SmallPrice * 6);
        foreach (var vm in new[] { first, second }) Done(await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm));
        await panel.SettleAsync();
        Assert.Equal(0, await InTheCloudAsync(panel, region));
        await panel.AssertBooksInOrderAsync();
    }

    [Fact]
    public async Task Region_WrongCredentials_TestSaysSoWithoutTellingThem()
    {
        await using var cloud = new TFixture();
        await using var panel = await OpenAsync(cloud);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        var form = Form(cloud) with { Values = cloud.Form.ToDictionary(v => v.Key, v => cloud.Secrets.Contains(v.Value) ? cloud.Spoil(v.Value) : v.Value) };

        var refusal = (await panel.Get<RegionTest>().RunAsync(admin, null, form)).Refusal;

        Assert.Contains("credentials", refusal?.English, StringComparison.Ordinal);
        Assert.All(cloud.Secrets, secret => Assert.DoesNotContain(secret, refusal!.English, StringComparison.Ordinal));
    }

    private static RegionForm Form(TFixture cloud) => new("Far away", "Elsewhere", "9", cloud.Type, cloud.Form);

    private static async Task<TestPanel> OpenAsync(TFixture cloud)
    {
        var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite, more: cloud.AddTo);
        if (cloud.MindsTheTime) cloud.Time.AdjustTime(panel.Time.GetUtcNow());
        return panel;
    }

    // The provider's clock follows the panel's, second by second.
    private static ITimer Follow(TestPanel panel, TFixture cloud)
    {
        var second = TimeSpan.FromSeconds(1);
        return panel.Time.CreateTimer(_ => cloud.Time.Advance(second), null, second, second);
    }

    private static async Task<(RegionId Region, ImageId Image)> StockAsync(TestPanel panel, TFixture cloud)
    {
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        Assert.NotEmpty(Done(await panel.Get<RegionTest>().RunAsync(admin, null, Form(cloud))).Identity);
        var region = Done(await panel.Get<RegionAdmin>().AddAsync(admin, Form(cloud)));
        Done(await panel.Get<RegionAdmin>().SetEnabledAsync(admin, region, isEnabled: true));
        // Where the provider has no sizes, it takes the figures of the panel's plan.
        var size = cloud.Backend is IPlanCatalogue ? Done(await panel.Get<PlanImport>().ListAsync(admin, region)).Sizes.Single(s => s.Size.Id == cloud.Size.PlanId).Size.Id : "";
        Done(await panel.Get<PlanAdmin>().BindAsync(admin, panel.Stock.Small, region, size));
        var image = Done(await panel.Get<ImageAdmin>().AddAsync(admin, region, cloud.ImageId, new ImageForm("Debian", "", Core.Images.ImageKind.Template)));
        return (region, image);
    }

    private static async Task<VmId> CreateAsync(TestPanel panel, RegionId region, ImageId image, string name)
    {
        var made = Done(await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form(name) with { RegionId = region, ImageId = image }));
        await panel.SettleAsync();
        var vm = await panel.VmAsync(made);
        Assert.Equal((VmLifecycle.Active, "running"), (vm.Lifecycle, vm.PowerState));
        return made;
    }

    private static async Task DoAsync(TestPanel panel, Task<Outcome<OperationId>> asked)
    {
        Done(await asked);
        await panel.SettleAsync();
    }

    private static async Task<int> InTheCloudAsync(TestPanel panel, RegionId id)
    {
        var region = await panel.ReadAsync(db => db.Regions.SingleAsync(r => r.Id == id));
        return await panel.Get<RegionBackends>().Of(region).ListAsync(TestContext.Current.CancellationToken).CountAsync();
    }
}
