using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Corrections;

/// <summary>Reads the prices of all that an account was charged for: its machines' plans, then storage and transfer where it has them.</summary>
internal static class CorrectionPriceList
{
    public static async Task<IReadOnlyList<CorrectionPrice>> ReadAsync(LobsterDbContext db, AccountId account, CancellationToken cancellationToken)
    {
        var plans = from billing in db.VmBillings
                    join change in db.RateChanges on billing.VmId equals change.VmId
                    where billing.AccountId == account
                    select (PlanId?)change.PlanId;
        var machines = await (from price in db.PriceVersions
                              join plan in db.Plans on price.PlanId equals plan.Id
                              where plans.Contains(price.PlanId)
                              orderby plan.SortOrder, plan.Id, price.RegionId, price.Number
                              select new CorrectionPrice(
                                  price.Id, ChargeKind.Machine, plan.Name, db.Regions.Where(r => r.Id == price.RegionId).Select(r => r.Name).FirstOrDefault(), price.Number, price.Sale))
            .ToListAsync(cancellationToken);
        var stored = db.PriceVersions.Where(p => p.Subject == PriceSubject.ImageStorage && db.StorageLines.Any(l => l.AccountId == account && (
            p.RegionId == null || db.Images.Any(i => i.Id == l.ImageId && i.RegionId == p.RegionId))));
        var moved = db.PriceVersions.Where(p => p.Subject == PriceSubject.TransferOverage && db.TransferLines.Any(l => l.AccountId == account && (
            p.RegionId == null || l.RegionId == p.RegionId)));
        return [.. machines, .. await ReadAsync(db, stored, ChargeKind.Storage, cancellationToken), .. await ReadAsync(db, moved, ChargeKind.Transfer, cancellationToken)];
    }

    private static Task<List<CorrectionPrice>> ReadAsync(LobsterDbContext db, IQueryable<PriceVersion> prices, ChargeKind kind, CancellationToken cancellationToken) => (
        from price in prices
        orderby price.RegionId, price.Number
        select new CorrectionPrice(price.Id, kind, null, db.Regions.Where(r => r.Id == price.RegionId).Select(r => r.Name).FirstOrDefault(), price.Number, price.Sale))
        .ToListAsync(cancellationToken);
}
