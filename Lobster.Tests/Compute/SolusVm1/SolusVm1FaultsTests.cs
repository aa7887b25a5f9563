using System.Net;
using System.Text;
using Lobster.Backends.Compute.SolusVm1;
using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.SolusVm1;

/// <summary>A master's own ways of saying no, all with status 200.</summary>
public sealed class SolusVm1FaultsTests
{
    [Theory]
    [InlineData("Virtual server not found", BackendErrorKind.NotFound)]
    [InlineData("Node not found", BackendErrorKind.Rejected)]
    [InlineData("Invalid id or key", BackendErrorKind.Unauthorized)]
    [InlineData("Invalid ipaddress", BackendErrorKind.Unauthorized)]
    [InlineData("Invalid Custom burst memory", BackendErrorKind.Rejected)]
    [InlineData("Not enough disk space", BackendErrorKind.QuotaExceeded)]
    [InlineData("No available ip addresses", BackendErrorKind.QuotaExceeded)]
    [InlineData("No free ip addresses", BackendErrorKind.QuotaExceeded)]
    [InlineData("Client limit reached", BackendErrorKind.QuotaExceeded)]
    [InlineData("Virtual server is being rebuilt", BackendErrorKind.Conflict)]
    [InlineData("Migration in progress", BackendErrorKind.Conflict)]
    [InlineData("something new", BackendErrorKind.Rejected)]
    public void Answer_Error_IsThatKindInBothFormats(string text, BackendErrorKind expected)
    {
        foreach (var body in new[] { $$"""{"status":"error","statusmsg":"{{text}}"}""", $"<status>error</status>\n<statusmsg>{text}</statusmsg>" })
        {
            var failure = Meaning(body);

            Assert.Equal((expected, text), (failure!.Kind, failure.ProviderText));
            Assert.DoesNotContain(text, failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Invalid id or key", BackendErrorKind.Unauthorized)]
    [InlineData("Invalid ipaddress\n", BackendErrorKind.Unauthorized)]
    [InlineData("Node not found", BackendErrorKind.Rejected)]
    [InlineData("Virtual server not found", BackendErrorKind.NotFound)]
    [InlineData("Fatal error: Out of memory", BackendErrorKind.OutcomeUnknown)]
    [InlineData("success", BackendErrorKind.OutcomeUnknown)]
    [InlineData("", BackendErrorKind.OutcomeUnknown)]
    public void Answer_PlainText_IsARefusalOnlyWhereItIsKnown(string text, BackendErrorKind expected) => Assert.Equal(expected, Meaning(text)!.Kind);

    [Theory]
    [InlineData("""{"status":"perhaps"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"status\":\"suc")]
    [InlineData("<html><body>502</body></html>")]
    [InlineData("<!DOCTYPE html><html><body>502</body></html>")]
    [InlineData("<status>success")]
    public void Answer_ThatIsNone_LeavesTheOutcomeOpen(string body) => Assert.Equal(BackendErrorKind.OutcomeUnknown, Meaning(body)!.Kind);

    [Theory]
    [InlineData("""{"status":"success","statusmsg":""}""")]
    [InlineData("""{"vserverid":"412"}""")]
    [InlineData("<vserverid>412</vserverid>")]
    public void Answer_SuccessAlsoWithoutAStatus_IsASuccess(string body) => Assert.Null(Meaning(body));

    [Theory]
    [InlineData("error-auth-plain.txt", BackendErrorKind.Unauthorized)]
    [InlineData("error-ip-plain.txt", BackendErrorKind.Unauthorized)]
    [InlineData("error-generic.json", BackendErrorKind.NotFound)]
    [InlineData("error-generic.xml", BackendErrorKind.NotFound)]
    public void Answer_OfTheContract_IsThatKind(string file, BackendErrorKind expected) =>
        Assert.Equal(expected, Meaning(File.ReadAllText(Contracts.At("solusvm1", "responses", file)))!.Kind);

    private static BackendException? Meaning(string body)
    {
        var faults = new SolusVm1Faults();
        var answer = new HttpAnswer(HttpMethod.Post, HttpStatusCode.OK, Encoding.UTF8.GetBytes(body));
        return faults.Meaning(answer, body.Length == 0 ? null : faults.Words(answer));
    }
}
