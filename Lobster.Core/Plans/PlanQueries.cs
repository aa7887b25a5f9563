using System.Text.Json;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Plans;

/// <summary>Reads plans and prices for admins.</summary>
public sealed class PlanQueries(Transactions transactions, BusinessClock clock)
{
    /// <summary>All plans, those still sold first; empty for those who may not see them.</summary>
    public Task<IReadOnlyList<PlanRow>> ListAsync(Actor actor, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<PlanRow>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, [.. UserRoles.Staff]) is not null) return [];
            var shelf = await ShelfAsync(db, PlanListing.Sort(db, db.Plans, new PlanFilter(), clock.Now), token);
            return [.. shelf.Plans.Select(shelf.Row)];
        }, cancellationToken);

    /// <summary>One page of the plans that fit; <see cref="Refusal.NotAllowed"/> for others than staff.</summary>
    public Task<Outcome<PlanList>> PageAsync(Actor actor, PlanFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return transactions.ReadAsync<Outcome<PlanList>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, [.. UserRoles.Staff]) is { } refusal) return refusal;
            var wanted = PlanListing.Narrow(db.Plans, filter);
            var page = PlanListing.Sort(db, wanted, filter, clock.Now).Skip((Math.Max(filter.Page, 1) - 1) * filter.Size).Take(filter.Size);
            var shelf = await ShelfAsync(db, page, token);
            return new PlanList([.. shelf.Plans.Select(shelf.Row)], await wanted.CountAsync(token), await db.Plans.AnyAsync(token));
        }, cancellationToken);
    }

    /// <summary>One plan; null when there is none or the actor may not see it.</summary>
    public Task<PlanDetail?> FindAsync(Actor actor, PlanId id, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is not null) return null;
            var shelf = await ShelfAsync(db, db.Plans.Where(p => p.Id == id), token);
            if (shelf.Plans is not [var plan]) return null;
            return new PlanDetail(
                shelf.Row(plan), plan.StoppedFactor, plan.SuspendedFactor, plan.SortOrder, JsonSerializer.Deserialize<Dictionary<string, string>>(plan.Metadata) ?? [],
                [.. shelf.Places(plan)], await HistoryAsync(db, db.PriceVersions.Where(p => p.PlanId == id), token), plan.Version);
        }, cancellationToken);

    /// <summary>The prices of image storage and transfer, newest first; empty for those who may not see them.</summary>
    public Task<IReadOnlyList<PriceRow>> OtherPricesAsync(Actor actor, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<PriceRow>>(async (db, token) =>
            await db.EnterStaffAsync(actor, token, UserRoles.Admin) is null ? await HistoryAsync(db, db.PriceVersions.Where(p => p.PlanId == null), token) : [], cancellationToken);

    private async Task<PlanShelf> ShelfAsync(LobsterDbContext db, IQueryable<Plan> wanted, CancellationToken token)
    {
        var plans = await wanted.ToListAsync(token);
        var ids = plans.ConvertAll(p => p.Id);
        var regions = await db.Regions.OrderBy(r => r.SortOrder).ThenBy(r => r.Name).Select(r => new KeyValuePair<RegionId, string>(r.Id, r.Name)).ToListAsync(token);
        var places = await db.PlanRegions.Where(r => ids.Contains(r.PlanId)).ToListAsync(token);
        var now = clock.Now;
        var prices = await db.PriceVersions.Where(p => p.PlanId != null && ids.Contains(p.PlanId.Value) && p.From <= now).ToListAsync(token);
        var machines = await db.VirtualMachines.Where(v => v.Lifecycle != VmLifecycle.Deleted && ids.Contains(v.PlanId))
            .GroupBy(v => v.PlanId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, token);
        return new PlanShelf(plans, regions, places, prices, machines);
    }

    private async Task<List<PriceRow>> HistoryAsync(LobsterDbContext db, IQueryable<PriceVersion> versions, CancellationToken token)
    {
        var now = clock.Now;
        var rows = await versions.OrderByDescending(p => p.From).ThenByDescending(p => p.Id).ToListAsync(token);
        var regions = await db.Regions.ToDictionaryAsync(r => r.Id, r => r.Name, token);
        var makers = rows.Select(r => r.CreatedBy).OfType<long>().Distinct().ToList();
        var users = await db.Users.Where(u => makers.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.UserName, token);
        var ids = rows.ConvertAll(r => r.Id);
        var moves = await db.PriceMoves.Where(m => ids.Contains(m.PriceVersionId) && m.CancelledAt == null).ToDictionaryAsync(m => m.PriceVersionId, m => (Instant?)m.At, token);
        var inForce = rows.Where(r => r.From <= now).GroupBy(r => (r.Subject, r.PlanId, r.RegionId)).Select(g => g.First().Id).ToHashSet();
        return [.. rows.Select(r => new PriceRow(
            r.Id, r.Subject, r.PlanId, r.RegionId, r.RegionId is { } region ? regions[region] : null, r.Number, r.From, r.Sale, r.Wholesale,
            r.CreatedAt, r.CreatedBy is { } maker ? users.GetValueOrDefault(maker) : null, inForce.Contains(r.Id)) { MovesAt = moves.GetValueOrDefault(r.Id) })];
    }
}
