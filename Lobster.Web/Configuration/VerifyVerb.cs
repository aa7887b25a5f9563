using Lobster.Core.Verification;

namespace Lobster.Web.Configuration;

/// <summary><c>verify</c>: re-derives every invariant from the tables and prints each violation.</summary>
internal static class VerifyVerb
{
    /// <summary>Does it.</summary>
    /// <returns>0 when all holds, 1 when something does not.</returns>
    public static async Task<int> RunAsync(Verifier verifier, CancellationToken cancellationToken)
    {
        var violations = await verifier.RunAsync(cancellationToken);
        foreach (var violation in violations) Console.WriteLine(violation);
        Console.WriteLine(violations.Count == 0 ? "All books are in order." : $"{violations.Count} violations.");
        return violations.Count == 0 ? 0 : 1;
    }
}
