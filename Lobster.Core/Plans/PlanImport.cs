using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Plans;

/// <summary>Offers the sizes of a region's backend, to be sold under the panel's own names and prices.</summary>
public sealed class PlanImport(Transactions transactions, RegionBackends backends)
{
    /// <summary>Asks the backend for its sizes.</summary>
    public async Task<Outcome<BackendSizes>> ListAsync(Actor actor, RegionId regionId, CancellationToken cancellationToken = default)
    {
        var (refusal, region, bound) = await transactions.ReadAsync(async (db, token) => (
            await db.EnterStaffAsync(actor, token, UserRoles.Admin), await db.Regions.SingleOrDefaultAsync(r => r.Id == regionId, token),
            await (from row in db.PlanRegions
                   join plan in db.Plans on row.PlanId equals plan.Id
                   where row.RegionId == regionId && row.BackendSizeId != null && plan.RetiredAt == null
                   select new { Size = row.BackendSizeId!, plan.Name }).ToListAsync(token)), cancellationToken);
        if (refusal is not null) return refusal;
        if (region is null) return new Refusal.NotFound();
        try
        {
            if (backends.Of(region) is not IPlanCatalogue catalogue) return new Refusal.NotOffered("{0} does not list its sizes. Enter them by hand.", region.Name);
            var sizes = await catalogue.ListPlansAsync(cancellationToken);
            return new BackendSizes([.. sizes.Select(s => new BackendSize(s, [.. bound.Where(b => b.Size == s.Id).Select(b => b.Name)]))]);
        }
        catch (BackendException e)
        {
            return new Refusal.Conflict("{0} did not answer: {1}", region.Name, e.Message);
        }
    }
}
