using System.Net;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.Gce;

/// <summary>Tokens: when they are asked for, and what a refusal means.</summary>
public sealed class GceTokenTests : ConformanceSuite<GceFixture>
{
    private int Tokens => Cloud.Api.Requests.Count(IsToken);

    [Fact]
    public async Task Calls_ManyAtOnce_AskForOneToken()
    {
        var isAnswered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Api.Meet(new Trouble(IsToken)
        {
            Afterwards = async cancel =>
            {
                await isAnswered.Task.WaitAsync(cancel);
                return new Answer(HttpStatusCode.OK, """{"access_token":"ya29.fake-1","expires_in":3599,"token_type":"Bearer"}""").ToResponse();
            },
        });

        var calls = Enumerable.Range(0, 20).Select(_ => ListAsync()).ToList();
        isAnswered.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal(1, Tokens);
    }

    [Theory]
    [InlineData(3538, 1)]
    [InlineData(3540, 2)]
    public async Task Token_IsKeptUntilAMinuteBeforeItsEnd(int secondsLater, int tokens)
    {
        await ListAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(secondsLater));

        await ListAsync();

        Assert.Equal(tokens, Tokens);
    }

    [Fact]
    public async Task Change_TokenWithdrawn_IsSentOnceMoreWithAnother()
    {
        var vm = await RunningAsync();
        Cloud.Api.ForgetTokens();
        Cloud.Api.Asked.Clear();

        await Cloud.Backend.DeleteAsync(vm.Id, Token);

        Assert.Equal(["DELETE", "POST /token", "DELETE"], Cloud.Api.Asked.Select(a => a.StartsWith("DELETE", StringComparison.Ordinal) ? "DELETE" : a));
    }

    [Fact]
    public async Task Calls_ManyWithAWithdrawnToken_AskForOneMore()
    {
        await ListAsync();
        Cloud.Api.ForgetTokens();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ListAsync()));

        Assert.Equal(2, Tokens);
    }

    [Fact]
    public async Task Token_Refused_IsUnauthorizedAndNothingElseIsAsked()
    {
        var backend = Cloud.Open(new Dictionary<string, string> { ["zone"] = GceFake.Zone, ["serviceAccount"] = GceFakeAccount.Withdrawn.File });

        var failure = await RefusedAsync(BackendErrorKind.Unauthorized, () => backend.CreateAsync(Request(), Token));

        Assert.Equal("Invalid JWT Signature.", failure.ProviderText);
        Assert.Equal(["POST /token"], Cloud.Api.Asked);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"access_token":null,"expires_in":3599}""")]
    public async Task Token_AnswerThatCannotBeRead_IsUnavailableAlsoForAChange(string body)
    {
        Cloud.Api.Meet(new Trouble(IsToken) { Instead = Trouble.Says(HttpStatusCode.OK, body) });

        await RefusedAsync(BackendErrorKind.Unavailable, () => Backend.CreateAsync(Request(), Token));

        Assert.DoesNotContain(Cloud.Api.Requests, Cloud.IsCreate);
    }

    [Fact]
    public async Task Token_NeverAnswered_GivesUpByOurClock()
    {
        Cloud.Api.Meet(new Trouble(IsToken) { Times = int.MaxValue, Instead = Trouble.Hangs });

        await RefusedAsync(BackendErrorKind.Unavailable, () => Driven.WaitAsync(Cloud.Time, () => Backend.CreateAsync(Request(), Token)));
        Assert.Equal(3, Tokens);
    }

    private static bool IsToken(HttpRequestMessage request) => request.RequestUri!.AbsolutePath == "/token";
}
