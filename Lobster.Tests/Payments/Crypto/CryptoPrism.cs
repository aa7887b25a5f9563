using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Compute.Prism;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Payments.Crypto;

/// <summary>Shows what was asked of a fake to the provider's own description.</summary>
internal static class CryptoPrism
{
    /// <summary>Fails unless every request fits.</summary>
    /// <param name="api">What was asked.</param>
    /// <param name="gateway">The folder of the contract.</param>
    /// <param name="file">Its description.</param>
    /// <param name="unknown">Parts of paths that the description lacks.</param>
    public static async Task AssertFitsAsync(FakeApi api, string gateway, string file, params string[] unknown)
    {
        await using var prism = await PrismServer.StartAsync(Contracts.At("payments", gateway, "openapi", file));
        var complaints = new List<string>();
        for (var i = 0; i < api.Requests.Count; i++)
        {
            if (unknown.Any(u => api.Asked[i].Contains(u, StringComparison.Ordinal))) continue;
            if (await prism.ComplaintAsync(api.Requests[i], api.Bodies[i]) is { } complaint && IsAboutUs(complaint)) complaints.Add($"{api.Asked[i]} {api.Bodies[i]}\n  {complaint}");
        }

        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
        Assert.True(api.Asked.Select(a => a.Split('?')[0]).Distinct().Count() > 3);
    }

    // What Prism answers comes from the examples of the file, which do not always fit it themselves.
    private static bool IsAboutUs(string complaint) =>
        !complaint.StartsWith('[') || JsonNode.Parse(complaint)!.AsArray().Any(violation => (string?)violation!["location"]?[0] != "response");
}
