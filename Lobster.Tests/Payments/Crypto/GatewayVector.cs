using System.Text.Json.Nodes;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Payments.Crypto;

/// <summary>A call of a gateway's test vectors.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="File">The file of its body, without its folder.</param>
/// <param name="Body">Its body, byte for byte.</param>
/// <param name="Headers">Its headers, whatever the case of their names.</param>
/// <param name="Secret">What the receiver has.</param>
/// <param name="Now">The receiver's clock; null: it does not matter.</param>
/// <param name="Accept">Whether it is genuine.</param>
/// <param name="MayCredit">Whether the balance rises.</param>
internal sealed record GatewayVector(
    string Name, string File, byte[] Body, IReadOnlyDictionary<string, string> Headers, string Secret, DateTimeOffset? Now, bool Accept, bool MayCredit)
{
    public WebhookCall Call => new(Headers, Body);

    /// <summary>All cases of a file.</summary>
    public static IReadOnlyList<GatewayVector> Read(string gateway, string file = "vectors.json")
    {
        var folder = Contracts.At("payments", gateway, "vectors");
        var all = JsonNode.Parse(System.IO.File.ReadAllBytes(Path.Combine(folder, file)))!["cases"]!.AsArray();
        return [.. all.Select(c => Read(folder, c!.AsObject()))];
    }

    private static GatewayVector Read(string folder, JsonObject c)
    {
        var body = (string)c["body"]!;
        var headers = c["headers"]!.AsObject().ToDictionary(h => h.Key, h => (string)h.Value!, StringComparer.OrdinalIgnoreCase);
        DateTimeOffset? now = c["now"] is { } at ? DateTimeOffset.FromUnixTimeSeconds((long)at) : null;
        return new(
            (string)c["name"]!, Path.GetFileName(body), System.IO.File.ReadAllBytes(Path.Combine(folder, body)), headers, (string)c["secret"]!, now, (string?)c["expect"] == "accept", (bool?)c["may_credit"] == true);
    }

    public override string ToString() => Name;
}
