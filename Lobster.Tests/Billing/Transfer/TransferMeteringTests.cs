using CsCheck;
using Lobster.Core;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Compute;

namespace Lobster.Tests.Billing.Transfer;

public sealed class TransferMeteringTests
{
    private static readonly Instant Start = Instant.Utc(2028, 2, 20);

    [Fact]
    public void Step_CounterGrows_AddsTheDifference() =>
        Assert.Equal((5, 7), Bytes(TransferMetering.Step(TransferKind.Cumulative, State(100, 200, 1), Told(105, 207, 2), Start)));

    [Fact]
    public void Step_CounterSmaller_CountsInFull() =>
        Assert.Equal((3, 201), Bytes(TransferMetering.Step(TransferKind.Cumulative, State(100, 200, 1), Told(3, 201, 2), Start)));

    [Fact]
    public void Step_CounterSaysItBeganSince_CountsInFullThoughLarger()
    {
        var step = TransferMetering.Step(TransferKind.Cumulative, State(100, 200, 1), Told(105, 207, 3, from: 2), Start);

        Assert.Equal((105, 207), Bytes(step));
        Assert.Equal(At(2), step!.Value.From);
    }

    [Fact]
    public void Step_OlderThanTheLast_TellsNothing() =>
        Assert.Null(TransferMetering.Step(TransferKind.Cumulative, State(100, 200, 2), Told(300, 300, 2), Start));

    [Fact]
    public void Step_NothingTold_TellsNothing() =>
        Assert.Null(TransferMetering.Step(TransferKind.Cumulative, State(100, 200, 1), Told(null, null, 2), Start));

    [Fact]
    public void Step_InNotTold_IsNotZero()
    {
        var step = TransferMetering.Step(TransferKind.Cumulative, State(100, 200, 1), Told(null, 210, 2), Start)!.Value;

        Assert.Equal((0, 10), Bytes(step));
        Assert.Equal(100, step.State.In);
    }

    [Fact]
    public void Step_FirstOfACounterThatIsMuchOlder_IsOnlyNoted() =>
        Assert.Equal((0, 0), Bytes(TransferMetering.Step(TransferKind.Cumulative, null, Told(100, 200, 2, from: -50), Start)));

    [Fact]
    public void Step_MonthToDateJumpsOn_BelongsToTheNewMonth()
    {
        var last = new MeterState(900, 900, Instant.Utc(2028, 2, 1), Instant.Utc(2028, 2, 29, 22));
        var step = TransferMetering.Step(
            TransferKind.MonthToDate, last, new MeterFigures(5, 5, Instant.Utc(2028, 3, 1), Instant.Utc(2028, 3, 1, 2)), Start)!.Value;

        Assert.Equal((5, 5), Bytes(step));
        Assert.Equal(Instant.Utc(2028, 3, 1), step.From);
    }

    [Fact]
    public void Step_DayIsCorrected_AddsTheDifferenceEitherWay()
    {
        var last = new MeterState(100, 200, Start, Instant.Utc(2028, 2, 21));
        var up = TransferMetering.Step(TransferKind.UtcDay, last, new MeterFigures(110, 230, Start, Instant.Utc(2028, 2, 21)), Start);
        var down = TransferMetering.Step(TransferKind.UtcDay, last, new MeterFigures(90, 200, Start, Instant.Utc(2028, 2, 21)), Start);

        Assert.Equal((10, 30), Bytes(up));
        Assert.Equal((-10, 0), Bytes(down));
    }

    [Fact]
    public void Step_DeltaRepeatedOrOverlapping_CountsWhatIsNew()
    {
        var last = new MeterState(10, 10, At(1), At(2));

        Assert.Null(TransferMetering.Step(TransferKind.Delta, last, Told(10, 10, 2, from: 1), Start));
        Assert.Equal((4, 6), Bytes(TransferMetering.Step(TransferKind.Delta, last, Told(8, 12, 3, from: 1), Start)));
        Assert.Equal((8, 12), Bytes(TransferMetering.Step(TransferKind.Delta, last, Told(8, 12, 4, from: 3), Start)));
    }

    [Fact]
    public void Exceeds_FasterThanTheLink_IsSeen()
    {
        var step = TransferMetering.Step(TransferKind.Cumulative, State(0, 0, 1), Told(0, 3660L * 125_000_000, 2), Start)!.Value;

        Assert.False(step.Exceeds(125_000_000));
        Assert.True((step with { Out = step.Out + 1 }).Exceeds(125_000_000));
    }

    [Theory]
    [InlineData("2027-12-31T23:00", "2028-01-01T03:00", 1000, new[] { 250, 750 })]
    [InlineData("2028-02-28T12:00", "2028-03-01T12:00", 4, new[] { 1, 2, 1 })]
    [InlineData("2027-02-28T12:00", "2027-03-01T12:00", 3, new[] { 1, 2 })]
    [InlineData("2028-04-30T23:59", "2028-05-01T00:00", 7, new[] { 7 })]
    [InlineData("2028-04-30T23:59", "2028-04-30T23:59", 7, new[] { 7 })]
    public void ByDay_SpanOverMidnight_IsDividedInProportionToTime(string from, string until, long bytes, int[] days) =>
        Assert.Equal(days, TransferMetering.ByDay(Moment(from), Moment(until), bytes).Select(d => (int)d.Bytes));

    [Fact]
    public void ByDay_AnySpan_GivesEachByteOnce() =>
        Gen.Select(Gen.Long[0, 400_000_000], Gen.Long[0, 900_000_000], Gen.Long[0, 1_000_000_000_000]).Sample(s =>
        {
            var from = new Instant(Start.Micros + (s.Item1 * 1000));
            var parts = TransferMetering.ByDay(from, new Instant(from.Micros + (s.Item2 * 1000)), s.Item3).ToList();

            Assert.Equal(s.Item3, parts.Sum(p => p.Bytes));
            Assert.All(parts, p => Assert.True(p.Bytes >= 0));
            Assert.Equal(parts.Select(p => p.Day).Distinct().Order(), parts.Select(p => p.Day));
        }, iter: 2000, seed: "0000KOIPHgK5");

    [Theory]
    [InlineData(TransferKind.Cumulative)]
    [InlineData(TransferKind.MonthToDate)]
    [InlineData(TransferKind.UtcDay)]
    [InlineData(TransferKind.Delta)]
    public void Step_AnyTrafficReadAtAnyMoments_CountsEachByteOnce(TransferKind kind) =>
        Gen.Select(Gen.Int[0, 9].Array[24 * 40], Gen.Int[1, 30].Array[5, 60], Gen.Bool.Array[60]).Sample(h =>
        {
            var wire = new MeteredWire(kind, h.Item1);
            var known = new Dictionary<string, MeterState>();
            long counted = 0;
            var at = 0;
            for (var i = 0; i < h.Item2.Length && at < 24 * 40; i++)
            {
                at = Math.Min(at + h.Item2[i], 24 * 40);
                // A counter that begins anew between two readings loses what it had not told; so it is read just before.
                foreach (var (counter, figures) in wire.Read(at))
                {
                    var step = TransferMetering.Step(kind, known.TryGetValue(counter, out var last) ? last : null, figures, MeteredWire.Start);
                    if (step is not { } s) continue;
                    known[counter] = s.State;
                    counted += s.Out;
                }

                if (h.Item3[i]) wire.Reset(at);
            }

            Assert.Equal(wire.SentUntil(wire.LastTold(at)), counted);
        }, iter: 300, seed: "0000KOIPHgK5");

    private static (long, long) Bytes(MeterStep? step) => (step!.Value.In, step.Value.Out);

    private static Instant At(int hour) => Start + TimeSpan.FromHours(hour);

    private static MeterState State(long received, long sent, int until) => new(received, sent, Start, At(until));

    private static MeterFigures Told(long? received, long? sent, int until, int? from = null) => new(received, sent, from is { } f ? At(f) : null, At(until));

    private static Instant Moment(string text) => Instant.From(DateTimeOffset.Parse(text + "Z", System.Globalization.CultureInfo.InvariantCulture));
}
