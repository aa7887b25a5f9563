using System.Runtime.CompilerServices;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>
/// A machine's lines cover its charged time exactly once, from the billing start to the watermark, and each costs what the rating
/// function says for the rates that were in force.
/// </summary>
internal sealed class ChargeChainInvariant : IInvariant
{
    private const int Page = 500;

    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // By key and not by offset: a million machines are read once and not once a page.
        for (var last = new VmId(0); ;)
        {
            var page = await db.VmBillings.FromSql($"SELECT * FROM \"VmBillings\" WHERE \"VmId\" > {last.Value} ORDER BY \"VmId\" LIMIT {Page}").ToListAsync(cancellationToken);
            if (page.Count == 0) yield break;
            last = page[^1].VmId;
            var ids = page.ConvertAll(b => b.VmId);
            var lines = (await db.ChargeLines.Where(l => ids.Contains(l.VmId)).ToListAsync(cancellationToken)).ToLookup(l => l.VmId);
            var rates = await TimelinesAsync(db, ids, cancellationToken);
            foreach (var billing in page)
                if (Check(billing, [.. lines[billing.VmId].OrderBy(l => l.From)], [.. rates[billing.VmId].OrderBy(r => r.From)]) is { } wrong)
                    yield return new Violation("charge-chain", $"machine {billing.VmId}", wrong);
        }
    }

    private static string? Check(VmBilling billing, IReadOnlyList<ChargeLine> lines, IReadOnlyList<RatePoint> rates)
    {
        if (rates.Count == 0 || rates[0].From > billing.Start) return "no rate is in force at its billing start";
        var length = billing.IntervalMinutes * 60L * Instant.MicrosPerSecond;
        var expected = Rating.Rate(rates, billing.Start, (billing.ChargedUntil.Micros - billing.Start.Micros) / length, billing.IntervalMinutes);
        if (expected.Count != lines.Count) return $"it has {lines.Count} lines where the rates make {expected.Count}";
        for (var i = 0; i < lines.Count; i++)
        {
            var (line, should) = (lines[i], expected[i]);
            if (line.From != should.From || line.Until != should.Until || line.Intervals != should.Intervals || line.Day != should.Day)
                return $"line {line.Id} covers {line.From} to {line.Until}, it should cover {should.From} to {should.Until}";
            if (line.Rate != should.Rate || line.Amount != should.Amount || line.PriceVersionId != should.Point.PriceVersionId)
                return $"line {line.Id} charges {line.Amount} where the rates make {should.Amount}";
        }

        return null;
    }

    private static async Task<ILookup<VmId, RatePoint>> TimelinesAsync(LobsterDbContext db, List<VmId> ids, CancellationToken cancellationToken)
    {
        var rows = await (from change in db.RateChanges
                          join price in db.PriceVersions on change.PriceVersionId equals price.Id
                          where ids.Contains(change.VmId)
                          select new { change.VmId, change.From, change.PriceVersionId, price.Sale, change.Factor }).ToListAsync(cancellationToken);
        return rows.ToLookup(r => r.VmId, r => new RatePoint(r.From, r.PriceVersionId, r.Sale, r.Factor));
    }
}
