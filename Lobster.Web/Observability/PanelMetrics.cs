using System.Diagnostics.Metrics;
using Lobster.Core;

namespace Lobster.Web.Observability;

/// <summary>The panel's own gauges, under the meter <c>Lobster</c>; they show the latest snapshot.</summary>
internal sealed class PanelMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Lobster";

    private readonly TimeProvider time;
    private volatile PanelSnapshot snapshot = PanelSnapshot.None;

    public PanelMetrics(IMeterFactory meters, TimeProvider time)
    {
        this.time = time;
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("lobster.sweep.lag", SweepLags, "s", "Seconds since a sweep last committed a run.");
        meter.CreateObservableGauge("lobster.operations", Operations, "{operation}", "Operations that are queued, running or waiting.");
        meter.CreateObservableGauge("lobster.regions.failing", () => snapshot.FailingRegions.Count, "{region}", "Enabled regions whose backend does not answer.");
        meter.CreateObservableGauge("lobster.mail.waiting", () => snapshot.WaitingMails, "{mail}", "E-mails not yet sent nor given up.");
    }

    /// <summary>Takes over a reading.</summary>
    public void Show(PanelSnapshot reading) => snapshot = reading;

    private IEnumerable<Measurement<double>> SweepLags()
    {
        var now = Instant.From(time.GetUtcNow());
        foreach (var (sweep, ranAt) in snapshot.Sweeps)
            if (ranAt is { } ran) yield return new((now - ran).TotalSeconds, new KeyValuePair<string, object?>("sweep", sweep));
    }

    private IEnumerable<Measurement<long>> Operations() =>
        snapshot.Operations.Select(o => new Measurement<long>(o.Value, new KeyValuePair<string, object?>("state", o.Key)));
}
