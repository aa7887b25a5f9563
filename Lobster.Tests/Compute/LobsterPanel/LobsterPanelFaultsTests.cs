using System.Net;
using System.Text;
using Lobster.Backends.Compute.LobsterPanel;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.LobsterPanel;

/// <summary>The original's own ways of saying no, each a line of plain text.</summary>
public sealed class LobsterPanelFaultsTests
{
    [Theory]
    [InlineData(400, "operation not supported", BackendErrorKind.Rejected)]
    [InlineData(400, "VM is not ready yet", BackendErrorKind.Conflict)]
    [InlineData(400, "VM has pending task, please try again later", BackendErrorKind.Conflict)]
    [InlineData(400, "VM is suspended due to negative credit, make a payment first", BackendErrorKind.QuotaExceeded)]
    [InlineData(400, "Create failed: insufficient credit (make a payment from the Billing tab)", BackendErrorKind.QuotaExceeded)]
    [InlineData(400, "Create failed: you have exceeded your current VM count limit, please contact support to have your limit increased", BackendErrorKind.QuotaExceeded)]
    [InlineData(400, "this VM already has the maximum of 1 IP addresses", BackendErrorKind.QuotaExceeded)]
    [InlineData(400, "Create failed: specified image does not exist", BackendErrorKind.Rejected)]
    [InlineData(400, "Create failed: specified image is not ready", BackendErrorKind.Conflict)]
    [InlineData(400, "no such plan", BackendErrorKind.Rejected)]
    [InlineData(400, "Fetch failed: invalid region", BackendErrorKind.Rejected)]
    [InlineData(400, "invalid image ID", BackendErrorKind.NotFound)]
    [InlineData(400, "Invalid VM ID", BackendErrorKind.NotFound)]
    [InlineData(400, "Authorization header must take the form 'lobster authdata'", BackendErrorKind.Unauthorized)]
    [InlineData(400, "something new", BackendErrorKind.Rejected)]
    [InlineData(401, "authentication failure", BackendErrorKind.Unauthorized)]
    [InlineData(401, "failed IP restriction", BackendErrorKind.Unauthorized)]
    [InlineData(404, "No virtual machine with that ID", BackendErrorKind.NotFound)]
    [InlineData(404, "No image with that ID", BackendErrorKind.NotFound)]
    public void Answer_No_IsThatKindAndKeepsTheTextForTheOperator(int status, string line, BackendErrorKind expected)
    {
        var failure = Failure((HttpStatusCode)status, line + "\n");

        Assert.Equal((expected, line), (failure.Kind, failure.ProviderText));
        Assert.DoesNotContain(line, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_NoPlainText_IsJudgedByItsStatus() => Assert.Equal(BackendErrorKind.NotFound, Failure(HttpStatusCode.NotFound, "<html><body>404</body></html>").Kind);

    [Fact]
    public void Answer_Success_IsNone()
    {
        var faults = new LobsterPanelFaults();
        var answer = new HttpAnswer(HttpMethod.Get, HttpStatusCode.Created, Encoding.UTF8.GetBytes("operation not supported"));

        Assert.Null(faults.Meaning(answer, faults.Words(answer)));
    }

    private static BackendException Failure(HttpStatusCode status, string body)
    {
        var faults = new LobsterPanelFaults();
        var answer = new HttpAnswer(HttpMethod.Post, status, Encoding.UTF8.GetBytes(body));
        return faults.Meaning(answer, faults.Words(answer)) ?? HttpFaults.Of("Lobster", answer, faults.Words(answer));
    }
}
