using System.Net;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Payments.PayPal;

/// <summary>What the network and PayPal's servers may do to us: the right kind of failure, one token for many calls, no secret told.</summary>
public sealed class PayPalFaultTests
{
    public static TheoryData<string, GatewayErrorKind, GatewayErrorKind> Answers => new()
    {
        { "401", GatewayErrorKind.Unauthorized, GatewayErrorKind.Unauthorized },
        { "429", GatewayErrorKind.Unavailable, GatewayErrorKind.Unavailable },
        { "500", GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown },
        { "html", GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown },
        { "truncated", GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown },
        { "hangs", GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown },
        { "broken", GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown },
        { "away", GatewayErrorKind.Unavailable, GatewayErrorKind.Unavailable },
        { "403", GatewayErrorKind.Rejected, GatewayErrorKind.Rejected },
        { "422", GatewayErrorKind.Rejected, GatewayErrorKind.Rejected },
        { "409", GatewayErrorKind.Unavailable, GatewayErrorKind.OutcomeUnknown },
    };

    [Theory, MemberData(nameof(Answers))]
    public async Task Call_Fails_IsThatKindAndTellsNoSecret(string how, GatewayErrorKind read, GatewayErrorKind change)
    {
        await using var scene = await PayPalScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync(25);
        var other = new Payment { Reference = "lobster-pay_other", Gateway = "paypal", Currency = "USD", GrossMinor = 100 };
        scene.PayPal.Meet(new Trouble(r => r.RequestUri!.AbsolutePath.StartsWith("/v2/", StringComparison.Ordinal)) { Instead = Make(how), Times = 100 });
        var gateway = await scene.GatewayAsync();
        var customer = new PayingCustomer(scene.Account, null, new Uri("https://panel.example/x"));

        var looked = await FailsAsync(scene, () => gateway.LookUpAsync(payment, CancellationToken.None));
        var begun = await FailsAsync(scene, () => gateway.BeginAsync(other, customer, CancellationToken.None));

        Assert.Equal((read, change), (looked.Kind, begun.Kind));
        Assert.All(scene.Log.Lines, line => Assert.DoesNotContain(PayPalFake.Secret, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Begin_NothingThere_IsNotFound()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var payment = new Payment { Reference = "lobster-pay_other", Gateway = "paypal", Currency = "USD", GrossMinor = 100 };
        scene.PayPal.Meet(new Trouble(r => r.RequestUri!.AbsolutePath.StartsWith("/v2/", StringComparison.Ordinal)) { Instead = Trouble.Says(HttpStatusCode.NotFound, LostAnswers.Html, "text/html") });

        var failure = await FailsAsync(scene, async () =>
            await (await scene.GatewayAsync()).BeginAsync(payment, new PayingCustomer(scene.Account, null, new Uri("https://panel.example/x")), CancellationToken.None));

        Assert.Equal(GatewayErrorKind.NotFound, failure.Kind);
    }

    [Fact]
    public async Task Token_ManyCallsAtOnce_IsAskedForOnceAndKept()
    {
        await using var scene = await PayPalScene.CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => scene.BeginAsync(25)));

        Assert.Equal(1, scene.PayPal.Tokens);
    }

    [Fact]
    public async Task Token_AboutToEnd_IsRenewedBefore()
    {
        await using var scene = await PayPalScene.CreateAsync();
        await scene.BeginAsync(25);

        scene.Database.Time.Advance(TimeSpan.FromSeconds(scene.PayPal.TokenSeconds - 61));
        await scene.BeginAsync(25);
        var before = scene.PayPal.Tokens;
        scene.Database.Time.Advance(TimeSpan.FromSeconds(2));
        await scene.BeginAsync(25);

        Assert.Equal((1, 2), (before, scene.PayPal.Tokens));
    }

    [Fact]
    public async Task Token_Revoked_IsRenewedOnceAndTheCallSentAgain()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync(25);
        scene.PayPal.RevokeTokens();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => scene.LookAsync(payment)));

        Assert.Equal(2, scene.PayPal.Tokens);
    }

    [Fact]
    public async Task Token_WrongSecret_IsUnauthorizedAndNothingBegins()
    {
        await using var scene = await PayPalScene.CreateAsync(new() { ["clientSecret"] = "wrong-secret" });

        var failure = await FailsAsync(scene, async () => await (await scene.GatewayAsync()).CheckAsync(CancellationToken.None));
        var (payment, begun) = await scene.BeginAsync(25);

        Assert.Equal(GatewayErrorKind.Unauthorized, failure.Kind);
        Assert.NotNull(begun.Refusal);
        Assert.Equal(PaymentState.Failed, payment.State);
        Assert.DoesNotContain("wrong-secret", failure.ToString() + payment.Note + string.Concat(scene.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_DisputesForbidden_CreditsAllTheSame()
    {
        await using var scene = await PayPalScene.CreateAsync();
        scene.PayPal.TellsDisputes = false;

        Assert.Equal(PaymentState.Completed, (await scene.PaidAsync()).State);
    }

    [Fact]
    public async Task Look_DisputesDoNotAnswer_CreditsNothingYet()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync(25);
        scene.PayPal.Approve(payment.GatewayId!);
        scene.PayPal.Meet(new Trouble(r => r.RequestUri!.AbsolutePath == "/v1/customer/disputes") { Instead = Trouble.Says(HttpStatusCode.InternalServerError), Times = 3 });

        await Driven.WaitAsync(scene.Database.Time, () => scene.LookUps().LookAsync(scene.Customer, payment.Id));
        var before = (await scene.AgainAsync(payment)).State;

        Assert.Equal((PaymentState.Pending, PaymentState.Completed), (before, (await scene.LookAsync(payment)).State));
    }

    private static Func<CancellationToken, Task<HttpResponseMessage>> Make(string how) => how switch
    {
        "hangs" => Trouble.Hangs,
        "broken" => Trouble.Breaks(HttpRequestError.ResponseEnded),
        "away" => Trouble.Breaks(HttpRequestError.ConnectionError),
        "html" => Trouble.Says(HttpStatusCode.OK, LostAnswers.Html, "text/html"),
        "truncated" => Trouble.Says(HttpStatusCode.OK, "{\"id\":\"5O1"),
        "422" => Trouble.Says(HttpStatusCode.UnprocessableEntity, """{"name":"UNPROCESSABLE_ENTITY","details":[{"issue":"INVALID_CURRENCY_CODE","description":"Not supported."}]}"""),
        _ => Trouble.Says((HttpStatusCode)int.Parse(how, System.Globalization.CultureInfo.InvariantCulture), LostAnswers.Html, "text/html"),
    };

    private static async Task<GatewayException> FailsAsync<T>(PayPalScene scene, Func<Task<T>> call)
    {
        var failure = await Assert.ThrowsAsync<GatewayException>(() => Driven.WaitAsync(scene.Database.Time, call));
        Assert.DoesNotContain(PayPalFake.Secret, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("<html", failure.Message, StringComparison.OrdinalIgnoreCase);
        return failure;
    }
}
