using System.Globalization;
using Lobster.Core.Verification;

namespace Lobster.Web.Configuration;

/// <summary><c>verify</c>: re-derives every invariant from the tables and prints each violation.</summary>
internal static class VerifyVerb
{
    /// <summary>Does it.</summary>
    /// <returns>0 when all holds, 1 when something does not.</returns>
    public static async Task<int> RunAsync(Verifier verifier, CancellationToken cancellationToken)
    {
        var report = await verifier.ExamineAsync(TellAsync, cancellationToken);
        foreach (var violation in report.Violations) Console.WriteLine(violation);
        if (report.Total > report.Violations.Count) Console.WriteLine($"… and {report.Total - report.Violations.Count} more.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Looked at {report.Counts.Accounts:N0} accounts, {report.Counts.Entries:N0} ledger entries, {report.Counts.Lines:N0} lines."));
        Console.WriteLine(report.Total == 0 ? "All books are in order." : $"{report.Total} violations.");
        return report.Total == 0 ? 0 : 1;
    }

    // Beside the findings, for whoever waits in front of a million lines.
    private static Task TellAsync(VerifyStep step) => Console.Error.WriteLineAsync($"{step.Number}/{step.Of} {step.Rules}");
}
