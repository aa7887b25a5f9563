using System.Net;
using Lobster.Backends.Compute.Ec2;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>The SDK has nothing of its own on the way out: no repeats, no clock, no credentials.</summary>
public sealed class Ec2SdkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Settings_OfTheSdk_RepeatNothingAndCorrectNoClock()
    {
        using var wire = new WireRecorder();

        var config = Ec2Sdk.Open(wire.Client(new Ec2Faults()), new Uri("https://ec2.us-west-2.amazonaws.com/"), "us-west-2").Value.Config;

        Assert.Equal((0, true, "us-west-2"), (config.MaxErrorRetry, config.DisableClockSkewCorrection, config.AuthenticationRegion));
    }

    [Fact]
    public async Task Regions_OfTwoTenants_SignEachWithTheirOwnAndByOurClock()
    {
        await using var cloud = new Ec2Fixture();
        var stranger = cloud.Open(new Dictionary<string, string> { ["accessKeyId"] = "AKIASTRANGER", ["secretAccessKey"] = "other", ["region"] = "eu-central-1" });

        await ListAsync(cloud.Backend);
        await Assert.ThrowsAsync<BackendException>(() => ListAsync(stranger));
        await ListAsync(cloud.Backend);

        Assert.Equal(
            [$"{Ec2Fake.AccessKeyId}/20260301/us-west-2/ec2", "AKIASTRANGER/20260301/eu-central-1/ec2", $"{Ec2Fake.AccessKeyId}/20260301/us-west-2/ec2"],
            cloud.Api.Requests.Select(r => r.Headers.GetValues("Authorization").Single().Split("Credential=")[1].Split("/aws4_request")[0]));
    }

    [Fact]
    public async Task Clock_AwsFindsItWrong_ChangesNothingForTheNextRequest()
    {
        await using var cloud = new Ec2Fixture();
        cloud.Api.Meet(new Trouble(_ => true)
        {
            Instead = Trouble.Says(HttpStatusCode.Forbidden, "<Response><Errors><Error><Code>RequestExpired</Code><Message>Request has expired. Timestamp date is 2026-03-01T02:00:00Z</Message></Error></Errors></Response>", "text/xml"),
        });

        var refusal = await Assert.ThrowsAsync<BackendException>(() => ListAsync(cloud.Backend));
        await ListAsync(cloud.Backend);

        Assert.Equal((BackendErrorKind.Unauthorized, 2), (refusal.Kind, cloud.Api.Requests.Count));
        Assert.Contains("clock", refusal.Message, StringComparison.Ordinal);
        Assert.All(cloud.Api.Requests, r => Assert.Equal("20260301T000000Z", r.Headers.GetValues("X-Amz-Date").Single()));
    }

    private static async Task ListAsync(IComputeBackend backend) => await backend.ListAsync(Token).ToListAsync(Token);
}
