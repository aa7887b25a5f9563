using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines;

/// <summary>The bill of one machine, from its charge lines.</summary>
public sealed class VmCharges(Transactions transactions)
{
    /// <summary>Days on a page.</summary>
    public const int PageSize = 31;

    /// <summary>A page of its days; null when there is no such machine for this actor.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="vmId">The machine.</param>
    /// <param name="page">Which page, from 1.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<VmBill?> ReadAsync(Actor actor, VmId vmId, int page = 1, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            var owner = await db.VirtualMachines.Where(v => v.Id == vmId).Select(v => (AccountId?)v.AccountId).SingleOrDefaultAsync(token);
            if (owner is not { } account || !await db.MayReadAsync(actor, account, token)) return null;
            var lines = db.ChargeLines.Where(l => l.VmId == vmId);
            var days = lines.Select(l => l.Day).Distinct();
            var shown = await days.OrderByDescending(d => d).Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize).ToListAsync(token);
            var read = await LinesAsync(db, lines.Where(l => shown.Contains(l.Day)), token);
            return new VmBill(
                [.. read.OrderByDescending(l => l.Day).ThenBy(l => l.From)], await days.CountAsync(token),
                await lines.SumAsync(l => (long)l.Intervals, token), await db.NetAsync(lines, token));
        }, cancellationToken);

    /// <summary>Reads lines, oldest first; the caller has authorised.</summary>
    internal static Task<List<VmChargeLine>> LinesAsync(LobsterDbContext db, IQueryable<ChargeLine> lines, CancellationToken cancellationToken) =>
        lines.OrderBy(l => l.From).Select(l => new VmChargeLine(
            l.VmId, l.Day, l.From, l.Until, l.Intervals, l.Rate, l.Amount,
            new Money(db.LedgerEntries.Where(e => e.CorrectsLineId == l.Id).Sum(e => e.Amount.Nanos)),
            (from price in db.PriceVersions join plan in db.Plans on price.PlanId equals plan.Id where price.Id == l.PriceVersionId select plan.Name).First()))
            .ToListAsync(cancellationToken);
}
