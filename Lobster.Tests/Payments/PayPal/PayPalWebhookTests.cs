using System.Net;
using System.Text;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Payments.PayPal;

/// <summary>What the vectors leave out of the check of calls: the certificate's fetching, PayPal's own verdict, odd calls, and the endpoint.</summary>
public sealed class PayPalWebhookTests
{
    private const string Forged = "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-";
    private static readonly Dictionary<string, string> Remote = new() { ["verification"] = "api" };

    [Fact]
    public async Task Verify_ManyCalls_FetchTheCertificateOnceADay()
    {
        await using var scene = await SceneAsync();
        var gateway = await scene.GatewayAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => gateway.VerifyAsync(Good.Call, CancellationToken.None).AsTask()));
        scene.Database.Time.Advance(TimeSpan.FromHours(23));
        await gateway.VerifyAsync(Good.Call, CancellationToken.None);
        var within = scene.PayPal.Asked.Count;
        scene.Database.Time.Advance(TimeSpan.FromHours(2));
        await gateway.VerifyAsync(Good.Call, CancellationToken.None);

        Assert.Equal((1, 2), (within, scene.PayPal.Asked.Count));
    }

    [Fact]
    public async Task Verify_FloodOfInventedCertificates_FetchesFewAndDoesNotLockPayPalOut()
    {
        await using var scene = await SceneAsync();
        scene.PayPal.OnlyCertificate = "CERT-360caa42-fca2a594-1d93a270";
        var gateway = await scene.GatewayAsync();
        await gateway.VerifyAsync(Good.Call, CancellationToken.None);
        scene.Database.Time.Advance(TimeSpan.FromHours(25));

        var verdicts = new List<WebhookVerdict>();
        for (var i = 0; i < 50; i++) verdicts.Add(await gateway.VerifyAsync(With("PAYPAL-CERT-URL", $"{Forged}{i}-x"), CancellationToken.None));
        var good = await gateway.VerifyAsync(Good.Call, CancellationToken.None);

        Assert.DoesNotContain(verdicts, v => v is WebhookVerdict.Genuine);
        Assert.Equal(12, scene.PayPal.Asked.Count); // the good one twice, and ten new ones
        Assert.IsType<WebhookVerdict.Genuine>(good);
    }

    [Theory]
    [InlineData("500", typeof(WebhookVerdict.Undecided))]
    [InlineData("302", typeof(WebhookVerdict.Undecided))]
    [InlineData("broken", typeof(WebhookVerdict.Undecided))]
    [InlineData("hangs", typeof(WebhookVerdict.Undecided))]
    [InlineData("404", typeof(WebhookVerdict.Rejected))]
    [InlineData("html", typeof(WebhookVerdict.Rejected))]
    [InlineData("large", typeof(WebhookVerdict.Rejected))]
    [InlineData("pem of nothing", typeof(WebhookVerdict.Rejected))]
    public async Task Verify_CertificateIsNotServed_IsThatVerdict(string what, Type verdict)
    {
        await using var scene = await SceneAsync();
        scene.PayPal.Meet(new Trouble(_ => true)
        {
            Instead = what switch
            {
                "500" => Trouble.Says(HttpStatusCode.InternalServerError),
                "302" => Trouble.Says(HttpStatusCode.Found),
                "404" => Trouble.Says(HttpStatusCode.NotFound),
                "broken" => Trouble.Breaks(HttpRequestError.ConnectionError),
                "hangs" => Trouble.Hangs,
                "large" => Trouble.Says(HttpStatusCode.OK, new string('x', 65 * 1024)),
                "html" => Trouble.Says(HttpStatusCode.OK, LostAnswers.Html, "text/html"),
                _ => Trouble.Says(HttpStatusCode.OK, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"),
            },
        });

        var given = await Driven.WaitAsync(scene.Database.Time, async () => await (await scene.GatewayAsync()).VerifyAsync(Good.Call, CancellationToken.None));

        Assert.IsType(verdict, given);
    }

    [Fact]
    public async Task Verify_WithTheSystemsAuthorities_RefusesTheTestsOwn()
    {
        await using var scene = await PayPalScene.CreateAsync();
        scene.Database.Time.SetUtcNow(Good.Now);
        scene.PayPal.Certificates = Good.Certificates;

        var verdict = await (await scene.GatewayAsync()).VerifyAsync(Good.Call, CancellationToken.None);

        Assert.Equal("certificate not trusted", Assert.IsType<WebhookVerdict.Rejected>(verdict).Why);
    }

    [Fact]
    public async Task Verify_LiveGateway_RefusesTheSandboxsCertificate()
    {
        await using var scene = await SceneAsync(new() { ["environment"] = "live" });

        Assert.IsType<WebhookVerdict.Rejected>(await (await scene.GatewayAsync()).VerifyAsync(Good.Call, CancellationToken.None));
        Assert.Empty(scene.PayPal.Asked);
    }

    [Theory]
    [InlineData("SUCCESS", typeof(WebhookVerdict.Genuine))]
    [InlineData("FAILURE", typeof(WebhookVerdict.Rejected))]
    [InlineData("success", typeof(WebhookVerdict.Rejected))]
    public async Task Verify_AtPayPal_IsItsVerdictOverTheBytesAsTheyCame(string says, Type verdict)
    {
        await using var scene = await SceneAsync(Remote);
        scene.PayPal.Verification = says;

        var given = await (await scene.GatewayAsync()).VerifyAsync(Good.Call, CancellationToken.None);

        Assert.IsType(verdict, given);
        Assert.Contains($"\"webhook_event\":{Encoding.UTF8.GetString(Good.Body)}", scene.PayPal.Bodies[^1], StringComparison.Ordinal);
        Assert.Contains($"\"webhook_id\":\"{PayPalFake.WebhookId}\"", scene.PayPal.Bodies[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, typeof(WebhookVerdict.Undecided))]
    [InlineData(HttpStatusCode.TooManyRequests, typeof(WebhookVerdict.Undecided))]
    [InlineData(HttpStatusCode.Unauthorized, typeof(WebhookVerdict.Undecided))]
    [InlineData(HttpStatusCode.Forbidden, typeof(WebhookVerdict.Undecided))]
    [InlineData(HttpStatusCode.BadRequest, typeof(WebhookVerdict.Rejected))]
    public async Task Verify_PayPalDoesNotSay_IsThatVerdict(HttpStatusCode status, Type verdict)
    {
        await using var scene = await SceneAsync(Remote);
        scene.PayPal.Meet(new Trouble(r => r.RequestUri!.AbsolutePath.EndsWith("/verify-webhook-signature", StringComparison.Ordinal)) { Instead = Trouble.Says(status, "{}"), Times = 10 });

        Assert.IsType(verdict, await Driven.WaitAsync(scene.Database.Time, async () => await (await scene.GatewayAsync()).VerifyAsync(Good.Call, CancellationToken.None)));
    }

    [Theory]
    [InlineData("local")]
    [InlineData("api")]
    public async Task Verify_BodiesOfAllKinds_AreRejected(string verification)
    {
        await using var scene = await SceneAsync(new() { ["verification"] = verification });
        string[] bodies = ["", "null", "[]", "{", "\"x\"", "{\"id\":7}", "{\"id\":\"a b\"}", new string('[', 5000), "\uFEFF{}"];

        foreach (var body in bodies)
            Assert.IsType<WebhookVerdict.Rejected>(await (await scene.GatewayAsync()).VerifyAsync(Good.Call with { Body = Encoding.UTF8.GetBytes(body) }, CancellationToken.None));
    }

    [Theory]
    [InlineData("PAYPAL-TRANSMISSION-TIME", "yesterday")]
    [InlineData("PAYPAL-TRANSMISSION-TIME", "2026-01-15T10:03:07Z,2026-01-15T10:03:07Z")]
    [InlineData("PAYPAL-TRANSMISSION-SIG", "====")]
    [InlineData("PAYPAL-CERT-URL", "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1\n")]
    [InlineData("PAYPAL-CERT-URL", "HTTPS://api.sandbox.paypal.com/v1/notifications/certs/CERT-1")]
    [InlineData("PAYPAL-CERT-URL", "https://api.sandbox.paypal.com:443/v1/notifications/certs/CERT-1")]
    [InlineData("PAYPAL-AUTH-ALGO", "sha256withrsa")]
    public async Task Verify_OddHeader_IsRejected(string name, string value)
    {
        await using var scene = await SceneAsync();

        Assert.IsType<WebhookVerdict.Rejected>(await (await scene.GatewayAsync()).VerifyAsync(With(name, value), CancellationToken.None));
    }

    [Theory]
    [InlineData("BILLING.SUBSCRIPTION.CREATED")]
    [InlineData("")]
    public async Task Read_OtherEvent_IsIrrelevant(string type)
    {
        await using var scene = await SceneAsync();
        var call = new WebhookCall(new Dictionary<string, string>(), Encoding.UTF8.GetBytes("""{"id":"WH-1","event_type":"TYPE","resource":{"id":"x"}}""".Replace("TYPE", type, StringComparison.Ordinal)));

        Assert.IsType<GatewayNews.Irrelevant>((await scene.GatewayAsync()).Read(call));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nothing")]
    [InlineData("""{"event_type":"PAYMENT.CAPTURE.COMPLETED"}""")]
    [InlineData("""{"event_type":"PAYMENT.CAPTURE.COMPLETED","resource":{}}""")]
    [InlineData("""{"event_type":"PAYMENT.CAPTURE.COMPLETED","resource":{"id":{}}}""")]
    [InlineData("""{"event_type":"CUSTOMER.DISPUTE.CREATED","resource":{"disputed_transactions":[]}}""")]
    public async Task Read_OtherShape_IsAFormatException(string body)
    {
        await using var scene = await SceneAsync();
        var gateway = await scene.GatewayAsync();

        Assert.Throws<FormatException>(() => gateway.Read(new WebhookCall(new Dictionary<string, string>(), Encoding.UTF8.GetBytes(body))));
    }

    [Fact]
    public async Task Endpoint_GoodBadAndOddCalls_AreAnsweredAsPayPalExpects()
    {
        await using var scene = await SceneAsync();

        Assert.Equal(200, await PostAsync(scene, Good.Call));
        Assert.Equal(200, await PostAsync(scene, Good.Call));
        Assert.Equal(400, await PostAsync(scene, Good.Call with { Body = "{}"u8.ToArray() }));
        Assert.Equal(400, await PostAsync(scene, With("PAYPAL-TRANSMISSION-SIG", "\u00e9")));
        scene.Database.Time.Advance(TimeSpan.FromHours(25));
        scene.PayPal.Meet(new Trouble(_ => true) { Instead = Trouble.Says(HttpStatusCode.InternalServerError) });
        Assert.Equal(503, await PostAsync(scene, Good.Call));
        Assert.Single(await scene.DeliveriesAsync());
    }

    private static PayPalVector Good => PayPalVector.Read("webhook-vectors.json").Single(v => v.Name == "valid PAYMENT.CAPTURE.COMPLETED");

    private static async Task<PayPalScene> SceneAsync(Dictionary<string, string>? more = null)
    {
        var scene = await PayPalScene.CreateAsync(more, Good.Roots);
        scene.Database.Time.SetUtcNow(Good.Now);
        scene.PayPal.Certificates = Good.Certificates;
        return scene;
    }

    private static WebhookCall With(string header, string value) =>
        Good.Call with { Headers = new Dictionary<string, string>(Good.Call.Headers, StringComparer.OrdinalIgnoreCase) { [header] = value } };

    private static Task<int> PostAsync(PayPalScene scene, WebhookCall call) => WebhookDoor.KnockAsync("paypal", scene.Gateways, scene.Inbox, call.Headers, call.Body);
}
