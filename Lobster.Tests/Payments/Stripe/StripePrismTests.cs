using Lobster.Core.Accounts;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Prism;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Payments.Stripe;

/// <summary>All requests of payments, refunds and saved cards fit Stripe's own description, as far as the contract has it.</summary>
public sealed class StripePrismTests
{
    // What the contract's part of the description lacks: lists, and whose the key is.
    private static readonly string[] Unknown = ["GET /v1/account", "GET /v1/webhook_endpoints", "GET /v1/disputes?", "GET /v1/payment_intents?"];

    [Fact]
    public async Task Requests_OfPaymentsAndCards_FitTheProvidersOwnDescription()
    {
        await using var prism = await PrismServer.StartAsync(Contracts.At("payments", "stripe", "openapi", "stripe-v1.json"));
        await using var scene = await StripeScene.CreateAsync();
        await LiveAsync(scene);

        var complaints = new List<string>();
        var api = scene.Stripe;
        for (var i = 0; i < api.Requests.Count; i++)
        {
            if (Unknown.Any(u => api.Asked[i].StartsWith(u, StringComparison.Ordinal))) continue;
            if (await prism.ComplaintAsync(api.Requests[i], api.Bodies[i]) is { } complaint) complaints.Add($"{api.Asked[i]} {api.Bodies[i]}\n  {complaint}");
        }

        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
        Assert.True(api.Asked.Select(a => a.Split('?')[0]).Distinct().Count() > 12);
    }

    [Fact]
    public async Task Complaint_FormThatDoesNotFit_SaysWhatIsWrong()
    {
        await using var prism = await PrismServer.StartAsync(Contracts.At("payments", "stripe", "openapi", "stripe-v1.json"));
        using var content = new FormUrlEncodedContent([]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.stripe.com/v1/payment_intents") { Content = content };
        request.Headers.Authorization = new("Bearer", StripeFake.Key);

        Assert.NotNull(await prism.ComplaintAsync(request, "amount=much&currency=usd"));
    }

    private static async Task LiveAsync(StripeScene scene)
    {
        var gateway = await scene.GatewayAsync();
        await gateway.CheckAsync(CancellationToken.None);
        var (payment, _) = await scene.PaidAsync();
        var refund = new Refund { PaymentId = payment.Id, Gateway = "stripe", RequestId = Guid.CreateVersion7(), AmountMinor = 500, Actor = Actor.System };
        await gateway.RefundAsync(payment, refund, CancellationToken.None);
        var start = await gateway.BeginSavingAsync("lobster-card_1", scene.Payer, CancellationToken.None);
        scene.Stripe.Save(scene.Stripe.Of(start.GatewayId!));
        var card = (await gateway.FindSavedAsync(start.GatewayId!, CancellationToken.None))!;
        await gateway.FindSavedAsync((string)scene.Stripe.Only("setup_intent")["id"]!, CancellationToken.None);
        var charged = await scene.WriteAutomaticAsync();
        await scene.ApplyAsync(charged, await gateway.ChargeAsync(charged, card, CancellationToken.None));
        scene.Stripe.Banks[card.MethodId] = "requires_action";
        await gateway.ChargeAsync(await scene.WriteAutomaticAsync(), card, CancellationToken.None);
        // A begin that was never answered: its session is looked for.
        await gateway.LookUpAsync(await scene.WriteFreshAsync(), CancellationToken.None);
        await gateway.ForgetAsync(card, CancellationToken.None);
        await gateway.ForgetAsync(card, CancellationToken.None);
    }
}
