using System.Text;
using System.Text.Json.Nodes;
using Lobster.Core;
using Lobster.Core.Payments;

namespace Lobster.Tests.Payments.PayPal;

/// <summary>The contract's webhook vectors: each verdict, and what each genuine call does to the balance.</summary>
public sealed class PayPalVectorTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, PayPalVector.Count)];

    [Fact]
    public void Vectors_AreAllTested() => Assert.Equal(PayPalVector.Count, PayPalVector.Read("webhook-vectors.json").Count);

    [Theory, MemberData(nameof(Cases))]
    public async Task Verify_Vector_HasItsVerdict(int index)
    {
        var vector = PayPalVector.Webhook(index);
        await using var scene = await SceneAsync(vector);

        var verdict = await (await scene.GatewayAsync()).VerifyAsync(vector.Call, CancellationToken.None);

        Assert.True(vector.IsGenuine == verdict is WebhookVerdict.Genuine, $"{vector}: {verdict}");
        if (!vector.IsGenuine) Assert.IsType<WebhookVerdict.Rejected>(verdict);
        if (vector.RefusedAt is "headers" or "algorithm" or "cert_url") Assert.Empty(scene.PayPal.Asked);
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Delivered_Vector_RaisesTheBalanceOnlyWhereItMay(int index)
    {
        var vector = PayPalVector.Webhook(index);
        await using var scene = await SceneAsync(vector);
        var sample = vector.Text("body") == "crc32-collision.body" ? "PAYMENT.CAPTURE.COMPLETED.json" : vector.Text("body").Replace("../samples/", "", StringComparison.Ordinal);
        var payment = await WriteAsync(scene, sample);
        if (PayPalSamples.IsAfterwards(sample)) await scene.LookAsync(payment);
        PayPalSamples.Continue(scene.PayPal, sample);
        var before = await scene.CreditAsync();

        var answers = (await DeliverAsync(scene, vector), await DeliverAsync(scene, vector));
        await scene.Worker().RunAsync();

        var gained = await scene.CreditAsync() - before;
        Assert.Equal(vector.IsGenuine ? (200, 200) : (400, 400), answers);
        Assert.True(vector.MayCredit == true ? gained == payment.Credit : gained <= Money.Zero, $"{vector}: {gained}");
        Assert.Equal(vector.IsGenuine ? 1 : 0, (await scene.DeliveriesAsync()).Count);
    }

    [Theory]
    [InlineData("PAYMENT.CAPTURE.COMPLETED.amount_differs.json", PaymentState.Review, 0)]
    [InlineData("PAYMENT.CAPTURE.COMPLETED.other_payee.json", PaymentState.Review, 0)]
    [InlineData("PAYMENT.CAPTURE.DENIED.json", PaymentState.Failed, 0)]
    [InlineData("PAYMENT.CAPTURE.PENDING.json", PaymentState.Pending, 0)]
    [InlineData("PAYMENT.CAPTURE.COMPLETED.json", PaymentState.Completed, 25)]
    [InlineData("PAYMENT.CAPTURE.REFUNDED.partial.json", PaymentState.PartiallyRefunded, 15)]
    [InlineData("PAYMENT.CAPTURE.REFUNDED.rest.json", PaymentState.Refunded, 0)]
    [InlineData("PAYMENT.CAPTURE.REVERSED.json", PaymentState.ChargedBack, 0)]
    [InlineData("CHECKOUT.PAYMENT-APPROVAL.REVERSED.json", PaymentState.Cancelled, 0)]
    [InlineData("CUSTOMER.DISPUTE.CREATED.json", PaymentState.Disputed, 0)]
    [InlineData("CUSTOMER.DISPUTE.UPDATED.json", PaymentState.Disputed, 0)]
    [InlineData("CUSTOMER.DISPUTE.RESOLVED.buyer.json", PaymentState.ChargedBack, 0)]
    [InlineData("CUSTOMER.DISPUTE.RESOLVED.seller.json", PaymentState.Completed, 25)]
    public async Task Delivered_Sample_LeavesStateAndBalance(string sample, PaymentState state, int credit)
    {
        var vector = PayPalVector.Read("webhook-vectors.json").First(v => v.IsGenuine && v.Text("body") == "../samples/" + sample);
        await using var scene = await SceneAsync(vector);
        var payment = await WriteAsync(scene, sample);
        if (PayPalSamples.IsAfterwards(sample)) await scene.LookAsync(payment);
        PayPalSamples.Continue(scene.PayPal, sample);

        await DeliverAsync(scene, vector);
        await scene.Worker().RunAsync();

        Assert.Equal(state, (await scene.AgainAsync(payment)).State);
        Assert.Equal(Money.FromUnits(credit), await scene.CreditAsync());
    }

    [Fact]
    public async Task Delivered_ForgedBodyOfTheSameChecksum_MatchesNoPaymentAndRaisesAnAlarm()
    {
        var vector = PayPalVector.Read("webhook-vectors.json").Single(v => v.Text("body") == "crc32-collision.body");
        await using var scene = await SceneAsync(vector);
        var payment = await WriteAsync(scene, "PAYMENT.CAPTURE.COMPLETED.json");

        await DeliverAsync(scene, vector);
        await scene.Worker().RunAsync();

        Assert.Equal(GatewayEventState.Failed, Assert.Single(await scene.DeliveriesAsync()).State);
        Assert.Equal((PaymentState.Pending, Money.Zero), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        Assert.DoesNotContain(scene.PayPal.Asked, a => a.StartsWith("GET /v2/", StringComparison.Ordinal));
    }

    private static async Task<PayPalScene> SceneAsync(PayPalVector vector)
    {
        var scene = await PayPalScene.CreateAsync(new() { ["webhookId"] = vector.Text("webhook_id"), ["merchantId"] = PayPalFake.Merchant }, vector.Roots);
        scene.Database.Time.SetUtcNow(vector.Now);
        scene.PayPal.Certificates = vector.Certificates;
        return scene;
    }

    private static async Task<Payment> WriteAsync(PayPalScene scene, string sample)
    {
        var path = PayPalVector.At(sample.EndsWith(".body", StringComparison.Ordinal) ? sample : "../samples/" + sample);
        PayPalSamples.Begin(scene.PayPal, sample, JsonNode.Parse(File.ReadAllText(path, Encoding.UTF8))!.AsObject());
        var (reference, minor, currency) = PayPalSamples.Record(sample);
        return await scene.WriteAsync(reference, minor, currency, PayPalSamples.Order);
    }

    // Through the panel's own endpoint.
    private static Task<int> DeliverAsync(PayPalScene scene, PayPalVector vector) => WebhookDoor.KnockAsync("paypal", scene.Gateways, scene.Inbox, vector.Call.Headers, vector.Body);
}
