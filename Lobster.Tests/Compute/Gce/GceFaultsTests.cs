using System.Net;
using System.Text;
using Lobster.Backends.Compute.Gce;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Gce;

/// <summary>Google's own ways of saying no.</summary>
public sealed class GceFaultsTests
{
    [Theory]
    [InlineData("GET", 403, "rateLimitExceeded", BackendErrorKind.RateLimited)]
    [InlineData("POST", 403, "userRateLimitExceeded", BackendErrorKind.RateLimited)]
    [InlineData("POST", 403, "quotaExceeded", BackendErrorKind.QuotaExceeded)]
    [InlineData("POST", 403, "limitExceeded", BackendErrorKind.QuotaExceeded)]
    [InlineData("POST", 403, "forbidden", BackendErrorKind.Unauthorized)]
    [InlineData("GET", 403, "accessNotConfigured", BackendErrorKind.Unauthorized)]
    [InlineData("POST", 403, "insufficientPermissions", BackendErrorKind.Unauthorized)]
    [InlineData("GET", 401, "authError", BackendErrorKind.Unauthorized)]
    [InlineData("GET", 404, "notFound", BackendErrorKind.NotFound)]
    [InlineData("POST", 409, "alreadyExists", BackendErrorKind.Conflict)]
    [InlineData("POST", 412, "conditionNotMet", BackendErrorKind.Conflict)]
    [InlineData("POST", 400, "resourceNotReady", BackendErrorKind.Conflict)]
    [InlineData("DELETE", 400, "resourceInUseByAnotherResource", BackendErrorKind.Conflict)]
    [InlineData("POST", 400, "invalid", BackendErrorKind.Rejected)]
    [InlineData("POST", 400, "something new", BackendErrorKind.Rejected)]
    [InlineData("GET", 429, "rateLimitExceeded", BackendErrorKind.RateLimited)]
    [InlineData("GET", 503, "backendError", BackendErrorKind.Unavailable)]
    [InlineData("POST", 503, "backendError", BackendErrorKind.OutcomeUnknown)]
    [InlineData("POST", 500, "quotaExceeded", BackendErrorKind.OutcomeUnknown)]
    public void Answer_Refused_IsThatKind(string method, int status, string reason, BackendErrorKind expected)
    {
        var body = $$"""{"error":{"code":{{status}},"message":"Not so","errors":[{"message":"Not so","domain":"global","reason":"{{reason}}"}],"status":"X"} }""";

        var failure = Failure(new GceFaults(), method, status, body);

        Assert.Equal((expected, "Not so"), (failure.Kind, failure.ProviderText));
    }

    [Theory]
    [InlineData("ZONE_RESOURCE_POOL_EXHAUSTED", BackendErrorKind.QuotaExceeded)]
    [InlineData("ZONE_RESOURCE_POOL_EXHAUSTED_WITH_DETAILS", BackendErrorKind.QuotaExceeded)]
    [InlineData("QUOTA_EXCEEDED", BackendErrorKind.QuotaExceeded)]
    [InlineData("RESOURCE_ALREADY_EXISTS", BackendErrorKind.Conflict)]
    [InlineData("RESOURCE_NOT_READY", BackendErrorKind.Conflict)]
    [InlineData("RESOURCE_IN_USE_BY_ANOTHER_RESOURCE", BackendErrorKind.Conflict)]
    [InlineData("RESOURCE_NOT_FOUND", BackendErrorKind.NotFound)]
    [InlineData("RESOURCE_OPERATION_RATE_EXCEEDED", BackendErrorKind.RateLimited)]
    [InlineData("PERMISSIONS_ERROR", BackendErrorKind.Unauthorized)]
    [InlineData("INTERNAL_ERROR", BackendErrorKind.Unavailable)]
    [InlineData("INVALID_USAGE", BackendErrorKind.Rejected)]
    [InlineData("SOMETHING_NEW", BackendErrorKind.Rejected)]
    public void Operation_Failed_IsThatKind(string code, BackendErrorKind expected)
    {
        var failure = GceFaults.Of(new GceOperation("one") { Status = "DONE", Error = new([new(code, "Not so")]) });

        Assert.Equal((expected, "Not so"), (failure!.Kind, failure.ProviderText));
    }

    [Fact]
    public void Operation_FailedWithoutAWord_IsRejected() => Assert.Equal(BackendErrorKind.Rejected, GceFaults.Of(new GceOperation("one") { Status = "DONE", Error = new() })!.Kind);

    [Fact]
    public void Operation_Well_IsNoFailure() => Assert.Null(GceFaults.Of(new GceOperation("one") { Status = "DONE" }));

    [Fact]
    public void Rejected_MessageOfTheProvider_IsTold() =>
        Assert.Equal("Invalid value for field.", Failure(new GceFaults(), "POST", 400, """{"error":{"code":400,"message":"Invalid value for field","errors":[{"reason":"invalid"}]}}""").Message);

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"Invalid JWT Signature."}""", BackendErrorKind.Unauthorized, "Invalid JWT Signature.")]
    [InlineData(401, """{"error":"unauthorized_client"}""", BackendErrorKind.Unauthorized, "unauthorized_client")]
    [InlineData(503, "<html>", BackendErrorKind.Unavailable, null)]
    public void Token_Refused_IsThatKind(int status, string body, BackendErrorKind expected, string? words)
    {
        var failure = Failure(new GceTokenFaults(), "GET", status, body);

        Assert.Equal((expected, words), (failure.Kind, failure.ProviderText));
    }

    private static BackendException Failure(IProviderFaults faults, string method, int status, string body)
    {
        var answer = new HttpAnswer(new HttpMethod(method), (HttpStatusCode)status, Encoding.UTF8.GetBytes(body));
        var said = faults.Words(answer);
        return faults.Meaning(answer, said) ?? HttpFaults.Of("Google", answer, said);
    }
}
