using System.Net;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.Http;

/// <summary>
/// What the network and a provider's servers may do to us, the same for every backend over HTTP: the right kind of failure, reads repeated and changes never,
/// no machine made twice, nothing that waits without an end, no secret told.
/// </summary>
public abstract class HttpFaultSuite<TFixture> : ConformanceSuite<TFixture>
    where TFixture : HttpFixture, new()
{
    private FakeApi Api => Cloud.Api;

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, BackendErrorKind.Unavailable, 3)]
    [InlineData(HttpStatusCode.BadGateway, BackendErrorKind.Unavailable, 3)]
    [InlineData(HttpStatusCode.ServiceUnavailable, BackendErrorKind.Unavailable, 3)]
    [InlineData(HttpStatusCode.TooManyRequests, BackendErrorKind.RateLimited, 3)]
    [InlineData(HttpStatusCode.Found, BackendErrorKind.Unavailable, 1)]
    public async Task Read_Status_IsThatKindAfterSoManyTries(HttpStatusCode status, BackendErrorKind kind, int tries)
    {
        await WarmAsync();
        Always(Trouble.Says(status, LostAnswers.Html, "text/html"));

        await FailsAsync(kind, async () => await ListAsync());

        Assert.Equal(tries, Api.Asked.Count);
    }

    [Fact]
    public async Task Read_CredentialsRefused_IsUnauthorizedAndSoonGivenUp()
    {
        await WarmAsync();
        Always(Trouble.Says(HttpStatusCode.Unauthorized, LostAnswers.Html, "text/html"));

        await FailsAsync(BackendErrorKind.Unauthorized, async () => await ListAsync());

        Assert.Equal(Cloud.TriesWhenRefused, Api.Asked.Count);
    }

    [Fact]
    public async Task Read_FailsOnce_IsRepeated()
    {
        await WarmAsync();
        Api.Meet(new Trouble(_ => true) { Instead = Trouble.Breaks(HttpRequestError.ResponseEnded) });

        var list = await Driven.WaitAsync(Cloud.Time, ListAsync);

        Assert.Empty(list);
    }

    [Fact]
    public async Task Read_AskedToWaitLong_DoesNotWaitAndTellsHowLong()
    {
        await WarmAsync();
        Always(Trouble.Says(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromSeconds(120)));

        var failure = await FailsAsync(BackendErrorKind.RateLimited, async () => await ListAsync());

        Assert.Equal(TimeSpan.FromSeconds(120), failure.RetryAfter);
        Assert.Single(Api.Asked);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, "reached")]
    [InlineData(HttpRequestError.NameResolutionError, "resolved")]
    [InlineData(HttpRequestError.SecureConnectionError, "certificate")]
    public async Task AnyCall_NoConnection_IsUnavailableAndSaysWhy(HttpRequestError error, string word)
    {
        await WarmAsync();
        Always(Trouble.Breaks(error));

        Assert.Contains(word, (await FailsAsync(BackendErrorKind.Unavailable, async () => await ListAsync())).Message, StringComparison.Ordinal);
        await FailsAsync(BackendErrorKind.Unavailable, () => Backend.CreateAsync(Request(), Token));
    }

    [Theory]
    [InlineData("{\"instances\":[{\"id\":\"a")]
    [InlineData(LostAnswers.Html)]
    [InlineData("null")]
    [InlineData("")]
    public async Task Read_AnswerThatCannotBeRead_IsUnavailableAndNeverAnEmptyList(string body)
    {
        await WarmAsync();
        Always(Trouble.Says(HttpStatusCode.OK, body));

        await FailsAsync(BackendErrorKind.Unavailable, async () => await ListAsync());
    }

    [Fact]
    public async Task Read_NeverAnswered_GivesUpInTime()
    {
        await WarmAsync();
        Always(Trouble.Hangs);

        await FailsAsync(BackendErrorKind.Unavailable, async () => await ListAsync());
    }

    [Fact]
    public async Task List_PageThatRepeats_IsUnavailableAndEnds()
    {
        await WarmAsync();
        if (Cloud.RepeatedPage is not { } page) return; // this list is one page
        Api.Meet(new Trouble(Cloud.IsList) { Times = int.MaxValue, Instead = Trouble.Says(HttpStatusCode.OK, page) });

        await FailsAsync(BackendErrorKind.Unavailable, async () => await ListAsync());

        Assert.InRange(Api.Asked.Count, 1, 10);
    }

    [Theory, MemberData(nameof(LostAnswers.All), MemberType = typeof(LostAnswers))]
    public async Task Create_AnswerLostAfterTheProviderActed_IsOutcomeUnknownAndOneMachine(string how)
    {
        Api.Meet(new Trouble(Cloud.IsCreate) { Afterwards = LostAnswers.Make(how) });
        var request = Request();

        await FailsAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));

        Assert.Equal((await Backend.FindByTokenAsync(request.Token, Token))?.Id, Assert.Single(await ListAsync()).Id);
        Assert.Equal(1, Creates());
    }

    [Theory, MemberData(nameof(LostAnswers.All), MemberType = typeof(LostAnswers))]
    public async Task Create_AnswerLostBeforeTheProviderActed_IsOutcomeUnknownAndNoMachine(string how)
    {
        Api.Meet(new Trouble(Cloud.IsCreate) { Instead = LostAnswers.Make(how) });
        var request = Request();

        await FailsAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));

        Assert.Null(await Backend.FindByTokenAsync(request.Token, Token));
        Assert.Equal(1, Creates());
    }

    [Fact]
    public async Task Create_TooManyRequests_IsRateLimitedAndNotRepeated()
    {
        Api.Meet(new Trouble(Cloud.IsCreate) { Instead = Trouble.Says(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromSeconds(2)) });

        var failure = await FailsAsync(BackendErrorKind.RateLimited, () => Backend.CreateAsync(Request(), Token));

        Assert.Equal(TimeSpan.FromSeconds(2), failure.RetryAfter);
        Assert.Equal(1, Creates());
    }

    [Fact]
    public async Task Delete_AnswerLost_IsOutcomeUnknownAndMayBeRepeated()
    {
        var vm = await RunningAsync();
        Api.Meet(new Trouble(Cloud.IsChange) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

        await FailsAsync(BackendErrorKind.OutcomeUnknown, () => Backend.DeleteAsync(vm.Id, Token));

        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));
        await UntilAsync(async () => await Backend.GetAsync(vm.Id, Token) is null);
    }

    [Fact]
    public async Task Log_LifeOfAMachine_HasALineForEachRequestAndNoSecret()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));

        Assert.InRange(Cloud.Log.Lines.Count, Api.Asked.Count, int.MaxValue);
        Assert.All(Cloud.Log.Lines, NoSecret);
    }

    private int Creates() => Api.Requests.Count(Cloud.IsCreate);

    private void Always(Func<CancellationToken, Task<HttpResponseMessage>> instead) => Api.Meet(new Trouble(_ => true) { Times = int.MaxValue, Instead = instead });

    // What is asked once, such as a token of a session, is asked before the trouble begins.
    private async Task WarmAsync()
    {
        await ListAsync();
        Api.Asked.Clear();
    }

    private async Task<BackendException> FailsAsync(BackendErrorKind kind, Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<BackendException>(() => Driven.WaitAsync(Cloud.Time, async () =>
        {
            await call();
            return true;
        }));
        Assert.Equal(kind, failure.Kind);
        NoSecret(failure.ToString() + failure.ProviderText);
        Assert.DoesNotContain("<html", failure.Message, StringComparison.OrdinalIgnoreCase);
        return failure;
    }

    private void NoSecret(string text) => Assert.All(Cloud.Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
}
