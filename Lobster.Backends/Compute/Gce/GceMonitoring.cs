using System.Globalization;
using Lobster.Backends.Http;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>Cloud Monitoring v3: what the network cards of a zone's instances sent and received.</summary>
internal sealed class GceMonitoring(ProviderClient http, string project)
{
    // Points, not series; some megabytes.
    private const int PageSize = 50_000;

    /// <summary>The metric of what guests send.</summary>
    public const string Sent = "sent_bytes_count";

    /// <summary>The metric of what guests receive.</summary>
    public const string Received = "received_bytes_count";

    /// <summary>
    /// GET projects/P/timeSeries [projects.timeSeries.list], all pages: bytes of every whole span between two moments, one series for each instance, whatever its cards.
    /// </summary>
    /// <param name="metric"><see cref="Sent"/> or <see cref="Received"/>.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="from">From when.</param>
    /// <param name="until">Until when; spans are counted back from here.</param>
    /// <param name="span">How long a span is.</param>
    /// <param name="token">Ours.</param>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Unavailable"/>: something of it cannot be read now.</exception>
    public IAsyncEnumerable<GceSeries> BytesAsync(string metric, string zone, Instant from, Instant until, TimeSpan span, CancellationToken token)
    {
        var query = string.Join('&', Query(metric, zone, from, until, span).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
        return Paging.ByCursorAsync("Google", async (cursor, cancel) =>
        {
            var next = cursor is null ? "" : $"&pageToken={Uri.EscapeDataString(cursor)}";
            var page = await http.GetAsync($"projects/{project}/timeSeries?{query}{next}", GceJson.Default.GceSeriesAnswer, cancel);
            if (page.ExecutionErrors is { Count: > 0 }) throw new BackendException(BackendErrorKind.Unavailable, "Google cannot tell all of the transfer now.");
            return (page.TimeSeries ?? [], page.NextPageToken);
        }, token);
    }

    private static IEnumerable<(string Name, string Value)> Query(string metric, string zone, Instant from, Instant until, TimeSpan span) =>
    [
        ("filter", $"""metric.type="compute.googleapis.com/instance/network/{metric}" AND resource.type="gce_instance" AND resource.labels.zone="{zone}" """.TrimEnd()),
        ("interval.startTime", from.ToString()), ("interval.endTime", until.ToString()),
        ("aggregation.alignmentPeriod", string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalSeconds}s")), ("aggregation.perSeriesAligner", "ALIGN_DELTA"),
        ("aggregation.crossSeriesReducer", "REDUCE_SUM"), ("aggregation.groupByFields", "resource.labels.instance_id"), ("aggregation.groupByFields", "metric.labels.instance_name"),
        ("pageSize", string.Create(CultureInfo.InvariantCulture, $"{PageSize}")), ("prettyPrint", "false"),
    ];
}
