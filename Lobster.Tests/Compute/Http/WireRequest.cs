using System.Text.Json;
using System.Text.Json.Nodes;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.Http;

/// <summary>A request as a provider's contract gives it.</summary>
/// <param name="Op">What it is called there.</param>
/// <param name="Method">GET and so on.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Body">The body; null for none.</param>
public sealed record WireRequest(string Op, string Method, string Path, JsonNode? Body)
{
    /// <summary>All of a provider's file <c>requests.json</c>, by name.</summary>
    public static IReadOnlyDictionary<string, WireRequest> ReadAll(string provider)
    {
        using var file = File.OpenRead(Contracts.At(provider, "requests.json"));
        var all = JsonNode.Parse(file)!["requests"]!.AsArray().Select(r => new WireRequest((string)r!["op"]!, (string)r["method"]!, (string)r["path"]!, r["body"]));
        return all.GroupBy(r => r.Op).ToDictionary(g => g.Key, g => g.First());
    }

    /// <summary>Fails unless what was asked is this request.</summary>
    public void AssertIs(string asked, string body)
    {
        Assert.Equal($"{Method} {Path}", asked);
        Assert.True(JsonNode.DeepEquals(Body, body.Length == 0 ? null : JsonNode.Parse(body)), $"{Op}: {Body?.ToJsonString(JsonSerializerOptions.Default)} is wanted, not {body}");
    }
}
