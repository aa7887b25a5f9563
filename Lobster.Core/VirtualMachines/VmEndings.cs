using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines;

/// <summary>Tells before a deletion what its last charge would be.</summary>
public sealed class VmEndings(Transactions transactions, BusinessClock clock, BillingOptions options)
{
    /// <summary>The last charge if the machine were deleted now; null when there is no such machine for this actor.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="vmId">The machine.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<VmEnding?> ForeseeAsync(Actor actor, VmId vmId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            var owner = await db.VirtualMachines.Where(v => v.Id == vmId).Select(v => (AccountId?)v.AccountId).SingleOrDefaultAsync(token);
            if (owner is not { } account || !await db.MayReadAsync(actor, account, token)) return null;
            var charged = await db.NetAsync(db.ChargeLines.Where(l => l.VmId == vmId), token);
            var last = await db.VmBillings.SingleOrDefaultAsync(b => b.VmId == vmId && b.End == null, token) is { } billing
                ? await LastAsync(db, billing, token)
                : Money.Zero;
            return new VmEnding(last, charged + last);
        }, cancellationToken);

    private async Task<Money> LastAsync(LobsterDbContext db, VmBilling billing, CancellationToken cancellationToken)
    {
        var timeline = await (from change in db.RateChanges
                              join price in db.PriceVersions on change.PriceVersionId equals price.Id
                              where change.VmId == billing.VmId
                              orderby change.From
                              select new { change.From, change.PriceVersionId, price.Sale, change.Factor }).ToListAsync(cancellationToken);
        var points = timeline.Select(r => new RatePoint(r.From, r.PriceVersionId, r.Sale, r.Factor)).ToList();
        var count = Rating.Remaining(billing.Start, billing.ChargedUntil, clock.Now, billing.IntervalMinutes, options.MinimumIntervals);
        return Rating.Rate(points, billing.ChargedUntil, count, billing.IntervalMinutes).Aggregate(Money.Zero, (sum, s) => sum + s.Amount);
    }
}
