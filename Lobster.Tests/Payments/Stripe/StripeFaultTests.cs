using System.Net;
using Lobster.Backends.Payments.Stripe;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Payments.Stripe;

/// <summary>What the network and Stripe's servers may do to us.</summary>
public sealed class StripeFaultTests
{
    private const string Idempotency = """{"error":{"type":"idempotency_error","message":"Keys for idempotent requests can only be used with the same parameters."}}""";

    [Theory]
    [InlineData(401, """{"error":{"type":"invalid_request_error","message":"Invalid API Key provided: sk_test_LobsterTestKey0001"}}""", GatewayErrorKind.Unauthorized, GatewayErrorKind.Unauthorized)]
    [InlineData(401, LostAnswers.Html, GatewayErrorKind.Unauthorized, GatewayErrorKind.Unauthorized)]
    [InlineData(403, """{"error":{"type":"invalid_request_error","message":"The key 'rk_live_***x' needs rak_checkout_session_write."}}""", GatewayErrorKind.Unauthorized, GatewayErrorKind.Unauthorized)]
    [InlineData(404, """{"error":{"type":"invalid_request_error","code":"resource_missing","param":"id"}}""", null, GatewayErrorKind.NotFound)]
    [InlineData(429, """{"error":{"type":"invalid_request_error","code":"rate_limit"}}""", GatewayErrorKind.Unavailable, GatewayErrorKind.Unavailable)]
    [InlineData(400, """{"error":{"type":"invalid_request_error","code":"amount_too_small","message":"Too small."}}""", GatewayErrorKind.Rejected, GatewayErrorKind.Rejected)]
    [InlineData(400, Idempotency, GatewayErrorKind.OutcomeUnknown, GatewayErrorKind.OutcomeUnknown)]
    [InlineData(400, "[]", GatewayErrorKind.Rejected, GatewayErrorKind.Rejected)]
    [InlineData(409, """{"error":{"type":"idempotency_error","code":"idempotency_key_in_use"}}""", GatewayErrorKind.OutcomeUnknown, GatewayErrorKind.OutcomeUnknown)]
    [InlineData(500, "{}", GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown)]
    [InlineData(502, LostAnswers.Html, GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown)]
    [InlineData(302, "", GatewayErrorKind.Unavailable, GatewayErrorKind.Unavailable)]
    [InlineData(200, LostAnswers.Html, GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown)]
    [InlineData(200, "null", GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown)]
    [InlineData(200, "", GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown)]
    [InlineData(200, "{}", GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown)]
    [InlineData(200, "[]", GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown)]
    [InlineData(200, """{"id":"cs_1","client_secret":"cs_secret_value","amount_to""", GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown)]
    [InlineData(200, """{"id":"cs_1","client_secret":"cs_secret_value","amount_total":"much"}""", GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown)]
    public async Task Answer_ThatIsNone_IsThatKindAndTellsNoSecret(int status, string body, GatewayErrorKind? reading, GatewayErrorKind changing)
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync();
        var fresh = await scene.WriteFreshAsync();
        scene.Stripe.Meet(new Trouble(_ => true) { Times = int.MaxValue, Instead = Trouble.Says((HttpStatusCode)status, body) });
        var gateway = await scene.GatewayAsync();

        var read = await FailAsync(scene, () => gateway.LookUpAsync(payment, CancellationToken.None));
        var change = await FailAsync(scene, () => gateway.BeginAsync(fresh, scene.Payer with { CustomerId = "cus_known" }, CancellationToken.None));

        Assert.Equal((reading, changing), (read?.Kind, change?.Kind));
        foreach (var failure in new[] { read, change }) AssertTellsNothing(scene, failure);
    }

    [Fact]
    public async Task Answer_ThatNeverComes_IsGivenUpInTime()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync();
        var fresh = await scene.WriteFreshAsync();
        scene.Stripe.Meet(new Trouble(_ => true) { Times = int.MaxValue, Instead = Trouble.Hangs });
        var gateway = await scene.GatewayAsync();

        var read = await FailAsync(scene, () => gateway.LookUpAsync(payment, CancellationToken.None));
        var change = await FailAsync(scene, () => gateway.BeginAsync(fresh, scene.Payer with { CustomerId = "cus_known" }, CancellationToken.None));

        Assert.Equal((GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown), (read!.Kind, change!.Kind));
    }

    [Fact]
    public async Task Change_Lost_IsNotSentTwiceAndAReadIs()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync();
        var fresh = await scene.WriteFreshAsync();
        scene.Stripe.Meet(new Trouble(_ => true) { Times = 2, Instead = Trouble.Breaks(HttpRequestError.ResponseEnded) });
        var (gateway, before) = (await scene.GatewayAsync(), scene.Stripe.Asked.Count);

        await FailAsync(scene, () => gateway.BeginAsync(fresh, scene.Payer with { CustomerId = "cus_known" }, CancellationToken.None));
        var report = await scene.DriveAsync(() => gateway.LookUpAsync(payment, CancellationToken.None));

        Assert.NotNull(report);
        Assert.Equal(3, scene.Stripe.Asked.Count - before);
    }

    [Fact]
    public async Task Requests_OfAWholePayment_SayWhoWeAreAndNothingOfTheMachine()
    {
        await using var scene = await StripeScene.CreateAsync();
        await scene.PaidAsync();

        Assert.All(scene.Stripe.Requests, r =>
        {
            Assert.Equal("Lobster/1.0", r.Headers.UserAgent.ToString());
            Assert.False(r.Headers.Contains("X-Stripe-Client-User-Agent"));
            Assert.True(r.Headers.Contains("Stripe-Version"));
            Assert.Equal(r.Method == HttpMethod.Post, r.Headers.Contains("Idempotency-Key"));
        });
        AssertTellsNothing(scene, null);
    }

    [Fact]
    public void Settings_Written_HoldNoSecret() =>
        Assert.DoesNotContain("whsec", new StripeOptions(true, ["whsec_secret"], true, "", "", null).ToString(), StringComparison.Ordinal);

    private static async Task<GatewayException?> FailAsync<T>(StripeScene scene, Func<Task<T>> call)
    {
        try
        {
            Assert.Null(await scene.DriveAsync(call));
            return null;
        }
        catch (GatewayException e)
        {
            return e;
        }
    }

    private static void AssertTellsNothing(StripeScene scene, Exception? failure)
    {
        foreach (var secret in new[] { StripeFake.Key, StripeFake.WebhookSecret, StripeFake.NextWebhookSecret, "cs_secret_value", "rk_live" })
        {
            Assert.DoesNotContain(secret, failure?.ToString() ?? "", StringComparison.Ordinal);
            Assert.DoesNotContain(scene.Log.Lines, l => l.Contains(secret, StringComparison.Ordinal));
        }
    }
}
