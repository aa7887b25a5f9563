using System.Net;
using System.Text;
using Lobster.Backends.Compute.Vultr;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Vultr;

/// <summary>Vultr's own ways of saying no.</summary>
public sealed class VultrFaultsTests
{
    [Theory]
    [InlineData("DELETE", 500, "Unable to process. Server is currently locked", BackendErrorKind.Conflict)]
    [InlineData("DELETE", 500, "Internal error", BackendErrorKind.OutcomeUnknown)]
    [InlineData("GET", 500, "Internal error", BackendErrorKind.Unavailable)]
    [InlineData("POST", 400, "You have reached the maximum number of active instances", BackendErrorKind.QuotaExceeded)]
    [InlineData("POST", 400, "Invalid plan chosen.", BackendErrorKind.Rejected)]
    [InlineData("DELETE", 403, "Unable to remove the main address.", BackendErrorKind.Rejected)]
    [InlineData("GET", 401, "Unauthorized IP address: 192.0.2.1", BackendErrorKind.Unauthorized)]
    [InlineData("GET", 404, "Invalid instance.", BackendErrorKind.NotFound)]
    [InlineData("POST", 429, "Rate limit exceeded", BackendErrorKind.RateLimited)]
    public void Answer_Refused_IsThatKind(string method, int status, string words, BackendErrorKind expected)
    {
        var faults = new VultrFaults();
        var answer = new HttpAnswer(new HttpMethod(method), (HttpStatusCode)status, Encoding.UTF8.GetBytes($$"""{"error":"{{words}}","status":{{status}}}"""));
        var said = faults.Words(answer);

        var failure = faults.Meaning(answer, said) ?? HttpFaults.Of("Vultr", answer, said);

        Assert.Equal(expected, failure.Kind);
    }
}
