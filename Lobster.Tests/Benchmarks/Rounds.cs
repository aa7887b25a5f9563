using System.Globalization;

namespace Lobster.Tests.Benchmarks;

/// <summary>
/// Collects what rounds took, and prints their medians. Where plain SQL does the same in turns, the ratio is taken within each round, so that what
/// else the machine was doing then weighs on both.
/// </summary>
internal sealed class Rounds(string name, string items, TextWriter output)
{
    private readonly List<Round> all = [];

    /// <summary>Notes one round.</summary>
    /// <param name="what">What was done: rounds of the same kind and size are one figure.</param>
    /// <param name="size">How many items.</param>
    /// <param name="ours">How long ours took.</param>
    /// <param name="plain">How long plain SQL took in the same round; null where there is none.</param>
    public void Add(string what, int size, TimeSpan ours, TimeSpan? plain = null) =>
        all.Add(new Round(what, size, ours.TotalMicroseconds / size, plain?.TotalMicroseconds / size));

    /// <summary>Prints the heads of the columns.</summary>
    public void Begin() => output.WriteLine($"{items,10} {"what",-26} {"rounds",6} {"a second",10} {"µs each",9} {"plain µs",9} {"ratio",6} {"from",6} {"to",6}");

    /// <summary>Prints the figures of one size.</summary>
    public void Print(int size)
    {
        foreach (var kind in all.Where(r => r.Size == size).GroupBy(r => r.What))
        {
            var ours = Median(kind.Select(r => r.Ours));
            output.Write(Text($"{size,10} {kind.Key,-26} {kind.Count(),6} {1_000_000 / ours,10:F0} {ours,9:F1}"));
            output.WriteLine(Ratio(kind) is { } ratio
                ? Text($" {Median(kind.Select(r => r.Plain!.Value)),9:F1} {ratio,6:F2} {kind.Min(r => r.Ratio),6:F2} {kind.Max(r => r.Ratio),6:F2}")
                : "");
        }
    }

    /// <summary>Prints the closing line: the worst ratio of any figure, and the worst growth per item from the smallest size to the largest.</summary>
    public void End()
    {
        var ratios = all.GroupBy(r => (r.What, r.Size)).Select(Ratio).OfType<double>().ToList();
        var ratio = ratios.Count > 0 ? Text($" ratio {ratios.Max():F2}") : "";
        output.WriteLine(Text($"{name}:{ratio} growth {all.GroupBy(r => r.What).Max(Growth):F2}"));
    }

    private static double Growth(IEnumerable<Round> kind)
    {
        var sizes = kind.GroupBy(r => r.Size).OrderBy(g => g.Key).Select(g => Median(g.Select(r => r.Ours))).ToList();
        return sizes[^1] / sizes[0];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double? Ratio(IEnumerable<Round> kind) => kind.All(r => r.Ratio is not null) ? Median(kind.Select(r => r.Ratio!.Value)) : null;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private sealed record Round(string What, int Size, double Ours, double? Plain)
    {
        public double? Ratio => Ours / Plain;
    }
}
