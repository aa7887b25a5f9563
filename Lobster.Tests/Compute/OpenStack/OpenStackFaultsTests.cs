using System.Net;
using System.Text;
using Lobster.Backends.Compute.OpenStack;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.OpenStack;

/// <summary>What each service says when something goes wrong, and what it means.</summary>
public sealed class OpenStackFaultsTests
{
    [Theory]
    [InlineData(403, """{"forbidden":{"code":403,"message":"Quota exceeded for cores: Requested 4, but already used 18 of 20 cores"}}""", BackendErrorKind.QuotaExceeded)]
    [InlineData(403, """{"forbidden":{"code":403,"message":"Policy doesn't allow os_compute_api:servers:create to be performed."}}""", BackendErrorKind.Unauthorized)]
    [InlineData(403, """{"message":"Image 7 is protected and cannot be deleted.","code":"403 Forbidden","title":"Forbidden"}""", BackendErrorKind.Rejected)]
    [InlineData(409, """{"NeutronError":{"type":"OverQuota","message":"Quota exceeded for resources: ['floatingip'].","detail":""}}""", BackendErrorKind.QuotaExceeded)]
    [InlineData(409, """{"NeutronError":{"type":"IpAddressGenerationFailure","message":"No more IP addresses available on network 7.","detail":""}}""", BackendErrorKind.QuotaExceeded)]
    [InlineData(409, """{"conflictingRequest":{"code":409,"message":"Cannot 'stop' instance 7 while it is in vm_state stopped"}}""", BackendErrorKind.Conflict)]
    [InlineData(409, """{"conflictingRequest":{"code":409,"message":"Instance 7 is locked"}}""", BackendErrorKind.Rejected)]
    [InlineData(413, """{"overLimit":{"code":413,"message":"Quota exceeded"}}""", BackendErrorKind.QuotaExceeded)]
    [InlineData(400, """{"badRequest":{"code":400,"message":"Invalid imageRef provided."}}""", BackendErrorKind.Rejected)]
    [InlineData(400, """{"badRequest":{"code":400,"message":"Unavailable console type serial."}}""", BackendErrorKind.Rejected)]
    [InlineData(409, """{"conflictingRequest":{"code":409,"message":"Instance 7 is not ready"}}""", BackendErrorKind.Conflict)]
    [InlineData(501, """{"notImplemented":{"code":501,"message":"Requested functionality is not supported."}}""", BackendErrorKind.Rejected)]
    [InlineData(404, "<html><head><title>404 Not Found</title></head></html>", BackendErrorKind.NotFound)]
    [InlineData(401, """{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}""", BackendErrorKind.Unauthorized)]
    [InlineData(300, """{"choices":[]}""", BackendErrorKind.Unavailable)]
    [InlineData(500, """{"computeFault":{"code":500,"message":"Unexpected API Error."}}""", BackendErrorKind.OutcomeUnknown)]
    public void Meaning_WhatIsSaid_IsThatKind(int status, string body, BackendErrorKind kind) => Assert.Equal(kind, Read(status, body).Kind);

    [Fact]
    public void Meaning_OverLimitWithRetryAfter_IsARateAndSaysHowLong()
    {
        var answer = new HttpAnswer(HttpMethod.Post, HttpStatusCode.RequestEntityTooLarge, "{}"u8.ToArray()) { RetryAfter = TimeSpan.FromSeconds(9) };

        var meaning = new OpenStackFaults().Meaning(answer, null)!;

        Assert.Equal((BackendErrorKind.RateLimited, TimeSpan.FromSeconds(9)), (meaning.Kind, meaning.RetryAfter));
    }

    [Fact]
    public void Words_EachService_AreItsMessage()
    {
        Assert.Equal("one", Words("""{"itemNotFound":{"code":404,"message":"one"}}"""));
        Assert.Equal("two", Words("""{"NeutronError":{"type":"T","message":"two","detail":""}}"""));
        Assert.Equal("three", Words("""{"message":"three","code":"400 Bad Request"}"""));
        Assert.Null(Words("<html>four</html>"));
        Assert.Null(Words("[]"));
    }

    private static string? Words(string body) => new OpenStackFaults().Words(Answer(404, body));

    private static BackendException Read(int status, string body)
    {
        var faults = new OpenStackFaults();
        var answer = Answer(status, body);
        var said = faults.Words(answer);
        return faults.Meaning(answer, said) ?? HttpFaults.Of("OpenStack", answer, said);
    }

    private static HttpAnswer Answer(int status, string body) => new(HttpMethod.Post, (HttpStatusCode)status, Encoding.UTF8.GetBytes(body));
}
