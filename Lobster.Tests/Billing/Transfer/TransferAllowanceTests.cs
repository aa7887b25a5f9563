using CsCheck;
using Lobster.Core;
using Lobster.Core.Billing.Transfer;

namespace Lobster.Tests.Billing.Transfer;

public sealed class TransferAllowanceTests
{
    private const long Gb = TransferOptions.BytesPerGb;

    // Start, end, plan's GB, month, whole GB that it adds.
    [Theory]
    [InlineData("2026-01-01", null, 310, "2026-01-01", 310)]
    [InlineData("2025-06-01", null, 310, "2026-01-01", 310)]
    [InlineData("2026-01-31", null, 310, "2026-01-01", 10)]
    [InlineData("2026-01-01", "2026-01-02", 310, "2026-01-01", 10)]
    [InlineData("2026-01-01", "2026-01-02", 310, "2026-02-01", 0)]
    [InlineData("2026-02-15", null, 280, "2026-02-01", 140)]
    [InlineData("2028-02-15", null, 290, "2028-02-01", 150)]
    [InlineData("2028-02-29", "2028-03-01", 290, "2028-02-01", 10)]
    [InlineData("2028-02-29", "2028-03-01", 290, "2028-03-01", 0)]
    [InlineData("2026-04-16", null, 300, "2026-04-01", 150)]
    [InlineData("2026-12-31", "2027-01-01", 310, "2026-12-01", 10)]
    [InlineData("2026-12-31", null, 310, "2027-01-01", 310)]
    [InlineData("2027-02-01", null, 310, "2027-01-01", 0)]
    public void Projected_PartOfAMonth_AddsThatPartOfThePlan(string start, string? end, int planGb, string month, long gb) =>
        Assert.Equal(gb * Gb, TransferAllowance.Projected([Share(start, end, planGb)], Day(month)));

    [Fact]
    public void Projected_ResizedHalfWay_AddsBothHalves()
    {
        var share = new PoolShare(Instant.Utc(2026, 4, 1), null, [(Instant.Utc(2026, 4, 1), 300), (Instant.Utc(2026, 4, 16), 3000)]);

        Assert.Equal((150 + 1500) * Gb, TransferAllowance.Projected([share], new DateOnly(2026, 4, 1)));
        Assert.Equal(100 * Gb, TransferAllowance.Bytes([share], new DateOnly(2026, 4, 1), Instant.Utc(2026, 4, 11)));
    }

    [Fact]
    public void Projected_ThousandMachinesOfASecond_AddAThousandSeconds()
    {
        var start = Instant.Utc(2026, 4, 1);
        var shares = Enumerable.Range(0, 1000).Select(i => new PoolShare(
            start + TimeSpan.FromSeconds(i), start + TimeSpan.FromSeconds(i + 1), [(start + TimeSpan.FromSeconds(i), 2592)]));

        Assert.Equal(1000 * 1_000_000, TransferAllowance.Projected(shares, new DateOnly(2026, 4, 1)));
    }

    [Fact]
    public void Bytes_AnyHistory_AgreesWithOneHourAtATime() =>
        Gen.Select(Gen.Int[0, 900], Gen.Int[0, 900], Gen.Select(Gen.Int[0, 900], Gen.Int[0, 9]).Array[0, 5], Gen.Int[0, 900]).Sample(h =>
        {
            var zero = Instant.Utc(2028, 1, 25);
            var plans = h.Item3.DistinctBy(p => p.Item1).Where(p => p.Item1 > h.Item1).OrderBy(p => p.Item1).Prepend((h.Item1, 7)).ToList();
            var share = new PoolShare(
                zero + TimeSpan.FromHours(h.Item1), zero + TimeSpan.FromHours(h.Item1 + h.Item2), [.. plans.Select(p => (zero + TimeSpan.FromHours(p.Item1), p.Item2))]);
            var month = new DateOnly(2028, 2, 1);
            long gbHours = 0;
            for (var hour = h.Item1; hour < Math.Min(h.Item1 + h.Item2, h.Item4); hour++)
                if ((zero + TimeSpan.FromHours(hour)).Day.Month == 2) gbHours += plans.Last(p => p.Item1 <= hour).Item2;

            Assert.Equal((long)((Int128)gbHours * Gb / (29 * 24)), TransferAllowance.Bytes([share], month, zero + TimeSpan.FromHours(h.Item4)));
        }, iter: 1000, seed: "0000KOIPHgK5");

    [Theory]
    [InlineData(999_999_999, 0, 0, 0, 0)]
    [InlineData(1_000_000_000, 0, 0, 0, 1)]
    [InlineData(12_500_000_000, 10_000_000_000, 0, 0, 2)]
    [InlineData(12_500_000_000, 10_000_000_000, 1, 0, 1)]
    [InlineData(12_500_000_000, 10_000_000_000, 0, 1, 1)]
    [InlineData(12_500_000_000, 20_000_000_000, 0, 5, 0)]
    public void NewGb_WholeGbBeyondAllowanceAndGrace_AreBilledOnce(long used, long allowance, long grace, long billed, long gb) =>
        Assert.Equal(gb, TransferBill.NewGb(used, allowance, grace, billed));

    [Theory]
    [InlineData(79, 100, 0, 0)]
    [InlineData(80, 100, 0, 80)]
    [InlineData(99, 100, 80, 0)]
    [InlineData(100, 100, 80, 100)]
    [InlineData(100, 100, 0, 100)]
    [InlineData(500, 100, 100, 0)]
    [InlineData(1, 0, 0, 100)]
    [InlineData(0, 0, 0, 0)]
    public void Notice_PercentageReached_IsToldOnce(long used, long allowance, int noticed, int percent) =>
        Assert.Equal(percent, TransferBill.Notice(used, allowance, [80, 100], noticed));

    [Fact]
    public void Options_WrongValues_AreNamed()
    {
        var options = new TransferOptions { MeterMinutes = 0, Notices = "100,80", GraceGb = -1, LinkGbit = 0, CloseHours = 0 };

        Assert.Equal(5, options.Problems().Count());
        Assert.All(options.Problems(), p => Assert.StartsWith("Lobster:Transfer:", p, StringComparison.Ordinal));
        Assert.Empty(new TransferOptions { Notices = "" }.Problems());
    }

    private static PoolShare Share(string start, string? end, int gb) => new(Instant.StartOf(Day(start)), end is null ? null : Instant.StartOf(Day(end)), [(Instant.StartOf(Day(start)), gb)]);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
