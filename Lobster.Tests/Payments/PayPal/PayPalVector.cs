using System.Text.Json.Nodes;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Payments.PayPal;

/// <summary>One case of the contract's webhook vectors.</summary>
internal sealed record PayPalVector(JsonObject Case)
{
    public static string Folder => Contracts.At("payments", "paypal", "vectors");

    /// <summary>How many there are; told here, so that tests have their names where the contract's files are missing.</summary>
    public const int Count = 49;

    /// <summary>The case at a place of the file.</summary>
    public static PayPalVector Webhook(int index) => Read("webhook-vectors.json")[index];

    public string Name => Text("name");

    public bool IsGenuine => Text("expect") == "accept";

    public bool? MayCredit => Case["may_credit"]?.GetValue<bool>();

    public string? RefusedAt => Case["refused_at"]?.GetValue<string>();

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(Case["now"]!.GetValue<long>());

    public byte[] Body => File.ReadAllBytes(At(Text("body")));

    public string Certificates => File.ReadAllText(At(Text("cert_served")));

    public IReadOnlyList<string> Roots => [.. Case["trusted_roots"]!.AsArray().Select(r => At(r!.GetValue<string>()))];

    public WebhookCall Call => new(Case["headers"]!.AsObject().ToDictionary(h => h.Key, h => h.Value!.GetValue<string>(), StringComparer.OrdinalIgnoreCase), Body);

    public static IReadOnlyList<PayPalVector> Read(string file) =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!["cases"]!.AsArray().Select(c => new PayPalVector(c!.AsObject()))];

    public string Text(string key) => Case[key]!.GetValue<string>();

    public static string At(string relative) => Path.GetFullPath(Path.Combine(Folder, relative));

    public override string ToString() => Name;
}
