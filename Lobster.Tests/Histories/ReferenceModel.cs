using System.Numerics;
using Lobster.Core;

namespace Lobster.Tests.Histories;

/// <summary>
/// What accounts must have paid, said the plainest way: every machine and every image, hour by hour; every pool, GB by GB. Knows no sweeps, lines or
/// watermarks. What standing decided it is told; what that costs it says.
/// </summary>
internal sealed class ReferenceModel
{
    private const long BytesPerGb = 1_000_000_000;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly Dictionary<int, Money> paidIn = [];
    private readonly Dictionary<(int Account, int Region, DateOnly Month), Pool> pools = [];
    private readonly List<Thing> things = [];
    private readonly List<(bool OfStorage, int? Region, Instant From, Money Sale)> prices = [];
    private readonly List<(Instant At, Priced Price)> moves = [];

    /// <summary>A price of a plan's hour, from a moment on.</summary>
    public readonly record struct Priced(Instant From, Money Sale);

    public void Pay(int account, Money amount) => paidIn[account] = paidIn.GetValueOrDefault(account) + amount;
    public int BeginMachine(int account, int region, Instant start, Money rate, int transferGb) =>
        Begin(new Thing(account, region, start.FloorToSecond()) { Rates = [(start.FloorToSecond(), rate, transferGb)] });
    public int BeginImage(int account, int region, Instant start, long? sizeMb) =>
        Begin(new Thing(account, region, start.FloorToSecond()) { IsImage = true, Sizes = sizeMb is { } size ? [(start.FloorToSecond(), size)] : [] });
    public void ChangeRate(int machine, Instant at, Money rate, int transferGb) => things[machine].Rates.Add((at, rate, transferGb));

    /// <summary>From now on a machine costs a share, in thousandths, of a price that it holds until it is given another or moves to a younger one.</summary>
    public void Hold(int machine, Instant at, Priced price, int factor)
    {
        (things[machine].Price, things[machine].Factor) = (price, factor);
        ChangeRate(machine, at, Money.FromDecimal(Math.Round(price.Sale.ToDecimal() * factor / 1000, 9, MidpointRounding.ToEven)), things[machine].Rates[^1].TransferGb);
    }

    public void Turn(int machine, Instant at, int factor) => Hold(machine, at, things[machine].Price, factor);
    public void Move(Instant at, Priced price) => moves.Add((at, price));
    public void TellSize(int image, Instant at, long sizeMb) => things[image].Sizes.Add((at, sizeMb));
    public void End(int thing, Instant at) => things[thing].End = at;
    public void SetPrice(bool ofStorage, int? region, Instant from, Money sale) => prices.Add((ofStorage, region, from, sale));

    /// <summary>Nothing else happened since the last call: living machines with an older price than that of a move that is due get it.</summary>
    public void Pass(Instant now)
    {
        foreach (var (at, price) in moves.Where(m => m.At <= now).OrderBy(m => m.At))
            for (var i = 0; i < things.Count; i++)
                if (!things[i].IsImage && things[i].End is null && things[i].Price.From < price.From) Hold(i, at, price, things[i].Factor);
        moves.RemoveAll(m => m.At <= now);
    }

    /// <summary>What an account's living machines and images cost an hour in full.</summary>
    public Money BurnAt(int account, Instant now) => things.Where(t => t.Account == account && t.End is null).GroupBy(t => (t.IsImage, t.Region)).Aggregate(
        Money.Zero, (sum, g) => sum + (g.Key.IsImage ? Stored(PriceAt(true, g.Key.Region, now), g.Sum(i => i.Sizes.LastOrDefault().SizeMb)) : g.Aggregate(Money.Zero, (m, t) => m + t.Price.Sale)));

    /// <summary>Bytes that a machine moved evenly between two moments.</summary>
    public void Move(int machine, Instant from, Instant until, long bytes)
    {
        long given = 0;
        for (var month = MonthOf(from); Instant.StartOf(month) < until; month = month.AddMonths(1))
        {
            // Days are told apart first and months are made of them, so that a month's part is cut where its last day is.
            var end = Instant.StartOf(month.AddMonths(1));
            var upTo = end >= until ? bytes : (long)((BigInteger)bytes * (end.Micros - from.Micros) / (until.Micros - from.Micros));
            if (upTo != given) PoolOf(things[machine].Account, things[machine].Region, month).Used += upTo - given;
            given = upTo;
        }
    }

    /// <summary>An hourly pass over all pools.</summary>
    public void BillTransfer(Instant now)
    {
        foreach (var ((account, region, month), pool) in pools)
        {
            var end = Instant.StartOf(month.AddMonths(1));
            if (!pool.IsClosed) pool.Allowance = things.Where(t => t.Account == account && t.Region == region).Aggregate(0L, (sum, t) => sum + t.Allows(Instant.StartOf(month), end));
            var more = Math.Max(0, ((pool.Used - pool.Allowance) / BytesPerGb) - pool.Billed);
            pool.Billed += more;
            pool.Cost += PriceAt(false, region, now < end ? now : new Instant(end.Micros - 1)) * more;
            pool.IsClosed |= now >= end + TimeSpan.FromHours(48);
        }
    }

    /// <summary>The credit once everything up to <paramref name="now"/> has been charged.</summary>
    public Money CreditAt(int account, Instant now) =>
        things.Where(t => t.Account == account).Aggregate(paidIn.GetValueOrDefault(account), (credit, t) => credit - CostOf(t, now))
        - pools.Where(p => p.Key.Account == account).Aggregate(Money.Zero, (sum, p) => sum + p.Value.Cost);

    private int Begin(Thing thing) { things.Add(thing); return things.Count - 1; }

    private Money CostOf(Thing thing, Instant now)
    {
        var cost = Money.Zero;
        if (thing is { IsImage: true, Sizes.Count: 0 }) return cost; // unknown is not zero: it waits
        for (var hour = thing.Start; thing.IsDue(hour, now, Hour); hour += Hour)
            cost += thing.IsImage ? StorageOf(thing, hour) : thing.DearestRate(hour, hour + Hour);
        return cost;
    }

    private static Money Stored(Money price, long megabytes) => Money.FromDecimal(Math.Round(price.ToDecimal() * megabytes / 1024, 9, MidpointRounding.ToEven));
    private Money StorageOf(Thing image, Instant hour)
    {
        var moments = prices.Where(p => p.OfStorage && p.From > hour && p.From < hour + Hour && !(p.From > image.End)).Select(p => p.From).Append(hour);
        return moments.Max(m => Stored(PriceAt(true, image.Region, m), image.SizeIn(hour + Hour)));
    }

    private Money PriceAt(bool ofStorage, int region, Instant at) =>
        prices.Where(p => p.OfStorage == ofStorage && p.From <= at && (p.Region is null || p.Region == region))
            .OrderBy(p => p.Region is null ? 0 : 1).ThenBy(p => p.From).Select(p => p.Sale).LastOrDefault();
    private Pool PoolOf(int account, int region, DateOnly month) =>
        pools.TryGetValue((account, region, month), out var pool) ? pool : pools[(account, region, month)] = new Pool();
    private static DateOnly MonthOf(Instant at) => new(at.Day.Year, at.Day.Month, 1);

    private sealed class Pool
    {
        public long Used, Billed, Allowance;
        public bool IsClosed;
        public Money Cost;
    }

    private sealed record Thing(int Account, int Region, Instant Start)
    {
        public bool IsImage;
        public List<(Instant From, Money Rate, int TransferGb)> Rates = [];
        public List<(Instant From, long SizeMb)> Sizes = [];
        public Instant? End;
        public Priced Price;
        public int Factor;

        // What lives pays hours that have ended; what has ended pays the hour it ended in too, and at least one.
        public bool IsDue(Instant hour, Instant now, TimeSpan length) => End is { } end ? hour < end || hour == Start : hour + length <= now;
        public Money DearestRate(Instant hour, Instant next) =>
            Rates.Where(r => r.From > hour && r.From < next).Append(Rates.Last(r => r.From <= hour)).Max(r => r.Rate);
        public long SizeIn(Instant hourEnd) => Sizes.Exists(s => s.From < hourEnd) ? Sizes.FindLast(s => s.From < hourEnd).SizeMb : Sizes[0].SizeMb;

        public long Allows(Instant from, Instant until)
        {
            BigInteger sum = 0;
            for (var i = 0; i < Rates.Count; i++)
            {
                var ends = new[] { until, i + 1 < Rates.Count ? Rates[i + 1].From : until, End ?? until }.Min();
                var begins = Rates[i].From > from ? Rates[i].From : from;
                if (ends > begins) sum += (BigInteger)Rates[i].TransferGb * (ends.Micros - begins.Micros);
            }

            return (long)(sum * BytesPerGb / (until.Micros - from.Micros));
        }
    }
}
