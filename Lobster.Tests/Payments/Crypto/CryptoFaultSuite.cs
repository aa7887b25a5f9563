using System.Net;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Payments.Crypto;

/// <summary>What a gateway makes of a provider that says no, says nonsense or says nothing.</summary>
public abstract class CryptoFaultSuite
{
    private static readonly Dictionary<string, Func<CancellationToken, Task<HttpResponseMessage>>> Faults = new()
    {
        ["401"] = Trouble.Says(HttpStatusCode.Unauthorized, "{}"),
        ["403"] = Trouble.Says(HttpStatusCode.Forbidden, "{}"),
        ["404"] = Trouble.Says(HttpStatusCode.NotFound, "{}"),
        ["400"] = Trouble.Says(HttpStatusCode.BadRequest, """{"message":"No.","errorMessage":"No."}"""),
        ["429"] = Trouble.Says(HttpStatusCode.TooManyRequests, "{}", retryAfter: TimeSpan.FromHours(1)),
        ["500"] = Trouble.Says(HttpStatusCode.InternalServerError, "<html>"),
        ["302"] = Trouble.Says(HttpStatusCode.Redirect),
        ["html"] = Trouble.Says(HttpStatusCode.OK, "<html>Maintenance</html>", "text/html"),
        ["truncated"] = Trouble.Says(HttpStatusCode.OK, """{"id":"8b2c1eQe7R3yo"""),
        ["empty"] = Trouble.Says(HttpStatusCode.OK, "{}"),
        ["refused"] = Trouble.Breaks(HttpRequestError.ConnectionError),
        ["broken"] = Trouble.Breaks(HttpRequestError.ResponseEnded),
        ["hangs"] = Trouble.Hangs,
    };

    [Theory]
    [InlineData("401", GatewayErrorKind.Unauthorized)]
    [InlineData("403", GatewayErrorKind.Unauthorized)]
    [InlineData("400", GatewayErrorKind.Rejected)]
    [InlineData("429", GatewayErrorKind.Unavailable)]
    [InlineData("500", GatewayErrorKind.Unavailable)]
    [InlineData("302", GatewayErrorKind.Unavailable)]
    [InlineData("html", GatewayErrorKind.Unavailable)]
    [InlineData("truncated", GatewayErrorKind.Unavailable)]
    [InlineData("empty", GatewayErrorKind.Unavailable)]
    [InlineData("refused", GatewayErrorKind.Unavailable)]
    [InlineData("broken", GatewayErrorKind.Unavailable)]
    [InlineData("hangs", GatewayErrorKind.Unavailable)]
    public async Task LookUp_Fails_IsThatKindAndTellsNoSecret(string fault, GatewayErrorKind kind)
    {
        await using var scene = await OpenAsync();
        var payment = await scene.BeginAsync(25);
        scene.Api.Meet(new Trouble(_ => true) { Times = 10, Instead = Faults[fault] });
        scene.HoldsTheClock = false;

        var failed = await Assert.ThrowsAsync<GatewayException>(() => scene.SettledAsync(scene.Gateway.LookUpAsync(payment, CancellationToken.None)));

        Assert.Equal(kind, failed.Kind);
        AssertTellsNoSecret(scene, failed);
    }

    [Fact]
    public async Task LookUp_OfWhatTheProviderDoesNotKnow_IsNull()
    {
        await using var scene = await OpenAsync();
        var payment = await scene.BeginAsync(25);
        scene.Api.Meet(new Trouble(_ => true) { Instead = Faults["404"] });

        Assert.Null(await scene.Gateway.LookUpAsync(payment, CancellationToken.None));
    }

    [Theory]
    [InlineData("401", GatewayErrorKind.Unauthorized)]
    [InlineData("404", GatewayErrorKind.NotFound)]
    [InlineData("400", GatewayErrorKind.Rejected)]
    [InlineData("429", GatewayErrorKind.Unavailable)]
    [InlineData("500", GatewayErrorKind.OutcomeUnknown)]
    [InlineData("html", GatewayErrorKind.OutcomeUnknown)]
    [InlineData("truncated", GatewayErrorKind.OutcomeUnknown)]
    [InlineData("refused", GatewayErrorKind.Unavailable)]
    [InlineData("broken", GatewayErrorKind.OutcomeUnknown)]
    [InlineData("hangs", GatewayErrorKind.OutcomeUnknown)]
    public async Task Begin_Fails_IsThatKindAndIsSentOnce(string fault, GatewayErrorKind kind)
    {
        await using var scene = await OpenAsync();
        var payment = await scene.WriteAsync("lobster-pay_faults", null);
        scene.Api.Meet(new Trouble(r => r.Method == HttpMethod.Post) { Times = 10, Instead = Faults[fault] });
        scene.HoldsTheClock = false;

        var failed = await Assert.ThrowsAsync<GatewayException>(() =>
            scene.SettledAsync(scene.Gateway.BeginAsync(payment, new PayingCustomer(scene.Account, null, PaymentScene.PageOf(payment.Id)), CancellationToken.None)));

        Assert.Equal(kind, failed.Kind);
        Assert.Single(scene.Api.Requests, r => r.Method == HttpMethod.Post);
        AssertTellsNoSecret(scene, failed);
    }

    [Fact]
    public async Task Check_WrongCredentials_SaysSo()
    {
        await using var scene = await OpenAsync();
        scene.Api.Meet(new Trouble(_ => true) { Instead = Faults["401"] });

        var failed = await Assert.ThrowsAsync<GatewayException>(() => scene.Gateway.CheckAsync(CancellationToken.None));

        Assert.Equal(GatewayErrorKind.Unauthorized, failed.Kind);
    }

    /// <summary>A scene of the gateway.</summary>
    internal abstract Task<CryptoScene> OpenAsync();

    /// <summary>What must be told nowhere.</summary>
    protected abstract IReadOnlyList<string> Secrets { get; }

    private void AssertTellsNoSecret(CryptoScene scene, GatewayException failed)
    {
        foreach (var secret in Secrets)
        {
            Assert.DoesNotContain(secret, failed.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(scene.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }
}
