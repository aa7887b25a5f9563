using System.Net;
using System.Text;
using Lobster.Backends.Compute.LunaNode;
using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.LunaNode;

/// <summary>Luna Node's own ways of saying no, all with status 200.</summary>
public sealed class LunaNodeFaultsTests
{
    [Theory]
    [InlineData("authentication failure; common reasons: bad nonce (computer time off), source IP mismatch, invalid API id/key", BackendErrorKind.Unauthorized)]
    [InlineData("invalid vm", BackendErrorKind.NotFound)]
    [InlineData("invalid image selection", BackendErrorKind.NotFound)]
    [InlineData("invalid image", BackendErrorKind.NotFound)]
    [InlineData("invalid plan selection", BackendErrorKind.NotFound)]
    [InlineData("invalid region", BackendErrorKind.Rejected)]
    [InlineData("hostname, plan_id, and/or image_id not set", BackendErrorKind.Rejected)]
    [InlineData("Cannot 'stop' instance while it is in task_state powering-off", BackendErrorKind.Conflict)]
    [InlineData("Cannot 'reboot' instance while it is in vm_state stopped", BackendErrorKind.Conflict)]
    [InlineData("VM limit reached", BackendErrorKind.QuotaExceeded)]
    [InlineData("Quota exceeded", BackendErrorKind.QuotaExceeded)]
    [InlineData("insufficient credit", BackendErrorKind.QuotaExceeded)]
    [InlineData("rate limit exceeded", BackendErrorKind.RateLimited)]
    [InlineData("too many requests", BackendErrorKind.RateLimited)]
    [InlineData("something new", BackendErrorKind.Rejected)]
    public void Answer_No_IsThatKindAndKeepsTheTextForTheOperator(string text, BackendErrorKind expected)
    {
        var failure = Meaning($$"""{"success":"no","error":"{{text}}"}""");

        Assert.Equal((expected, text), (failure!.Kind, failure.ProviderText));
        Assert.DoesNotContain(text, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"success":"no"}""", BackendErrorKind.Rejected)]
    [InlineData("{}", BackendErrorKind.OutcomeUnknown)]
    [InlineData("""{"success":true,"vm_id":"1"}""", BackendErrorKind.OutcomeUnknown)]
    [InlineData("""{"success":"perhaps"}""", BackendErrorKind.OutcomeUnknown)]
    [InlineData("[]", BackendErrorKind.OutcomeUnknown)]
    [InlineData("", BackendErrorKind.OutcomeUnknown)]
    public void Answer_NotYes_IsNoSuccess(string body, BackendErrorKind expected) => Assert.Equal(expected, Meaning(body)!.Kind);

    [Fact]
    public void Answer_Yes_IsASuccess() => Assert.Null(Meaning("""{"success":"yes"}"""));

    [Theory]
    [InlineData("error-auth.json", BackendErrorKind.Unauthorized)]
    [InlineData("error-create.json", BackendErrorKind.Rejected)]
    [InlineData("error-invalid-vm.json", BackendErrorKind.NotFound)]
    public void Answer_OfTheContract_IsThatKind(string file, BackendErrorKind expected) =>
        Assert.Equal(expected, Meaning(File.ReadAllText(Contracts.At("lunanode", "responses", file)))!.Kind);

    private static BackendException? Meaning(string body)
    {
        var faults = new LunaNodeFaults();
        var answer = new HttpAnswer(HttpMethod.Post, HttpStatusCode.OK, Encoding.UTF8.GetBytes(body));
        return faults.Meaning(answer, faults.Words(answer));
    }
}
