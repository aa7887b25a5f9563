using System.Globalization;
using System.Xml.Linq;
using Lobster.Backends.Http;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>Sums of bytes from CloudWatch (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/), by the same query protocol and signature as EC2.</summary>
internal sealed class Ec2Metrics(ProviderClient http)
{
    /// <summary>The span of one sum.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <summary>GetMetricStatistics AWS/EC2, Sum: when each hour began, and its bytes.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="metric">NetworkIn or NetworkOut.</param>
    /// <param name="from">A whole hour.</param>
    /// <param name="until">The end, exclusive.</param>
    /// <param name="token">Ours.</param>
    public async Task<IReadOnlyList<Ec2Sum>> SumsAsync(string instance, string metric, DateTimeOffset from, DateTimeOffset until, CancellationToken token)
    {
        var answer = await http.AskAsync("", Ec2Form.Content(Form(instance, metric, from, until)), token);
        return [.. Ec2Xml.Read(answer.Body).First("Datapoints")?.Elements().Select(p => Sum(p) ?? throw HttpFaults.Unreadable(Ec2Client.Provider, answer, null)) ?? []];
    }

    /// <summary>The form of the request.</summary>
    public static string Form(string instance, string metric, DateTimeOffset from, DateTimeOffset until) => Ec2Form.Write(
        ("Action", "GetMetricStatistics"), ("Version", "2010-08-01"), ("Namespace", "AWS/EC2"), ("MetricName", metric), ("Dimensions.member.1.Name", "InstanceId"), ("Dimensions.member.1.Value", instance),
        ("StartTime", Moment(from)), ("EndTime", Moment(until)), ("Period", ((int)Period.TotalSeconds).ToString(CultureInfo.InvariantCulture)), ("Statistics.member.1", "Sum"));

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // Bytes are whole, and written as 1.5E7 where they are many.
    private static Ec2Sum? Sum(XElement point) =>
        DateTimeOffset.TryParse(point.First("Timestamp")?.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        && decimal.TryParse(point.First("Sum")?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var bytes) && bytes is >= 0 and <= long.MaxValue
            ? new Ec2Sum(at, (long)Math.Round(bytes))
            : null;
}
