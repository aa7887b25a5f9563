using System.Net;
using System.Text;
using Lobster.Backends.Compute.DigitalOcean;
using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Compute.DigitalOcean;

/// <summary>DigitalOcean's own ways of saying no.</summary>
public sealed class DigitalOceanFaultsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("POST", 422, "Droplet already has a pending event.", BackendErrorKind.Conflict)]
    [InlineData("POST", 422, "Droplet is currently on. Please power it off to run this event.", BackendErrorKind.Conflict)]
    [InlineData("POST", 422, "SSH Key is already in use on your account", BackendErrorKind.Conflict)]
    [InlineData("POST", 422, "Creating this/these droplet(s) will exceed your droplet limit", BackendErrorKind.QuotaExceeded)]
    [InlineData("POST", 403, "You have reached your droplet limit", BackendErrorKind.QuotaExceeded)]
    [InlineData("POST", 403, "You are missing the required permission droplet:create", BackendErrorKind.Unauthorized)]
    [InlineData("POST", 422, "You specified invalid parameters for this request.", BackendErrorKind.Rejected)]
    [InlineData("POST", 400, "Something is wrong", BackendErrorKind.Rejected)]
    [InlineData("GET", 401, "Unable to authenticate you", BackendErrorKind.Unauthorized)]
    [InlineData("GET", 404, "The resource you were accessing could not be found.", BackendErrorKind.NotFound)]
    [InlineData("POST", 429, "API Rate limit exceeded.", BackendErrorKind.RateLimited)]
    [InlineData("GET", 500, "Server error", BackendErrorKind.Unavailable)]
    [InlineData("POST", 500, "Server error", BackendErrorKind.OutcomeUnknown)]
    public void Answer_Refused_IsThatKind(string method, int status, string words, BackendErrorKind expected)
    {
        var answer = new HttpAnswer(new HttpMethod(method), (HttpStatusCode)status, Encoding.UTF8.GetBytes($$"""{"id":"some_id","message":"{{words}}","request_id":"1"}"""));

        Assert.Equal(expected, Failure(answer).Kind);
    }

    [Fact]
    public void Rejected_MessageOfTheProvider_IsTold()
    {
        var answer = new HttpAnswer(HttpMethod.Post, HttpStatusCode.UnprocessableEntity, """{"id":"unprocessable_entity","message":"Name is invalid"}"""u8.ToArray());

        Assert.Equal("Name is invalid.", Failure(answer).Message);
    }

    [Fact]
    public void TooManyRequests_OfTheHour_WaitsForTheOldestRequestToLapse()
    {
        var answer = new HttpAnswer(HttpMethod.Get, HttpStatusCode.TooManyRequests, [])
        {
            Headers = new Dictionary<string, string> { ["ratelimit-remaining"] = "0", ["ratelimit-reset"] = $"{Now.ToUnixTimeSeconds() + 300}" },
        };

        Assert.Equal(TimeSpan.FromSeconds(300), Failure(answer).RetryAfter);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("99999999999999999999")]
    public void TooManyRequests_ResetThatCannotBeRead_IsNotTold(string reset)
    {
        var answer = new HttpAnswer(HttpMethod.Get, HttpStatusCode.TooManyRequests, []) { Headers = new Dictionary<string, string> { ["ratelimit-reset"] = reset } };

        Assert.Null(Failure(answer).RetryAfter);
    }

    private static BackendException Failure(HttpAnswer answer)
    {
        var faults = new DigitalOceanFaults(new FakeTimeProvider(Now));
        var said = faults.Words(answer);
        return faults.Meaning(answer, said) ?? HttpFaults.Of("DigitalOcean", answer, said);
    }
}
