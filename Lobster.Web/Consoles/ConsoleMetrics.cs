using System.Diagnostics.Metrics;
using Lobster.Core.Consoles;
using Lobster.Web.Observability;

namespace Lobster.Web.Consoles;

/// <summary>Figures of the consoles that this process serves.</summary>
internal sealed class ConsoleMetrics
{
    private readonly UpDownCounter<int> open;
    private readonly Counter<long> bytes;
    private readonly Counter<long> refused;
    private readonly Counter<long> closed;

    public ConsoleMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(PanelMetrics.MeterName);
        open = meter.CreateUpDownCounter<int>("lobster.console.open", "{console}", "Consoles that are open now.");
        bytes = meter.CreateCounter<long>("lobster.console.bytes", "By", "Bytes through consoles.");
        refused = meter.CreateCounter<long>("lobster.console.refused", "{connection}", "Connections that were not let in.");
        closed = meter.CreateCounter<long>("lobster.console.closed", "{console}", "Consoles that were closed.");
    }

    /// <summary>One was let in.</summary>
    public void Opened() => open.Add(1);

    /// <summary>It is over.</summary>
    public void Closed(ConsoleEnd end, ConsoleTally tally)
    {
        open.Add(-1);
        closed.Add(1, new KeyValuePair<string, object?>("end", end.ToString()));
        bytes.Add(tally.BytesIn, new KeyValuePair<string, object?>("direction", "in"));
        bytes.Add(tally.BytesOut, new KeyValuePair<string, object?>("direction", "out"));
    }

    /// <summary>Somebody was not let in.</summary>
    public void Refused(string why) => refused.Add(1, new KeyValuePair<string, object?>("why", why));
}
