using System.Net;
using System.Text;
using Lobster.Backends.Compute.Linode;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Linode;

/// <summary>Linode's own ways of saying no.</summary>
public sealed class LinodeFaultsTests
{
    [Theory]
    [InlineData("POST", 400, "Linode busy.", BackendErrorKind.Conflict)]
    [InlineData("POST", 400, "Label must be unique among your linodes", BackendErrorKind.Conflict)]
    [InlineData("POST", 400, "Account Limit reached. Please open a support ticket.", BackendErrorKind.QuotaExceeded)]
    [InlineData("POST", 400, "You've reached a limit for the number of active services on your account.", BackendErrorKind.QuotaExceeded)]
    [InlineData("POST", 400, "Password does not meet strength requirement", BackendErrorKind.Rejected)]
    [InlineData("PUT", 400, "Unable to perform a lookup for mail.example.org.", BackendErrorKind.Rejected)]
    [InlineData("POST", 408, "Please try again", BackendErrorKind.OutcomeUnknown)]
    [InlineData("GET", 408, "Please try again", BackendErrorKind.Unavailable)]
    [InlineData("POST", 500, "Internal server error", BackendErrorKind.OutcomeUnknown)]
    [InlineData("GET", 500, "Internal server error", BackendErrorKind.Unavailable)]
    [InlineData("GET", 401, "Invalid Token", BackendErrorKind.Unauthorized)]
    [InlineData("POST", 403, "Unauthorized", BackendErrorKind.Unauthorized)]
    [InlineData("GET", 404, "Not found", BackendErrorKind.NotFound)]
    [InlineData("POST", 429, "Too many requests.", BackendErrorKind.RateLimited)]
    public void Answer_Refused_IsThatKind(string method, int status, string words, BackendErrorKind expected) =>
        Assert.Equal(expected, Failure(method, status, $$"""{"errors":[{"reason":"{{words}}"}]}""").Kind);

    [Fact]
    public void Answer_SeveralReasons_AllAreTold()
    {
        var failure = Failure("POST", 400, """{"errors":[{"field":"type","reason":"type is required."},{"field":"region","reason":"region is not valid."}]}""");

        Assert.Equal("type is required. region is not valid.", failure.Message);
    }

    [Fact]
    public void Answer_BusyWithTheRequestCountersWait_IsTriedSoon()
    {
        var answer = new HttpAnswer(HttpMethod.Post, HttpStatusCode.BadRequest, Encoding.UTF8.GetBytes("""{"errors":[{"reason":"Linode busy."}]}""")) { RetryAfter = TimeSpan.FromMinutes(2) };

        Assert.Null(new LinodeFaults().Meaning(answer, "Linode busy.")!.RetryAfter);
    }

    private static BackendException Failure(string method, int status, string body)
    {
        var faults = new LinodeFaults();
        var answer = new HttpAnswer(new HttpMethod(method), (HttpStatusCode)status, Encoding.UTF8.GetBytes(body));
        var said = faults.Words(answer);
        return faults.Meaning(answer, said) ?? HttpFaults.Of("Linode", answer, said);
    }
}
