using System.Globalization;
using System.Text.Json;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>
/// Bytes out of rates. The provider samples Mbit/s now and then; each sample is taken for the rate until the next one. Where a sample is missing nothing is
/// known, and nothing is told. Spans end at whole ten minutes, so that the same bytes are always told in the same span. Pure.
/// </summary>
internal static class DigitalOceanTraffic
{
    /// <summary>The longest that one sample speaks for, in seconds.</summary>
    private const long LongestStep = 900;

    private const long Slot = 600;
    private const decimal BytesPerMegabit = 125_000;

    /// <summary>The bytes of [From, Until), in Unix seconds.</summary>
    public sealed record Span(long From, long Until, long In, long Out);

    /// <summary>The samples of an answer by their Unix second; what is no figure is left out.</summary>
    public static IReadOnlyDictionary<long, decimal> Samples(DigitalOceanMetrics metrics)
    {
        var samples = new Dictionary<long, decimal>();
        foreach (var pair in metrics.Data.Result.SelectMany(r => r.Values))
            if (pair is [{ ValueKind: JsonValueKind.Number } at, var rate] && at.TryGetInt64(out var second) && Rate(rate) is { } told) samples[second] = told;
        return samples;
    }

    /// <summary>The spans of which both directions are told and which are over.</summary>
    /// <param name="inbound">Samples of what the guest receives.</param>
    /// <param name="outbound">Samples of what it sends.</param>
    /// <param name="now">Unix seconds; a span that may still grow is left for the next reading.</param>
    public static IEnumerable<Span> Spans(IReadOnlyDictionary<long, decimal> inbound, IReadOnlyDictionary<long, decimal> outbound, long now)
    {
        (long From, long Until, decimal In, decimal Out)? run = null;
        foreach (var (from, until, sample) in Pieces([.. inbound.Keys.Where(outbound.ContainsKey).Order()]))
        {
            if (run is { } ended && (ended.Until != from || from % Slot == 0))
            {
                yield return Whole(ended);
                run = null;
            }

            var bytes = BytesPerMegabit * (until - from);
            var before = run ?? (from, from, 0, 0);
            run = (before.From, until, before.In + (inbound[sample] * bytes), before.Out + (outbound[sample] * bytes));
        }

        if (run is { } last && (last.Until % Slot == 0 || now >= EndOfSlot(last.From) + Slot)) yield return Whole(last);
    }

    // What lies between neighbouring samples, cut at whole slots.
    private static IEnumerable<(long From, long Until, long Sample)> Pieces(List<long> samples)
    {
        var gaps = samples.Zip(samples.Skip(1), (a, b) => b - a).ToList();
        var step = gaps.DefaultIfEmpty(0).Min();
        foreach (var (at, gap) in samples.Zip(gaps))
        {
            if (gap >= 2 * step || gap > LongestStep) continue; // one is missing in between
            for (var from = at; from < at + gap; from = EndOfSlot(from)) yield return (from, Math.Min(EndOfSlot(from), at + gap), at);
        }
    }

    private static long EndOfSlot(long second) => (second / Slot * Slot) + Slot;

    private static Span Whole((long From, long Until, decimal In, decimal Out) run) => new(run.From, run.Until, (long)Math.Round(run.In), (long)Math.Round(run.Out));

    private static decimal? Rate(JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number && decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and < 1_000_000
            ? rate
            : null;
}
