using System.Text.Json;
using System.Text.Json.Nodes;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Payments.Stripe;

/// <summary>One signature vector of the contract.</summary>
public sealed record StripeVector(string Name, string Body, string Secret, Dictionary<string, string> Headers, long Now, string Expect, bool MayCredit)
{
    /// <summary>Whether the signature is genuine.</summary>
    public bool IsGenuine => Expect == "accept";

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, StripeVector> All => Read.Value;

    private static readonly Lazy<Dictionary<string, StripeVector>> Read = new(() => ReadAll().ToDictionary(v => v.Name), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The names of those that fit. Where there are no contracts it is a name that leads to that answer.</summary>
    public static TheoryData<string> Names(Func<StripeVector, bool> fits)
    {
        try
        {
            return [.. All.Values.Where(fits).Select(v => v.Name)];
        }
        catch (Xunit.Sdk.SkipException)
        {
            return ["the contracts are missing"];
        }
    }

    public byte[] Bytes => File.ReadAllBytes(Contracts.At("payments", "stripe", "vectors", Body));

    public WebhookCall Call => new(new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase), Bytes);

    /// <summary>What the body is about.</summary>
    public JsonObject Subject => JsonNode.Parse(Bytes)!["data"]!["object"]!.DeepClone().AsObject();

    private static IEnumerable<StripeVector> ReadAll() =>
        from one in JsonNode.Parse(File.ReadAllText(Contracts.At("payments", "stripe", "vectors", "vectors.json")))!["cases"]!.AsArray()
        select new StripeVector(
            (string)one["name"]!, (string)one["body"]!, (string)one["secret"]!, one["headers"].Deserialize<Dictionary<string, string>>()!, (long)one["now"]!, (string)one["expect"]!,
            (bool?)one["may_credit"] == true);
}
