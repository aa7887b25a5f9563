using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing.Storage;

/// <summary>Owned images and storage prices without the backend's part of them.</summary>
internal static class StorageStock
{
    /// <summary>The price per GB-hour that tests begin with.</summary>
    public static readonly Money PerGbHour = Money.FromDecimal(0.0000555m);

    /// <summary>Puts a storage price in force now.</summary>
    public static Task PriceStorageAsync(this TestPanel panel, Money sale, RegionId? region = null, Instant? from = null) => panel.WriteAsync(async db =>
    {
        var number = 1 + await db.PriceVersions.CountAsync(p => p.Subject == PriceSubject.ImageStorage && p.RegionId == region);
        db.PriceVersions.Add(new PriceVersion { Subject = PriceSubject.ImageStorage, RegionId = region, From = from ?? panel.Now, Sale = sale, Number = number, CreatedAt = panel.Now });
    });

    /// <summary>An image whose billing starts now.</summary>
    public static async Task<ImageId> StoreImageAsync(this TestPanel panel, long? sizeMb, string name = "backup", AccountId? account = null, RegionId? region = null)
    {
        var image = new Image
        {
            AccountId = account ?? panel.Stock.Account, RegionId = region ?? panel.Stock.Region, Name = name, BackendId = $"img-{Guid.NewGuid():N}", State = ImageState.Active,
            SizeMb = sizeMb, RequestId = Guid.CreateVersion7(), CreatedAt = panel.Now,
        };
        StorageCharging.Begin(image, panel.Now);
        await panel.WriteAsync(async db =>
        {
            db.Images.Add(image);
            await db.SaveChangesAsync();
        });
        return image.Id;
    }

    public static Task<Image> ImageAsync(this TestPanel panel, ImageId id) => panel.ReadAsync(db => db.Images.SingleAsync(i => i.Id == id));

    /// <summary>Ends an image's billing now, as its deletion does.</summary>
    public static Task EndImageAsync(this TestPanel panel, ImageId id) => panel.WriteAsync(async db =>
    {
        var image = await db.Images.SingleAsync(i => i.Id == id);
        await db.TakeAccountAsync(image.AccountId!.Value, CancellationToken.None);
        await panel.Get<StorageCharging>().EndAsync(db, image, panel.Now, CancellationToken.None);
        (image.State, image.DeletedAt) = (ImageState.Deleted, panel.Now);
        image.Version++;
    });

    /// <summary>Notes another size, as the backend tells it.</summary>
    public static Task ResizeImageAsync(this TestPanel panel, ImageId id, long sizeMb) => panel.WriteAsync(async db =>
    {
        var image = await db.Images.SingleAsync(i => i.Id == id);
        await db.TakeAccountAsync(image.AccountId!.Value, CancellationToken.None);
        await panel.Get<StorageCharging>().ResizeAsync(db, image, sizeMb, panel.Now, CancellationToken.None);
    });
}
