using System.Globalization;
using Lobster.Core.Data;

namespace Lobster.Tests.Benchmarks;

/// <summary>What was typed after a benchmark's name: how many items to measure with, and on which database.</summary>
internal sealed record Sizes(DatabaseProvider Provider, IReadOnlyList<int> All)
{
    /// <summary>Reads the arguments; without numbers the <paramref name="usual"/> ones are meant.</summary>
    public static Sizes Read(string[] args, params int[] usual)
    {
        int[] typed = [.. args.Where(a => a != "--postgres").Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        return new(args.Contains("--postgres") ? DatabaseProvider.PostgreSQL : DatabaseProvider.Sqlite, typed.Length > 0 ? typed : usual);
    }
}
