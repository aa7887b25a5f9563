using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Selling;

public sealed class ImageAdminTests
{
    private static readonly ImageForm Ubuntu = new("Ubuntu", "24.04", ImageKind.Template);

    [Theory, EveryDatabase]
    public async Task Add_ByBackendId_TakesItsSizeAndCanBeBooted(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;

        var id = SellingScene.Done(await panel.Get<ImageAdmin>().AddAsync(admin, panel.Stock.Region, "ubuntu-24.04", Ubuntu));

        Assert.Equal(596, (await panel.ReadAsync(db => db.Images.SingleAsync(i => i.Id == id))).SizeMb);
        SellingScene.Done(await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form() with { ImageId = id }));
        SellingScene.RefusedAt("BackendId", await panel.Get<ImageAdmin>().AddAsync(admin, panel.Stock.Region, "ubuntu-24.04", Ubuntu));
    }

    [Fact]
    public async Task Add_Bad_IsRefusedBesideTheField()
    {
        var (panel, admin) = await SellingScene.OpenAsync();
        await using var _ = panel;
        var (images, region) = (panel.Get<ImageAdmin>(), panel.Stock.Region);

        SellingScene.RefusedAt("BackendId", await images.AddAsync(admin, region, "no-such-image", Ubuntu));
        SellingScene.RefusedAt("BackendId", await images.AddAsync(admin, region, " ", Ubuntu));
        SellingScene.RefusedAt("Name", await images.AddAsync(admin, region, "ubuntu-24.04", Ubuntu with { Name = new string('x', 65) }));
        SellingScene.RefusedAt("RegionId", await images.AddAsync(admin, new(4711), "ubuntu-24.04", Ubuntu));
        Assert.IsType<Refusal.NotAllowed>((await images.AddAsync(panel.Stock.Owner, region, "ubuntu-24.04", Ubuntu)).Refusal);
        Assert.Equal(1, await panel.ReadAsync(db => db.Images.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Sync_AddsWhatIsNewOnceAndLeavesTheRest(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        SellingScene.Done(await panel.Get<ImageAdmin>().SaveAsync(admin, panel.Stock.Image, 0, new ImageForm("Our Debian", "", ImageKind.Template)));

        var first = SellingScene.Done(await panel.Get<ImageSync>().RunAsync(admin, panel.Stock.Region));
        var second = SellingScene.Done(await panel.Get<ImageSync>().RunAsync(admin, panel.Stock.Region));

        var (rows, total) = await panel.Get<PublicImageQueries>().ListAsync(admin, panel.Stock.Region, null, 1);
        Assert.Equal((7, 0, 8), (first, second, total));
        Assert.Contains(rows, i => i is { Name: "Our Debian", BackendId: "debian-13" });
        Assert.Equal(2, (await panel.Get<PublicImageQueries>().ListAsync(admin, null, "UBUNTU", 1)).Total);
        Assert.Equal(0, (await panel.Get<PublicImageQueries>().ListAsync(panel.Stock.Owner, null, null, 1)).Total);
    }

    [Theory, EveryDatabase]
    public async Task Disabled_OrChangedMeanwhile_IsRefused(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        var images = panel.Get<ImageAdmin>();

        SellingScene.Done(await images.SetEnabledAsync(admin, panel.Stock.Image, false));

        Assert.True((await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form())).IsRefused);
        Assert.IsType<Refusal.Conflict>((await images.SaveAsync(admin, panel.Stock.Image, 0, Ubuntu)).Refusal);
        SellingScene.Done(await images.InspectAsync(admin, panel.Stock.Image));
        Assert.Equal(412, (await panel.ReadAsync(db => db.Images.SingleAsync())).SizeMb);
    }
}
