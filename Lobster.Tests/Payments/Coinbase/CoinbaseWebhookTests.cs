using System.Text;
using System.Text.Json.Nodes;
using Lobster.Core.Payments;

namespace Lobster.Tests.Payments.Coinbase;

public sealed class CoinbaseWebhookTests
{
    [Theory]
    [InlineData("x-event-id x-event-type", "event-1", "event-1")]
    [InlineData("X-Event-Id", "event-1", "event-1")]
    [InlineData("content-type", "event-1", "c1:checkout.refund.success:r1,r2")]
    [InlineData("", "event-1", "c1:checkout.refund.success:r1,r2")]
    [InlineData("x-event-id", null, "c1:checkout.refund.success:r1,r2")]
    public async Task EventKey_IsTheSignedHeaderOrWhatHappened(string names, string? id, string key)
    {
        await using var scene = await CoinbaseScene.OpenAsync(new CoinbaseFake());
        var body = Encoding.UTF8.GetBytes("""{"id":"c1","eventType":"checkout.refund.success","refunds":[{"id":"r1"},{"id":"r2"}]}""");

        var verdict = await scene.Gateway.VerifyAsync(new WebhookCall(CoinbaseScene.Headers(scene, body, names, id), body), CancellationToken.None);

        Assert.Equal(key, Assert.IsType<WebhookVerdict.Genuine>(verdict).EventKey);
    }

    [Fact]
    public async Task EventKey_OfManyRefunds_IsShortEnoughAndTheirOwn()
    {
        await using var scene = await CoinbaseScene.OpenAsync(new CoinbaseFake());
        var keys = new List<string>();
        foreach (var last in new[] { 39, 40 })
        {
            var refunds = string.Join(',', Enumerable.Range(0, last).Select(i => $$"""{"id":"69163c762331ed43dc64b7{{i}}"}"""));
            var body = Encoding.UTF8.GetBytes($$"""{"id":"c1","eventType":"checkout.refund.success","refunds":[{{refunds}}]}""");
            keys.Add(Assert.IsType<WebhookVerdict.Genuine>(await scene.Gateway.VerifyAsync(new WebhookCall(CoinbaseScene.Headers(scene, body, "", null), body), CancellationToken.None)).EventKey);
        }

        Assert.All(keys, k => Assert.InRange(k.Length, 1, 200));
        Assert.Equal(2, keys.Distinct().Count());
    }

    [Theory]
    [InlineData("a b c d e f g h i j", true)]
    [InlineData("a b c d e f g h i j k", false)]
    public async Task Signature_OverManyHeaders_IsTakenUpToTen(string names, bool isGenuine)
    {
        await using var scene = await CoinbaseScene.OpenAsync(new CoinbaseFake());
        var body = Encoding.UTF8.GetBytes("""{"id":"c1","eventType":"checkout.payment.success"}""");

        var verdict = await scene.Gateway.VerifyAsync(new WebhookCall(CoinbaseScene.Headers(scene, body, names, null), body), CancellationToken.None);

        Assert.Equal(isGenuine, verdict is WebhookVerdict.Genuine);
    }

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public async Task Signature_ClockDiffers_IsToleratedForFiveMinutes(int seconds, bool isGenuine)
    {
        await using var scene = await CoinbaseScene.OpenAsync(new CoinbaseFake());
        await using var other = await CoinbaseScene.OpenAsync(new CoinbaseFake());
        other.Database.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(seconds));
        scene.Database.Time.Advance(TimeSpan.FromHours(1));
        var body = Encoding.UTF8.GetBytes("""{"id":"c1","eventType":"checkout.payment.success"}""");

        var verdict = await scene.Gateway.VerifyAsync(new WebhookCall(CoinbaseScene.Headers(other, body, "", null), body), CancellationToken.None);

        Assert.Equal(isGenuine, verdict is WebhookVerdict.Genuine);
    }

    [Theory]
    [InlineData("t=1,v1=")]
    [InlineData("v1")]
    [InlineData("=,=,=")]
    [InlineData("t=99999999999999999999,v1=00")]
    [InlineData("t=-5,h=a,v1=00")]
    [InlineData("t=5,t=6,h=,v1=0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Header_OfAStranger_IsRejectedAndNothingThrows(string header)
    {
        await using var scene = await CoinbaseScene.OpenAsync(new CoinbaseFake());

        Assert.Equal(400, await scene.CallAsync(new Dictionary<string, string> { ["X-Hook0-Signature"] = header }, [1, 2, 3]));
        Assert.Equal(400, await scene.CallAsync(new Dictionary<string, string> { ["X-Hook0-Signature"] = header + new string('x', 5000) }, []));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"id":7}""")]
    [InlineData("""{"eventType":"checkout.payment.success"}""")]
    public async Task Call_SignedButNoEvent_IsRejected(string text)
    {
        await using var scene = await CoinbaseScene.OpenAsync(new CoinbaseFake());
        var body = Encoding.UTF8.GetBytes(text);

        Assert.Equal(400, await scene.CallAsync(CoinbaseScene.Headers(scene, body, "", null), body));
    }

    [Fact]
    public async Task Event_OfAnotherKind_IsIgnored()
    {
        await using var scene = await CoinbaseScene.OpenAsync(new CoinbaseFake());

        Assert.Equal(200, await scene.SendAsync("acceptance.payment.captured", new JsonObject { ["id"] = "c1" }, "event-1"));
        await scene.WorkAsync();

        Assert.Equal(GatewayEventState.Ignored, Assert.Single(await scene.DeliveriesAsync()).State);
    }
}
