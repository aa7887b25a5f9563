using System.Globalization;
using Lobster.Backends.Compute.Ec2;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;

namespace Lobster.Tests.Compute.Ec2.Moto;

/// <summary>Transfer of somebody else's CloudWatch, which is told what a machine sent.</summary>
[Collection(OneMoto.Name)]
public sealed class MotoTransferTests : ConformanceSuite<MotoFixture>
{
    [Fact]
    public async Task Transfer_HoursOfTwoDays_AreTwoDaysOfBytes()
    {
        if (Cloud.Network is not { } network) return; // there is no moto; our own fake is read by the suites of the fake
        var vm = await RunningAsync();
        var today = Instant.StartOf(Instant.From(TimeProvider.System.GetUtcNow()).Day).ToDateTimeOffset();
        foreach (var (at, bytes) in new[] { (today.AddHours(-2), 1_500_000_000L), (today.AddHours(-1), 7L), (today, 40L) }) await PutAsync(network, vm.Id.Split(':')[1], at, bytes);

        var days = await Capability<ITransferMeter>().ReadTransferAsync([vm.Id], Instant.From(today.AddDays(-3)), Token).ToListAsync(Token);

        Assert.Equal([1_500_000_007L, 40L], days.Select(d => d.OutBytes ?? 0));
        Assert.All(days, d => Assert.Null(d.InBytes));
    }

    private static async Task PutAsync(HttpMessageHandler network, string instance, DateTimeOffset at, long bytes)
    {
        var form = Ec2Form.Write(
            ("Action", "PutMetricData"), ("Version", "2010-08-01"), ("Namespace", "AWS/EC2"), ("MetricData.member.1.MetricName", "NetworkOut"), ("MetricData.member.1.Unit", "Bytes"),
            ("MetricData.member.1.Dimensions.member.1.Name", "InstanceId"), ("MetricData.member.1.Dimensions.member.1.Value", instance),
            ("MetricData.member.1.Timestamp", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), ("MetricData.member.1.Value", bytes.ToString(CultureInfo.InvariantCulture)));
        using var http = new HttpClient(network, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Post, MotoServer.Address) { Content = Ec2Form.Content(form) };
        await new Ec2Signer("AKIATESTTESTTESTTEST", "secret", "us-west-2", "monitoring", TimeProvider.System).SignAsync(request, Token);
        using var answer = await http.SendAsync(request, Token);
        answer.EnsureSuccessStatusCode();
    }
}
