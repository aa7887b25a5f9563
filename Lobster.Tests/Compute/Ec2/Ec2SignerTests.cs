using System.Text.Json.Nodes;
using Lobster.Backends.Compute.Ec2;
using Lobster.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>Our signature is that of the contract's vector, to the byte.</summary>
public sealed class Ec2SignerTests
{
    private static readonly DateTimeOffset At = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task Sign_RequestOfTheVector_IsItsAuthorization()
    {
        var vector = Vector();
        using var request = Request(vector);

        await new Ec2Signer((string)vector["accessKeyId"]!, (string)vector["secretAccessKey"]!, (string)vector["region"]!, (string)vector["service"]!, new FakeTimeProvider(At)).SignAsync(request, default);

        Assert.Equal((string)vector["body"]!, await request.Content!.ReadAsStringAsync());
        Assert.Equal((string)vector["headers"]!["content-type"]!, request.Content.Headers.ContentType?.ToString());
        Assert.Equal((string)vector["amzDate"]!, request.Headers.GetValues("X-Amz-Date").Single());
        Assert.Equal((string)vector["authorization"]!, request.Headers.GetValues("Authorization").Single());
    }

    [Fact]
    public async Task Canonical_RequestOfTheVector_IsAsGiven()
    {
        var vector = Vector();
        using var request = Request(vector);

        var canonical = Ec2Signer.Canonical(request.Method, request.RequestUri!, request.Content!.Headers.ContentType!.ToString(), (string)vector["amzDate"]!, await request.Content.ReadAsByteArrayAsync());

        Assert.Equal((string)vector["canonicalRequest"]!, canonical);
    }

    [Fact]
    public async Task Sign_Again_IsByTheTimeOfTheTry()
    {
        using var request = Request(Vector());
        var time = new FakeTimeProvider(At);
        var signer = new Ec2Signer("AKIDEXAMPLE", "secret", "us-west-2", "monitoring", time);

        await signer.SignAsync(request, default);
        time.Advance(TimeSpan.FromSeconds(10));
        await signer.SignAsync(request, default);

        Assert.Equal("20300102T030415Z", request.Headers.GetValues("X-Amz-Date").Single());
        Assert.Single(request.Headers.GetValues("Authorization"));
    }

    private static JsonNode Vector() => JsonNode.Parse(File.ReadAllText(Contracts.At("ec2", "sigv4-cloudwatch-vector.json")))!["vectors"]![0]!;

    // As our client writes it.
    private static HttpRequestMessage Request(JsonNode vector) => new(HttpMethod.Post, $"https://{vector["headers"]!["host"]}/")
    {
        Content = Ec2Form.Content(Ec2Metrics.Form("i-0123456789abcdef0", "NetworkOut", new DateTimeOffset(2030, 1, 2, 3, 0, 0, TimeSpan.Zero), new DateTimeOffset(2030, 1, 2, 4, 0, 0, TimeSpan.Zero))),
    };
}
