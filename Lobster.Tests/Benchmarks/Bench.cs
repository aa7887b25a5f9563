using System.Reflection;

namespace Lobster.Tests.Benchmarks;

/// <summary>Finds the benchmarks of this assembly, lists them or runs one.</summary>
internal static class Bench
{
    /// <summary>Runs the benchmark named first in <paramref name="args"/>, or lists all when there is none.</summary>
    /// <returns>The exit code: 0, or 1 when nothing has that name.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var all = All();
        if (args.Length == 0)
        {
            foreach (var benchmark in all) output.WriteLine($"{benchmark.Name,-20} {benchmark.About}");
            return 0;
        }
        var wanted = all.FirstOrDefault(b => b.Name == args[0]);
        if (wanted is null)
        {
            output.WriteLine($"There is no benchmark '{args[0]}'; ./bench lists them.");
            return 1;
        }
        await wanted.RunAsync(args[1..], output);
        return 0;
    }

    private static List<IBenchmark> All() =>
    [
        .. Assembly.GetExecutingAssembly().GetTypes()
            .Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(IBenchmark)))
            .Select(t => (IBenchmark)Activator.CreateInstance(t)!)
            .OrderBy(b => b.Name, StringComparer.Ordinal),
    ];
}
