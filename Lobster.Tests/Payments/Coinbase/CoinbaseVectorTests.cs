using System.Text;
using System.Text.Json.Nodes;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Lobster.Tests.Payments.Crypto;

namespace Lobster.Tests.Payments.Coinbase;

/// <summary>The contract's calls, through the real endpoint, inbox and worker, over a checkout that stands as the call's body says.</summary>
public sealed class CoinbaseVectorTests
{
    private const string Reference = "lobster-pay_01JC3Y7V2M";
    private const string Checkout = "68f7a946db0529ea9b6d3a12";

    [Fact]
    public async Task Vectors_EachOfThem_HasItsVerdictAndCreditsOnlyWhereItMay()
    {
        var wrong = new List<string>();
        foreach (var vector in GatewayVector.Read("coinbase"))
        {
            var api = new CoinbaseFake();
            await using var scene = await CoinbaseScene.OpenAsync(api);
            scene.Database.Time.SetUtcNow(vector.Now!.Value);
            var payment = await scene.WriteAsync(Reference, Checkout);
            var before = await StandAsync(scene, api, vector, payment);

            var verdict = await scene.Gateway.VerifyAsync(vector.Call, CancellationToken.None);
            var status = await scene.CallAsync(vector.Headers, vector.Body);
            await scene.WorkAsync();

            var (isGenuine, rise) = (verdict is WebhookVerdict.Genuine, await scene.CreditAsync() - before);
            if (isGenuine != vector.Accept || (verdict is WebhookVerdict.Rejected) == vector.Accept) wrong.Add($"{vector.Name}: {verdict}");
            if (status != (vector.Accept ? 200 : 400)) wrong.Add($"{vector.Name}: answered {status}");
            if (rise != (vector.MayCredit ? 25m : -GoesBack(vector))) wrong.Add($"{vector.Name}: the balance rose by {rise}");
            if ((await scene.DeliveriesAsync()).Count != (vector.Accept ? 1 : 0)) wrong.Add($"{vector.Name}: stored wrongly");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task LegacyVectors_EachOfThem_IsRejectedAsTheOldApi()
    {
        foreach (var vector in GatewayVector.Read("coinbase", "legacy-vectors.json"))
        {
            await using var scene = await CoinbaseScene.OpenAsync(new CoinbaseFake());
            await scene.WriteAsync(Reference, Checkout);

            var verdict = await scene.Gateway.VerifyAsync(vector.Call, CancellationToken.None);

            Assert.Contains("old Commerce API", Assert.IsType<WebhookVerdict.Rejected>(verdict).Why, StringComparison.Ordinal);
            Assert.Equal(400, await scene.CallAsync(vector.Headers, vector.Body));
            Assert.Equal(0, await scene.WorkAsync());
            Assert.Equal(0m, await scene.CreditAsync());
        }
    }

    [Fact]
    public async Task Probe_EmptyObjectWithoutSignature_IsAnsweredAndForgotten()
    {
        await using var scene = await CoinbaseScene.OpenAsync(new CoinbaseFake());
        var body = await File.ReadAllBytesAsync(Contracts.At("payments", "coinbase", "samples", "probe.empty-object.json"));

        Assert.Equal(200, await scene.CallAsync(new Dictionary<string, string>(), body));
        Assert.Equal(400, await scene.CallAsync(new Dictionary<string, string>(), Encoding.UTF8.GetBytes("""{"eventType":"checkout.payment.success"}""")));
        Assert.Empty(await scene.DeliveriesAsync());
    }

    [Fact]
    public async Task PublishedSignature_OfTheV0Scheme_IsRefusedForItsScheme()
    {
        await using var scene = await CoinbaseScene.OpenAsync(new CoinbaseFake());
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Contracts.At("payments", "coinbase", "vectors", "vectors.json")))!["published"]![0]!;
        var body = await File.ReadAllBytesAsync(Contracts.At("payments", "coinbase", "vectors", (string)file["body"]!));
        var headers = file["headers"]!.AsObject().ToDictionary(h => h.Key, h => (string)h.Value!, StringComparer.OrdinalIgnoreCase);

        Assert.Equal(new WebhookVerdict.Rejected("no v1 signature"), await scene.Gateway.VerifyAsync(new WebhookCall(headers, body), CancellationToken.None));
    }

    private static decimal GoesBack(GatewayVector vector) => vector.File switch
    {
        "checkout.refund.success.partial.json" => 10,
        "checkout.refund.success.full.json" => 25,
        _ => 0,
    };

    // The checkout as it stands when the call comes; what the customer has then.
    private static async Task<decimal> StandAsync(CryptoScene scene, CoinbaseFake api, GatewayVector vector, Payment payment)
    {
        var checkout = JsonNode.Parse(vector.Body)!.AsObject();
        checkout.Remove("eventType");
        var id = (string)checkout["id"]!;
        if (!vector.File.StartsWith("checkout.refund", StringComparison.Ordinal))
        {
            api.Checkouts[id] = checkout;
            return 0;
        }
        // What is given back was credited before.
        var paid = (JsonObject)checkout.DeepClone();
        paid["status"] = "COMPLETED";
        paid.Remove("refunds");
        api.Checkouts[id] = paid;
        await scene.LookAsync(payment);
        api.Checkouts[id] = checkout;
        return await scene.CreditAsync();
    }
}
