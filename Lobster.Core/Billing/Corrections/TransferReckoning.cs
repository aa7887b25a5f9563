using Lobster.Core.Accounts;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Corrections;

/// <summary>
/// Reckons billed transfer again, from the bytes used and the allowance as they are known now and the price that held. A pool counts, as a whole, when one
/// of its lines was posted on the days; not before its month is closed and all it used so far is billed.
/// </summary>
internal sealed class TransferReckoning
{
    private readonly CorrectionSpan span;
    private PoolShares shares = PoolShares.None;
    private Dictionary<PriceVersionId, Money> prices = [];
    private Dictionary<RegionId, string> regions = [];
    private ILookup<(RegionId, DateOnly), TransferLine> lines = Enumerable.Empty<TransferLine>().ToLookup(l => (l.RegionId, l.Month));
    private ILookup<TransferLineId, Money> settled = Enumerable.Empty<Money>().ToLookup(_ => default(TransferLineId));

    private TransferReckoning(CorrectionSpan span) => this.span = span;

    /// <summary>Reckons them.</summary>
    public static async Task<Reckoned> ReckonAsync(
        LobsterDbContext db, AccountId account, CorrectionSpan span, TransferOptions options, CancellationToken cancellationToken)
    {
        var (from, until) = (Instant.StartOf(span.From), Instant.StartOf(span.To.AddDays(1)));
        var pools = await db.TransferPools.AsNoTracking().Where(p => p.AccountId == account && db.TransferLines.Any(l =>
                l.AccountId == account && l.RegionId == p.RegionId && l.Month == p.Month && l.PostedAt >= from && l.PostedAt < until))
            .OrderBy(p => p.RegionId).ThenBy(p => p.Month).ToListAsync(cancellationToken);
        if (pools.Count == 0) return new Reckoned([], 0);
        var reckoning = new TransferReckoning(span);
        await reckoning.ReadAsync(db, account, pools.Min(p => p.Month), cancellationToken);
        // What the hourly bill has still to do is not for a correction to take as well.
        var closed = pools.FindAll(p => p.ClosedAt is not null && TransferBill.NewGb(p.UsedBytes, p.AllowanceBytes, options.GraceGb, p.BilledGb) == 0);
        var reckoned = closed.SelectMany(reckoning.Reckon).ToList();
        return new Reckoned(reckoned.FindAll(l => l.Difference != Money.Zero), reckoned.Count, pools.Except(closed).Sum(p => reckoning.lines[(p.RegionId, p.Month)].Count()));
    }

    private async Task ReadAsync(LobsterDbContext db, AccountId account, DateOnly first, CancellationToken cancellationToken)
    {
        var wanted = db.TransferLines.Where(l => l.AccountId == account && l.Month >= first);
        lines = (await wanted.AsNoTracking().OrderBy(l => l.FirstGb).ToListAsync(cancellationToken)).ToLookup(l => (l.RegionId, l.Month));
        settled = (await (from entry in db.LedgerEntries
                          join line in wanted on entry.CorrectsTransferLineId equals line.Id
                          select new { LineId = line.Id, entry.Amount }).AsNoTracking().ToListAsync(cancellationToken)).ToLookup(e => e.LineId, e => e.Amount);
        shares = await PoolShares.ReadAsync(db, [account], Instant.StartOf(first), cancellationToken);
        prices = await db.PriceVersions.AsNoTracking().Where(p => p.Subject == PriceSubject.TransferOverage).ToDictionaryAsync(p => p.Id, p => p.Sale, cancellationToken);
        regions = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Id, r => r.Name, cancellationToken);
    }

    private IEnumerable<CorrectedLine> Reckon(TransferPool pool)
    {
        var own = lines[(pool.RegionId, pool.Month)].ToList();
        var allowance = TransferAllowance.Projected(shares.Of(pool.AccountId, pool.RegionId), pool.Month);
        // What was free beyond the allowance when the last GB were billed holds for all of them.
        var owed = TransferBill.NewGb(pool.UsedBytes, allowance, own[^1].GraceGb, billedGb: 0);
        foreach (var line in own)
        {
            var gb = TransferBill.OwedOf(line.FirstGb, line == own[^1] ? null : line.Gb, owed);
            var back = settled[line.Id].ToList();
            yield return new CorrectedLine(
                new CorrectedLineId(ChargeKind.Transfer, line.Id.Value), line.EntryId, regions[pool.RegionId], line.PostedAt.Day, Instant.StartOf(pool.Month),
                Instant.StartOf(pool.Month.AddMonths(1)), line.Amount, back.Aggregate(Money.Zero, (sum, amount) => sum + amount), PerGb(line) * gb, back.Count)
            {
                Pool = new CorrectedPool(line.FirstGb, line.Gb, gb, pool.UsedBytes, allowance),
            };
        }
    }

    private Money PerGb(TransferLine line)
    {
        // GB billed while no price was in force are free for good.
        if (line.PriceVersionId is not { } version) return Money.Zero;
        var at = TransferBill.PricedAt(line.Month, line.PostedAt);
        return span.HoldsIn(line.RegionId) && at >= span.PriceFrom ? span.Price!.Sale : prices[version];
    }
}
