using Lobster.Core.Accounts;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing;

/// <summary>What an account uses up per hour: all its machines, those being created too, and its stored images.</summary>
public static class BurnRate
{
    /// <summary>The account's burn rate now, an amount per hour.</summary>
    public static async Task<Money> BurnRateAsync(this LobsterDbContext db, AccountId accountId, Instant now, CancellationToken cancellationToken)
    {
        var machines = await db.VirtualMachines
            .Where(v => v.AccountId == accountId && (v.Lifecycle == VmLifecycle.Provisioning || v.Lifecycle == VmLifecycle.Active))
            .SumAsync(v => v.HourlyRate.Nanos, cancellationToken);
        return new Money(machines) + await StorageAsync(db, db.Images.Where(i => i.AccountId == accountId), now, cancellationToken);
    }

    /// <summary>What all accounts' machines and stored images cost an hour, in currency units, which one amount may not be able to hold.</summary>
    internal static async Task<decimal> WholeBurnAsync(this LobsterDbContext db, Instant now, CancellationToken cancellationToken)
    {
        var (machines, _) = await db.VirtualMachines.Where(v => v.Lifecycle == VmLifecycle.Provisioning || v.Lifecycle == VmLifecycle.Active)
            .Select(v => v.HourlyRate.Nanos).TotalAsync(cancellationToken);
        return machines + (await StorageAsync(db, db.Images.Where(i => i.AccountId != null), now, cancellationToken)).ToDecimal();
    }

    private static async Task<Money> StorageAsync(LobsterDbContext db, IQueryable<Image> images, Instant now, CancellationToken cancellationToken)
    {
        var stored = await images
            .Where(i => i.BillingStart != null && i.BillingEnd == null && i.SizeMb != null)
            .GroupBy(i => i.RegionId).Select(g => new { Region = g.Key, Megabytes = g.Sum(i => i.SizeMb!.Value) }).ToListAsync(cancellationToken);
        var total = Money.Zero;
        foreach (var region in stored)
            if (await db.PriceAsync(PriceSubject.ImageStorage, region.Region, now, cancellationToken) is { } price)
                total += StorageRating.Hourly(price.Sale, region.Megabytes);
        return total;
    }
}
