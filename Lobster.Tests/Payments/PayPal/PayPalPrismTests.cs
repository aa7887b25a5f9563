using System.Text.Json.Nodes;
using Lobster.Core.Accounts;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Prism;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Payments.PayPal;

/// <summary>All requests of a payment's life fit PayPal's own OpenAPI file.</summary>
public sealed class PayPalPrismTests
{
    [Fact]
    public async Task Requests_OfAPaymentsLife_FitPayPalsOwnDescription()
    {
        await using var prism = await PrismServer.StartAsync(Contracts.At("payments", "paypal", "openapi", "all.json"));
        await using var scene = await PayPalScene.CreateAsync(new() { ["brand"] = "Lobster Hosting", ["verification"] = "api", ["shipping"] = "true" });
        await LiveAsync(scene);

        var complaints = new List<string>();
        for (var i = 0; i < scene.PayPal.Requests.Count; i++)
            if (await prism.ComplaintAsync(scene.PayPal.Requests[i], scene.PayPal.Bodies[i]) is { } complaint && !IsAboutItsOwnAnswer(complaint)) complaints.Add($"{scene.PayPal.Asked[i]} {scene.PayPal.Bodies[i]}\n  {complaint}");

        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
        Assert.Equal(10, scene.PayPal.Requests.Select(r => $"{r.Method} {System.Text.RegularExpressions.Regex.Replace(r.RequestUri!.AbsolutePath, "(ORDER|CAPTURE|PP-D-)[0-9]+", "*")}").Distinct().Count());
    }

    // The file has no example of a list of disputes, and what Prism makes up for an answer does not fit the file's own patterns.
    private static bool IsAboutItsOwnAnswer(string complaint) =>
        complaint.StartsWith('[') && JsonNode.Parse(complaint)!.AsArray().All(v => v!["location"]![0]!.GetValue<string>() == "response");

    private static async Task LiveAsync(PayPalScene scene)
    {
        var gateway = await scene.GatewayAsync();
        var good = PayPalVector.Read("webhook-vectors.json").First(v => v.IsGenuine);
        await gateway.CheckAsync(CancellationToken.None);
        var paid = await scene.PaidAsync();
        await gateway.VerifyAsync(good.Call, CancellationToken.None);
        var refund = new Refund { PaymentId = paid.Id, Gateway = "paypal", RequestId = Guid.CreateVersion7(), AmountMinor = 1000, Reason = "Asked for.", Actor = Actor.System };
        await ((IRefunds)gateway).RefundAsync(paid, refund, CancellationToken.None);
        scene.PayPal.Resolve(scene.PayPal.Dispute(paid.MoneyKey!, "15.00"), "RESOLVED_SELLER_FAVOUR");
        await scene.LookAsync(paid);
    }
}
