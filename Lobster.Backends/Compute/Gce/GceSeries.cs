using System.Text.Json.Serialization;

namespace Lobster.Backends.Compute.Gce;

// The wire records of Cloud Monitoring v3, projects.timeSeries.list (https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.timeSeries/list). An answer without
// series is an empty object: nothing is told.

internal sealed record GceSeriesAnswer
{
    public IReadOnlyList<GceSeries>? TimeSeries { get; init; }

    public string? NextPageToken { get; init; }

    /// <summary>What could not be read; the answer is then not whole.</summary>
    public IReadOnlyList<GceSeriesError>? ExecutionErrors { get; init; }
}

internal sealed record GceSeriesError(string? Message = null);

internal sealed record GceSeries
{
    public GceLabelled? Metric { get; init; }

    public GceLabelled? Resource { get; init; }

    public IReadOnlyList<GcePoint>? Points { get; init; }
}

internal sealed record GceLabelled
{
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}

internal sealed record GcePoint(GceInterval Interval, GceValue Value);

internal sealed record GceInterval(DateTimeOffset StartTime, DateTimeOffset EndTime);

internal sealed record GceValue
{
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long? Int64Value { get; init; }
}
