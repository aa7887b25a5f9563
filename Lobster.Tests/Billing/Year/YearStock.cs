using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.Standing;
using Lobster.Tests.Panel;
using Lobster.Tests.Selling;

namespace Lobster.Tests.Billing.Year;

/// <summary>What is sold in the year: one region whose cloud obeys at once, three plans with disks of one size, storage and transfer.</summary>
/// <param name="Region">Where all machines run.</param>
/// <param name="Image">What they boot.</param>
/// <param name="Small">$0.0075; a tenth while stopped, half while suspended.</param>
/// <param name="Large">$0.0149, always in full.</param>
/// <param name="Moving">$0.02, and $0.025 from October on, for running machines too.</param>
/// <param name="Admin">Who runs the panel.</param>
internal sealed record YearStock(Region Region, ImageId Image, YearPlan Small, YearPlan Large, YearPlan Moving, Actor Admin)
{
    private const string Quick = """{"provisionSeconds":"0","powerSeconds":"0","changeSeconds":"0","imageSeconds":"0"}""";

    public static readonly Money StorageFirst = Money.FromDecimal(0.0000555m);
    public static readonly Money StorageThen = Money.FromDecimal(0.00008m);
    public static readonly Money Overage = Money.FromDecimal(0.01m);

    public static async Task<YearStock> FillAsync(TestPanel panel)
    {
        var region = new Region { Name = "Bergen", BackendType = "sandbox", IsEnabled = true, Options = Quick };
        var small = new Plan { Name = "Small", VCpus = 1, RamMb = 1024, DiskGb = 25, TransferGb = 1000, StoppedFactor = 100, SuspendedFactor = 500 };
        var large = new Plan { Name = "Large", VCpus = 2, RamMb = 2048, DiskGb = 25, TransferGb = 2000 };
        var moving = new Plan { Name = "Moving", VCpus = 2, RamMb = 2048, DiskGb = 25, TransferGb = 2000 };
        var image = new Image { Name = "Debian 13", BackendId = "debian-13", State = ImageState.Active, SizeMb = 412, CreatedAt = panel.Now };
        await panel.WriteAsync(async db =>
        {
            db.AddRange(region, small, large, moving);
            await db.SaveChangesAsync();
            image.RegionId = region.Id;
            db.Add(image);
        });
        var stock = new YearStock(
            region, image.Id, YearPlan.Of(small, 0.0075m), YearPlan.Of(large, 0.0149m), YearPlan.Of(moving, 0.02m), await PanelStock.AddStaffAsync(panel, UserRoles.Admin));
        foreach (var plan in new[] { stock.Small, stock.Large, stock.Moving }) await stock.SellAsync(panel, new(PriceSubject.Plan, plan.Id, null, plan.Price.ToString(), null, null));
        await stock.SellAsync(panel, new(PriceSubject.ImageStorage, null, null, StorageFirst.ToString(), null, null));
        await stock.SellAsync(panel, new(PriceSubject.TransferOverage, null, null, Overage.ToString(), null, null));
        return stock;
    }

    public async Task<PriceVersionId> SellAsync(TestPanel panel, PriceForm form) => SellingScene.Done(await panel.Get<PriceAdmin>().AddAsync(Admin, form));
}
