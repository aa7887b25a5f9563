using System.Diagnostics;
using Lobster.Tests.Benchmarks;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Mutations;

/// <summary>Breaks rating, ledger and decisions on purpose, one way at a time, in a copy of the sources: the quick tests must notice each.</summary>
internal sealed class MutationCheck : IBenchmark
{
    private const string Noticing =
        "(FullyQualifiedName~Tests.Billing|FullyQualifiedName~Tests.Ledger|FullyQualifiedName~Tests.Amounts|FullyQualifiedName~Tests.Standing|FullyQualifiedName~Tests.Histories|FullyQualifiedName~Originals.Charging)"
        + "&Category!=Browser&Category!=PostgreSql";

    public string Name => "mutations";

    public string About => "Breaks the charging in each way that Lobster.Tests/Mutations/mutations.txt lists; the quick tests must fail. Arguments: words of what to try.";

    public async Task RunAsync(string[] args, TextWriter output)
    {
        var root = Repository.Root;
        var all = Mutation.ReadAll(Path.Combine(root, "Lobster.Tests", "Mutations", "mutations.txt"));
        var copy = Directory.CreateTempSubdirectory("lobster-mutations.").FullName;
        try
        {
            await DoAsync("bash", ["-c", $"git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t '{copy}'"], root);
            if (!await TestAsync(copy)) throw new InvalidOperationException("The tests fail without any mutation.");
            var unnoticed = 0;
            foreach (var mutation in all.Where(m => args.Length == 0 || args.Any(a => m.Breaks.Contains(a, StringComparison.OrdinalIgnoreCase))))
            {
                var clock = Stopwatch.StartNew();
                var noticed = await TryAsync(copy, mutation);
                if (!noticed) unnoticed++;
                await output.WriteLineAsync($"{(noticed ? "noticed" : "NOT NOTICED"),-12} {clock.Elapsed.TotalSeconds,5:F0} s  {mutation.Breaks}");
            }

            await output.WriteLineAsync($"mutations: unnoticed {unnoticed}");
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static async Task<bool> TryAsync(string copy, Mutation mutation)
    {
        var path = Path.Combine(copy, mutation.File);
        var sound = await File.ReadAllTextAsync(path);
        if (!sound.Contains(mutation.Text, StringComparison.Ordinal)) throw new InvalidOperationException($"{mutation.File} has no {mutation.Text}");
        await File.WriteAllTextAsync(path, sound.Replace(mutation.Text, mutation.By, StringComparison.Ordinal));
        try
        {
            return !await TestAsync(copy);
        }
        finally
        {
            await File.WriteAllTextAsync(path, sound);
        }
    }

    // A mutation that does not compile would prove nothing, so that the build must succeed.
    private static async Task<bool> TestAsync(string copy)
    {
        var built = await DoAsync("dotnet", ["build", "Lobster.Tests/Lobster.Tests.csproj", "--nologo", "-v", "quiet", "-p:UseSharedCompilation=false", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false"], copy);
        if (built != 0) throw new InvalidOperationException("It does not build.");
        return await DoAsync("dotnet", ["test", "Lobster.Tests/Lobster.Tests.csproj", "--no-build", "--nologo", "-v", "quiet", "--filter", Noticing, "--", "xUnit.StopOnFail=true"], copy) == 0;
    }

    private static async Task<int> DoAsync(string program, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LOBSTER_TESTS_QUICK"] = "1";
        start.Environment["LOBSTER_HISTORIES"] = "20";
        using var process = Process.Start(start)!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), process.WaitForExitAsync());
        return process.ExitCode;
    }
}
