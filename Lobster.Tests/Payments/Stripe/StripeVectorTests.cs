using System.Text;
using System.Text.Json.Nodes;
using Lobster.Core;
using Lobster.Core.Payments;

namespace Lobster.Tests.Payments.Stripe;

/// <summary>The contract's vectors: which calls are genuine, and which of those raise a balance.</summary>
public sealed class StripeVectorTests
{
    private static readonly DateTimeOffset Begun = DateTimeOffset.FromUnixTimeSeconds(1768471200);

    public static TheoryData<string> Names => StripeVector.Names(_ => true);

    public static TheoryData<string> Genuine => StripeVector.Names(v => v.IsGenuine);

    [Theory, MemberData(nameof(Names))]
    public async Task Call_OfTheContract_IsJudgedAndAnsweredAsItSays(string name)
    {
        var vector = StripeVector.All[name];
        await using var scene = await AtAsync(vector);

        var verdict = await (await scene.GatewayAsync()).VerifyAsync(vector.Call, CancellationToken.None);
        var status = await PostAsync(scene, vector.Call);

        if (vector.IsGenuine)
        {
            Assert.StartsWith("evt_", Assert.IsType<WebhookVerdict.Genuine>(verdict).EventKey, StringComparison.Ordinal);
            Assert.Equal(200, status);
            Assert.Single(await scene.DeliveriesAsync());
        }
        else
        {
            Assert.InRange(Assert.IsType<WebhookVerdict.Rejected>(verdict).Why.Length, 1, 40);
            Assert.Equal(400, status);
            Assert.Empty(await scene.DeliveriesAsync());
        }
    }

    [Theory, MemberData(nameof(Genuine))]
    public async Task Body_OfTheContract_CreditsExactlyWhereItMay(string name)
    {
        var vector = StripeVector.All[name];
        await using var scene = await AtAsync(vector);
        await WriteRecordsAsync(scene, vector);
        Hold(scene.Stripe, vector);

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(200, await PostAsync(scene, vector.Call));
            await scene.WorkAsync();
        }

        var expected = !vector.MayCredit ? Money.Zero : vector.Body.Contains("jpy", StringComparison.Ordinal) ? Money.FromUnits(2500) : Money.FromUnits(25);
        Assert.Equal(expected, await scene.CreditAsync());
        Assert.DoesNotContain(await scene.DeliveriesAsync(), d => d.State == GatewayEventState.Received);
    }

    [Theory]
    [InlineData("checkout.session.completed.paid", PaymentState.Completed)]
    [InlineData("checkout.session.completed.unpaid", PaymentState.Pending)]
    [InlineData("checkout.session.async_payment_succeeded", PaymentState.Completed)]
    [InlineData("checkout.session.async_payment_failed", PaymentState.Failed)]
    [InlineData("checkout.session.expired", PaymentState.Expired)]
    [InlineData("checkout.session.completed.amount_differs", PaymentState.Review)]
    [InlineData("checkout.session.completed.currency_differs", PaymentState.Review)]
    public async Task Body_OfASession_LeadsToItsState(string sample, PaymentState state)
    {
        var vector = StripeVector.All["valid " + sample];
        await using var scene = await AtAsync(vector);
        await WriteRecordsAsync(scene, vector);
        Hold(scene.Stripe, vector);

        await PostAsync(scene, vector.Call);
        await scene.WorkAsync();

        Assert.Equal(state, (await scene.PaymentAsync(p => p.Reference == "lobster-pay_01JC3Y7V2M")).State);
    }

    [Fact]
    public async Task Body_OfADeclinedAutomaticPayment_FailsItAndGivesItUp()
    {
        var vector = StripeVector.All["valid payment_intent.payment_failed.authentication_required"];
        await using var scene = await AtAsync(vector);
        await WriteRecordsAsync(scene, vector);
        Hold(scene.Stripe, vector);

        await PostAsync(scene, vector.Call);
        await scene.WorkAsync();

        Assert.Equal(PaymentState.Failed, (await scene.PaymentAsync(p => p.Reference == "lobster-pay_01JC3Y9AUT")).State);
        Assert.Equal("canceled", (string?)scene.Stripe.Of("pi_3LobsterAuto0003")["status"]);
    }

    [Theory]
    [InlineData("t=99999999999999999999,v1=00")]
    [InlineData("t=,v1=")]
    [InlineData("t=1768471500")]
    [InlineData("=,=,=")]
    [InlineData("v1=,t=1768471500,t=x")]
    [InlineData("t=-1,v1=ä")]
    public async Task Header_OfAStranger_IsRejectedAndNeverThrows(string header)
    {
        var vector = StripeVector.All["valid checkout.session.completed.paid"];
        await using var scene = await AtAsync(vector);
        var gateway = await scene.GatewayAsync();

        foreach (var body in new byte[][] { vector.Bytes, [], [0xFF], Encoding.UTF8.GetBytes("null"), Encoding.UTF8.GetBytes("[1]") })
            foreach (var text in new[] { header, new string('t', 5000), string.Join(',', Enumerable.Repeat("v1=00", 300)) })
                Assert.IsType<WebhookVerdict.Rejected>(await gateway.VerifyAsync(StripeScene.Call(body, text), CancellationToken.None));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"id\":\"evt_1\",\"object\":\"v2.core.event\",\"type\":\"v1.x\",\"livemode\":false}")]
    [InlineData("{\"id\":\"\",\"object\":\"event\",\"type\":\"x\",\"livemode\":false}")]
    [InlineData("not json")]
    public async Task Body_ThatIsSignedAndNoEvent_IsRejected(string body)
    {
        await using var scene = await StripeScene.CreateAsync();
        var signature = global::Stripe.EventUtility.GenerateSignatureHeader(body, StripeFake.WebhookSecret, scene.Time.GetUtcNow().ToUnixTimeSeconds());

        Assert.IsType<WebhookVerdict.Rejected>(await (await scene.GatewayAsync()).VerifyAsync(StripeScene.Call(Encoding.UTF8.GetBytes(body), signature), CancellationToken.None));
    }

    [Theory]
    [InlineData("2023-10-16")]
    [InlineData("2029-01-01.later")]
    public async Task Call_OfAnotherVersionOfTheApi_IsGenuineAndRead(string version)
    {
        await using var scene = await StripeScene.CreateAsync();
        var (_, session) = await scene.BeginAsync();
        scene.Stripe.Pay(session);
        var body = Encoding.UTF8.GetString(scene.Stripe.Event("checkout.session.completed", session).Body).Replace("2026-10-28.endive", version, StringComparison.Ordinal);
        var signature = global::Stripe.EventUtility.GenerateSignatureHeader(body, StripeFake.WebhookSecret, scene.Time.GetUtcNow().ToUnixTimeSeconds());

        Assert.True(await scene.DeliverAsync(Encoding.UTF8.GetBytes(body), signature));
        await scene.WorkAsync();

        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
    }

    [Fact]
    public async Task Call_SignedWithTheNextSecret_IsGenuine()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (body, signature) = scene.Stripe.Event("charge.updated", new JsonObject { ["id"] = "ch_1" }, StripeFake.NextWebhookSecret);

        Assert.True(await scene.DeliverAsync(body, signature));
    }

    private static async Task<StripeScene> AtAsync(StripeVector vector)
    {
        var scene = await StripeScene.CreateAsync();
        scene.Time.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds(vector.Now));
        return scene;
    }

    private static Task<int> PostAsync(StripeScene scene, WebhookCall call) => WebhookDoor.KnockAsync("stripe", scene.Gateways, scene.Inbox, call.Headers, call.Body);

    // The records that the contract's README tells of; an account has one open automatic payment at a time.
    private static async Task WriteRecordsAsync(StripeScene scene, StripeVector vector)
    {
        await scene.WriteAsync(Record(scene, "lobster-pay_01JC3Y7V2M", "USD", 25, "cs_test_a1LobsterTopUp0001"));
        await scene.WriteAsync(Record(scene, "lobster-pay_01JC3Y7VJP", "JPY", 2500, "cs_test_a1LobsterTopUpJPY1"));
        var automatic = vector.Body.Contains("payment_failed.authentication_required", StringComparison.Ordinal) ? "lobster-pay_01JC3Y9AUT" : "lobster-pay_01JC3Y8AUT";
        await scene.WriteAsync(Record(scene, automatic, "USD", 25, null));
    }

    private static Payment Record(StripeScene scene, string reference, string currency, int units, string? session) => new()
    {
        Reference = reference, AccountId = scene.Account, Gateway = "stripe", RequestId = Guid.CreateVersion7(), State = PaymentState.Pending, Currency = currency, GrossMinor = 2500,
        Credit = Money.FromUnits(units), CreatedAt = Instant.From(Begun), GatewayId = session, IsAutomatic = session is null,
    };

    // Stripe holds what the sample says, and of the record's session nothing else.
    private static void Hold(StripeFake stripe, StripeVector vector)
    {
        var subject = vector.Subject;
        if ((string?)subject["object"] != "checkout.session") stripe.Put(Unpaid());
        subject = stripe.Put(subject);
        if ((string?)subject["object"] != "checkout.session" || subject["payment_intent"] is null) return;
        if ((string?)subject["payment_status"] == "paid")
        {
            stripe.Pay(subject);
            return;
        }
        stripe.PayLater(subject);
        if (vector.Body.Contains("async_payment_failed", StringComparison.Ordinal)) stripe.Bounce(subject);
    }

    private static JsonObject Unpaid() => new()
    {
        ["id"] = "cs_test_a1LobsterTopUp0001", ["object"] = "checkout.session", ["mode"] = "payment", ["status"] = "open", ["payment_status"] = "unpaid", ["amount_total"] = 2500, ["currency"] = "usd",
        ["client_reference_id"] = "lobster-pay_01JC3Y7V2M", ["metadata"] = new JsonObject { ["lobster_payment_id"] = "pay_01JC3Y7V2M" },
    };
}
