using System.Runtime.CompilerServices;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>
/// Transfer, from Cloud Monitoring: bytes of whole spans that are over, for all machines of the zone at once. Spans lie in fixed places, so that the same bytes are always told in the
/// same one.
/// </summary>
internal sealed partial class GceBackend : ITransferMeter
{
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(10);

    // A minute's figure is seen after up to four more.
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    // One machine that never says anything would otherwise make every reading of its region begin at its birth.
    private static readonly TimeSpan LongestLookBack = TimeSpan.FromDays(2);

    public TransferKind TransferKind => TransferKind.Delta;

    public async IAsyncEnumerable<TransferReading> ReadTransferAsync(
        IReadOnlyCollection<string> vmIds, Instant since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vmIds);
        var now = Instant.From(time.GetUtcNow());
        var (from, until) = (Whole(since > now - LongestLookBack ? since : now - LongestLookBack), Whole(now - Late));
        if (until <= from) yield break;
        foreach (var zone in vmIds.Select(GcePlace.Read).OfType<GcePlace>().GroupBy(at => at.Zone, at => at.Name))
        {
            var sent = await SpansAsync(GceMonitoring.Sent, zone, from, until, cancellationToken);
            var received = await SpansAsync(GceMonitoring.Received, zone, from, until, cancellationToken);
            foreach (var span in sent.Keys.Union(received.Keys).OrderBy(s => s.From))
                yield return new TransferReading(new GcePlace(zone.Key, span.Name).ToString(), TransferKind.Delta, span.Instance, Told(received, span), Told(sent, span), span.From, span.Until);
        }
    }

    // A series may go on on another page.
    private async Task<Dictionary<GceSpan, long>> SpansAsync(string metric, IGrouping<string, string> zone, Instant from, Instant until, CancellationToken cancellationToken)
    {
        var wanted = zone.ToHashSet(StringComparer.Ordinal);
        var spans = new Dictionary<GceSpan, long>();
        await foreach (var series in monitoring.BytesAsync(metric, zone.Key, from, until, Span, cancellationToken))
        {
            if (series.Metric?.Labels?.GetValueOrDefault("instance_name") is not { } name || !wanted.Contains(name)) continue;
            if (series.Resource?.Labels?.GetValueOrDefault("instance_id") is not { Length: > 0 and <= 100 } instance) continue;
            foreach (var point in series.Points ?? [])
                if (point.Value.Int64Value is >= 0 and var bytes && point.Interval.EndTime > point.Interval.StartTime)
                    spans[new GceSpan(name, instance, Instant.From(point.Interval.StartTime), Instant.From(point.Interval.EndTime))] = bytes;
        }

        return spans;
    }

    // A right that is missing, or an API that is not enabled, would go unnoticed until the bill.
    private async Task<string?> WhyNoTransferAsync(CancellationToken cancellationToken)
    {
        var until = Whole(Instant.From(time.GetUtcNow()) - Late);
        try
        {
            await monitoring.BytesAsync(GceMonitoring.Sent, options.Zone, until - Span, until, Span, cancellationToken).CountAsync(cancellationToken);
            return null;
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Unauthorized or BackendErrorKind.NotFound or BackendErrorKind.Rejected)
        {
            return "Transfer cannot be read, and what is not told is not charged: give the service account the role Monitoring Viewer, and enable the Cloud Monitoring API.";
        }
    }

    private static long? Told(Dictionary<GceSpan, long> spans, GceSpan span) => spans.TryGetValue(span, out var bytes) ? bytes : null;

    private static Instant Whole(Instant moment) => new(moment.Micros / (long)Span.TotalMicroseconds * (long)Span.TotalMicroseconds);

    private readonly record struct GceSpan(string Name, string Instance, Instant From, Instant Until);
}
