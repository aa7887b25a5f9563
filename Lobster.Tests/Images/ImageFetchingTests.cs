using Lobster.Backends.Compute.Sandbox;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using ImageKind = Lobster.Core.Images.ImageKind;
using ImageState = Lobster.Core.Images.ImageState;

namespace Lobster.Tests.Images;

public sealed class ImageFetchingTests
{
    private const string Source = "https://cloud.example.org/images/alpine.qcow2?key=secret";

    [Theory, EveryDatabase]
    public async Task Fetch_IsListedAtOnceThenUsableAndBilled(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await PriceAsync(panel);

        var outcome = await FetchAsync(panel, Form(panel));
        var waiting = Assert.Single(await ListAsync(panel));
        await panel.SettleAsync();
        panel.Advance(TimeSpan.FromHours(2));
        await panel.StoreAsync();
        var there = Assert.Single(await ListAsync(panel));
        var made = await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form() with { ImageId = outcome.Value });

        Assert.Equal((ImageState.Pending, ImageState.Active), (waiting.State, there.State));
        Assert.Equal(("cloud.example.org", ImageKind.Template), (there.SourceHost, there.Kind));
        Assert.True(there.Charged > Money.Zero);
        Assert.False(made.IsRefused, made.Refusal?.English);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Fetch_AnswerLost_MakesOneImage(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        panel.Faults.LoseAnswer(SandboxOperations.Fetch);

        await FetchAsync(panel, Form(panel));
        await panel.SettleAsync();

        Assert.Equal(ImageState.Active, Assert.Single(await ListAsync(panel)).State);
        Assert.Single(await InTheCloudAsync(panel), i => !i.IsPublic);
    }

    [Theory, EveryDatabase]
    public async Task Fetch_SameRequestTwice_MakesOneImage(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var request = Guid.CreateVersion7();
        var fetching = panel.Get<ImageFetching>();

        var both = await Task.WhenAll(
            fetching.FetchAsync(panel.Stock.Owner, panel.Stock.Account, Form(panel), request), fetching.FetchAsync(panel.Stock.Owner, panel.Stock.Account, Form(panel), request));

        Assert.Equal(both[0].Value, both[1].Value);
        Assert.Single(await ListAsync(panel));
    }

    [Fact]
    public async Task Fetch_FileThatIsNotThere_FailsInWordsAndCostsNothing()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        await PriceAsync(panel);

        await FetchAsync(panel, Form(panel) with { Source = "https://nowhere.invalid/disk.iso", Format = "iso" });
        await panel.SettleAsync();
        panel.Advance(TimeSpan.FromHours(3));
        await panel.StoreAsync();

        var image = Assert.Single(await ListAsync(panel));
        Assert.Equal((ImageState.Error, ImageKind.Iso), (image.State, image.Kind));
        Assert.Contains("nowhere.invalid", image.Error, StringComparison.Ordinal);
        Assert.Equal(Money.FromUnits(100), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Fact]
    public async Task Fetch_Delivered_CanBeDeletedInTheCloud()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var image = (await FetchAsync(panel, Form(panel))).Value;
        await panel.SettleAsync();

        var deleted = await panel.Get<ImageActions>().DeleteAsync(panel.Stock.Owner, image);
        await panel.SettleAsync();

        Assert.False(deleted.IsRefused, deleted.Refusal?.English);
        Assert.Empty(await ListAsync(panel));
        Assert.DoesNotContain(await InTheCloudAsync(panel), i => !i.IsPublic);
    }

    [Fact]
    public async Task Fetch_WrongInput_IsRefusedBesideItsFieldAndNothingIsKept()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var good = Form(panel);

        foreach (var (form, field) in new[]
        {
            (good with { Source = "http://169.254.169.254/latest" }, "Source"), (good with { Name = " " }, "Name"), (good with { Format = "vhdx" }, "Format"),
            (good with { Format = null }, "Format"), (good with { RegionId = new RegionId(4711) }, "Region"),
        })
            Assert.Equal(field, Assert.IsType<Refusal.Invalid>((await FetchAsync(panel, form)).Refusal).Field);
        Assert.Empty(await ListAsync(panel));
    }

    [Fact]
    public async Task Fetch_ForAnotherAccount_SeesNothing()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var (_, stranger) = await panel.AddCustomerAsync("eve");

        var outcome = await panel.Get<ImageFetching>().FetchAsync(stranger, panel.Stock.Account, Form(panel), Guid.CreateVersion7());

        Assert.IsType<Refusal.NotFound>(outcome.Refusal);
        Assert.Empty(await panel.Get<ImageFetching>().ChoicesAsync(stranger, panel.Stock.Account));
    }

    [Fact]
    public async Task Fetch_WithoutCreditOrTooMany_IsRefused()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        await PriceAsync(panel);
        for (var i = 0; i < 5; i++) Assert.False((await FetchAsync(panel, Form(panel))).IsRefused);

        var sixth = await FetchAsync(panel, Form(panel));
        await panel.SettleAsync();
        await panel.GiveAsync(panel.Stock.Account, -Money.FromUnits(100));
        var broke = await FetchAsync(panel, Form(panel));

        Assert.IsType<Refusal.LimitReached>(sixth.Refusal);
        Assert.IsType<Refusal.NotEnoughCredit>(broke.Refusal);
    }

    [Fact]
    public async Task History_OfAFetch_DoesNotTellTheAddress()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);

        await FetchAsync(panel, Form(panel));
        await panel.SettleAsync();

        var told = await panel.ReadAsync(db => db.Events.Where(e => e.Type.StartsWith("image.fetch")).Select(e => e.Data).ToListAsync());
        Assert.Equal(2, told.Count);
        Assert.DoesNotContain(told, t => t.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Choices_NameRegionsThatFetchWithTheirPrice()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        await PriceAsync(panel);
        await panel.WriteAsync(db =>
        {
            db.Regions.Add(new Region { Name = "Closed", BackendType = "sandbox", IsEnabled = false });
            db.Regions.Add(new Region { Name = "Broken", BackendType = "no-such", IsEnabled = true });
            return Task.CompletedTask;
        });

        var choice = Assert.Single(await panel.Get<ImageFetching>().ChoicesAsync(panel.Stock.Owner, panel.Stock.Account));

        Assert.Equal(("Amsterdam", Money.FromDecimal(0.0001m)), (choice.Name, choice.PerGbHour));
        Assert.Contains("qcow2", choice.Formats);
    }

    private static FetchForm Form(TestPanel panel) => new(panel.Stock.Region, "Alpine", Source, "qcow2");

    private static Task<Outcome<ImageId>> FetchAsync(TestPanel panel, FetchForm form) =>
        panel.Get<ImageFetching>().FetchAsync(panel.Stock.Owner, panel.Stock.Account, form, Guid.CreateVersion7());

    private static Task<IReadOnlyList<OwnImage>> ListAsync(TestPanel panel) => panel.Get<ImageActions>().ListAsync(panel.Stock.Owner, panel.Stock.Account);

    private static Task PriceAsync(TestPanel panel) => panel.WriteAsync(db =>
    {
        db.PriceVersions.Add(new PriceVersion { Subject = PriceSubject.ImageStorage, From = panel.Now, Sale = Money.FromDecimal(0.0001m), Number = 1, CreatedAt = panel.Now });
        return Task.CompletedTask;
    });

    private static async Task<List<BackendImage>> InTheCloudAsync(TestPanel panel)
    {
        var region = await panel.ReadAsync(db => db.Regions.SingleAsync(r => r.Id == panel.Stock.Region));
        return await ((IImageCatalogue)panel.Get<RegionBackends>().Of(region)).ListImagesAsync(CancellationToken.None).ToListAsync();
    }
}
