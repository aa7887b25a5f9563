using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Reconciliation;

/// <summary>Says how much money a finding is about.</summary>
internal static class FindingMoney
{
    /// <summary>An hourly amount over a time, started hours counting whole; never beyond what an amount may hold.</summary>
    public static Money Over(Money hourly, TimeSpan time)
    {
        var hours = (time.Ticks + TimeSpan.TicksPerHour - 1) / TimeSpan.TicksPerHour;
        var nanos = (Int128)hourly.Nanos * hours;
        return new Money((long)Int128.Clamp(nanos, -Money.MaxNanos, Money.MaxNanos));
    }

    /// <summary>What was charged on each line of a ghost beyond its end: intervals that began after the one it was last seen in, less what was given back already.</summary>
    public static async Task<IReadOnlyList<LineBeyond>> BeyondAsync(
        LobsterDbContext db, VirtualMachines.VmId vmId, Instant lastListed, int minimum, CancellationToken cancellationToken)
    {
        var billing = await db.VmBillings.AsNoTracking().SingleOrDefaultAsync(b => b.VmId == vmId, cancellationToken);
        if (billing is null) return [];
        var length = billing.IntervalMinutes * 60 * Instant.MicrosPerSecond;
        var owed = Billing.Rating.Remaining(billing.Start, billing.Start, lastListed, billing.IntervalMinutes, minimum);
        var end = new Instant(billing.Start.Micros + (owed * length));
        var lines = await db.ChargeLines.AsNoTracking().Where(l => l.VmId == vmId && l.Until > end).OrderBy(l => l.Id).Select(l => new
        {
            Line = l, Back = db.LedgerEntries.Where(e => e.CorrectsLineId == l.Id).Sum(e => (long?)e.Amount.Nanos) ?? 0,
        }).ToListAsync(cancellationToken);
        var beyond = lines.Select(row =>
        {
            var from = row.Line.From > end ? row.Line.From : end;
            var amount = row.Line.Rate * ((row.Line.Until.Micros - from.Micros) / length);
            var left = row.Line.Amount - new Money(row.Back);
            return new LineBeyond(row.Line, left < amount ? left : amount);
        });
        return [.. beyond.Where(b => b.Amount.IsPositive)];
    }
}
