using System.Text.Json;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Regions;

/// <summary>Reads regions for admins.</summary>
public sealed class RegionQueries(Transactions transactions, RegionBackends backends, RegionDrafts drafts)
{
    /// <summary>All regions in their order; empty for those who may not see them.</summary>
    public Task<IReadOnlyList<RegionRow>> ListAsync(Actor actor, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<RegionRow>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, [.. UserRoles.Staff]) is not null) return [];
            return await RowsAsync(db, RegionListing.Sort(db, db.Regions, new RegionFilter()), token);
        }, cancellationToken);

    /// <summary>One page of the regions that fit; <see cref="Refusal.NotAllowed"/> for others than staff.</summary>
    public Task<Outcome<RegionList>> PageAsync(Actor actor, RegionFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return transactions.ReadAsync<Outcome<RegionList>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, [.. UserRoles.Staff]) is { } refusal) return refusal;
            var wanted = RegionListing.Narrow(db.Regions, filter);
            var page = RegionListing.Sort(db, wanted, filter).Skip((Math.Max(filter.Page, 1) - 1) * filter.Size).Take(filter.Size);
            return new RegionList(await RowsAsync(db, page, token), await wanted.CountAsync(token), await db.Regions.AnyAsync(token));
        }, cancellationToken);
    }

    /// <summary>One region; null when there is none or the actor may not see it.</summary>
    public Task<RegionDetail?> FindAsync(Actor actor, RegionId id, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is not null) return null;
            if (await db.Regions.SingleOrDefaultAsync(r => r.Id == id, token) is not { } region) return null;
            var living = db.VirtualMachines.Where(v => v.RegionId == id && v.Lifecycle != VmLifecycle.Deleted);
            var row = Row(region, await living.CountAsync(token), new Money(await living.SumAsync(v => v.HourlyRate.Nanos, token)));
            var setBy = await db.Users.Where(u => u.Id == region.SecretsSetBy).Select(u => u.UserName).FirstOrDefaultAsync(token);
            var images = await db.Images.CountAsync(i => i.RegionId == id && i.AccountId == null && i.State != ImageState.Deleted && i.IsEnabled, token);
            return new RegionDetail(
                row, region.SortOrder, JsonSerializer.Deserialize<Dictionary<string, string>>(region.Options) ?? [], drafts.SecretKeys(region), region.SecretsSetAt, setBy,
                await RegionAdmin.HasMachinesAsync(db, id, token), images, await db.OfferedPlans(id).CountAsync(token), region.Version)
            {
                TransferCounts = region.TransferCounts,
            };
        }, cancellationToken);

    private async Task<List<RegionRow>> RowsAsync(LobsterDbContext db, IQueryable<Region> wanted, CancellationToken cancellationToken)
    {
        var rows = await wanted.ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(r => r.Id);
        var machines = await db.VirtualMachines.Where(v => v.Lifecycle != VmLifecycle.Deleted && ids.Contains(v.RegionId))
            .GroupBy(v => v.RegionId).Select(g => new { g.Key, Count = g.Count(), Nanos = g.Sum(v => v.HourlyRate.Nanos) }).ToDictionaryAsync(g => g.Key, cancellationToken);
        return rows.ConvertAll(r => machines.GetValueOrDefault(r.Id) is { } m ? Row(r, m.Count, new Money(m.Nanos)) : Row(r, 0, Money.Zero));
    }

    private RegionRow Row(Region region, int machines, Money rate) => new(
        region.Id, region.Name, region.Location, region.BackendType,
        backends.Factories.TryGetValue(region.BackendType, out var factory) ? factory.DisplayName : region.BackendType,
        region.IsEnabled, machines, rate, new RegionHealthView(region.FailingSince, region.LastAnsweredAt, region.LastLatencyMs, region.LastError));
}
