using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Plans;

/// <summary>
/// Brings due moves into rate timelines, in transactions that hold the rows of the accounts concerned. Whoever charges a machine or changes its rate
/// does this first, so that no interval beyond a due move is charged without it, and no later point hides it.
/// </summary>
internal static class PriceMoves
{
    /// <summary>Brings the moves that are due by <paramref name="now"/> into the timelines of these accounts' machines; again, it changes nothing.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="accounts">Whose rows the transaction holds.</param>
    /// <param name="now">The business moment.</param>
    /// <param name="withDone">Whether also moves that every machine had: for one that was ended meanwhile and goes on.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many machines were moved.</returns>
    public static async Task<int> CarryAsync(
        this LobsterDbContext db, IReadOnlyCollection<AccountId> accounts, Instant now, bool withDone, CancellationToken cancellationToken)
    {
        var due = await (from move in db.PriceMoves.AsNoTracking()
                         join target in db.PriceVersions.AsNoTracking() on move.PriceVersionId equals target.Id
                         where move.CancelledAt == null && move.At <= now && (withDone || move.DoneAt == null)
                         orderby move.At, target.Id
                         select new { move.At, Target = target }).ToListAsync(cancellationToken);
        var moved = 0;
        foreach (var move in due) moved += await CarryAsync(db, accounts, move.Target, move.At, cancellationToken);
        if (moved > 0)
            foreach (var account in accounts) db.LiveChanges.Add(new LiveChange(SubjectKind.Account, account.Value, account));
        return moved;
    }

    /// <summary>
    /// What a price has become by a moment, by the moves since: a machine that was ordered or resized at the old price before a move, and is there only
    /// after it, pays the new one as all others do.
    /// </summary>
    public static async Task<PriceVersion> FollowAsync(
        this LobsterDbContext db, PriceVersion price, RegionId region, Instant moment, CancellationToken cancellationToken)
    {
        var moves = await (from move in db.PriceMoves.AsNoTracking()
                           join target in db.PriceVersions.AsNoTracking() on move.PriceVersionId equals target.Id
                           where move.CancelledAt == null && move.At <= moment && target.PlanId == price.PlanId
                               && (target.RegionId == region || (target.RegionId == null
                                   && !db.PriceVersions.Any(o => o.PlanId == price.PlanId && o.RegionId == region && o.From <= move.At)))
                           orderby move.At, target.Id
                           select target).ToListAsync(cancellationToken);
        return moves.Aggregate(price, (held, target) => target.From >= held.From ? target : held);
    }

    /// <summary>The running machines that hold an older price of the plan where <paramref name="target"/> is the one that counts at <paramref name="at"/>.</summary>
    public static IQueryable<MovingVm> Moving(LobsterDbContext db, PriceVersion target, Instant at)
    {
        var (plan, region, id, from) = (target.PlanId, target.RegionId, target.Id, target.From);
        return from billing in db.VmBillings
               join vm in db.VirtualMachines on billing.VmId equals vm.Id
               from rate in db.RateChanges.Where(r => r.VmId == vm.Id && !db.RateChanges.Any(x => x.VmId == r.VmId && x.From > r.From))
               join price in db.PriceVersions on rate.PriceVersionId equals price.Id
               where billing.End == null && price.PlanId == plan && price.Id != id && price.From <= @from
                   && (vm.RegionId == region || (region == null
                       && !db.PriceVersions.Any(o => o.PlanId == plan && o.RegionId == vm.RegionId && o.From <= at)))
               select new MovingVm { VmId = vm.Id, AccountId = vm.AccountId, Name = vm.Name, SaleNanos = price.Sale.Nanos, WholesaleNanos = price.Wholesale.Nanos };
    }

    private static async Task<int> CarryAsync(
        LobsterDbContext db, IReadOnlyCollection<AccountId> accounts, PriceVersion target, Instant at, CancellationToken cancellationToken)
    {
        var latest = db.Database.IsSqlite() ? "MAX" : "GREATEST";
        var place = target.RegionId is null
            ? """NOT EXISTS (SELECT 1 FROM "PriceVersions" o WHERE o."PlanId" = p."PlanId" AND o."RegionId" = v."RegionId" AND o."From" <= {1})"""
            : "v.\"RegionId\" = {5}";
        object?[] values = [at.Micros, target.Id.Value, target.PlanId!.Value.Value, target.From.Micros, target.RegionId?.Value ?? 0];
        // What is charged is charged: where charging is ahead, the new price begins where it stands.
        using var rows = Rows(accounts);
        var moved = await rows.RunAsync(db, $$"""
            INSERT INTO "RateChanges" ("VmId", "From", "PriceVersionId", "Factor", "PlanId", "TransferGb")
            SELECT b."VmId", {{latest}}({1}, b."ChargedUntil", r."From" + 1), {2}, r."Factor", r."PlanId", r."TransferGb"
            FROM rows JOIN "VmBillings" b ON b."AccountId" = rows.account JOIN "VirtualMachines" v ON v."Id" = b."VmId"
            JOIN "RateChanges" r ON r."VmId" = b."VmId" AND NOT EXISTS (SELECT 1 FROM "RateChanges" x WHERE x."VmId" = b."VmId" AND x."From" > r."From")
            JOIN "PriceVersions" p ON p."Id" = r."PriceVersionId"
            WHERE b."End" IS NULL AND p."PlanId" = {3} AND p."Id" <> {2} AND p."From" <= {4} AND {{place}}
            """, cancellationToken, values);
        if (moved == 0) return 0;
        using var again = Rows(accounts);
        await again.RunAsync(db, """
            UPDATE "VirtualMachines" SET "HourlyRateNanos" = {1} FROM rows
            WHERE "VirtualMachines"."AccountId" = rows.account AND "Lifecycle" IN ('Provisioning', 'Active') AND EXISTS (
                SELECT 1 FROM "RateChanges" r WHERE r."VmId" = "VirtualMachines"."Id" AND r."PriceVersionId" = {2}
                    AND NOT EXISTS (SELECT 1 FROM "RateChanges" x WHERE x."VmId" = r."VmId" AND x."From" > r."From"))
            """, cancellationToken, target.Sale.Nanos, target.Id.Value);
        return moved;
    }

    private static RowSet Rows(IReadOnlyCollection<AccountId> accounts)
    {
        var rows = new RowSet("account");
        foreach (var account in accounts) rows.Add(account.Value);
        return rows;
    }
}
