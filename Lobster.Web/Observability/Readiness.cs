using System.Data.Common;
using Lobster.Core;
using Microsoft.Extensions.Options;

namespace Lobster.Web.Observability;

/// <summary>Decides whether this panel can do its work: the database answers, no sweep is late. Regions that fail are told, but do not make it unready.</summary>
internal sealed class Readiness(PanelReadings readings, IOptions<ObservabilityOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The state now.</summary>
    public async Task<ReadinessReport> CheckAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return Judge(await readings.ReadAsync(both.Token));
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new ReadinessReport(false, "unreachable", [], []);
        }
    }

    private ReadinessReport Judge(PanelSnapshot snapshot)
    {
        var limit = snapshot.At - TimeSpan.FromMinutes(options.Value.SweepLateMinutes);
        List<string> late = [.. from sweep in snapshot.Sweeps where sweep.Value is { } ran && ran < limit orderby sweep.Key select sweep.Key];
        return new ReadinessReport(late.Count == 0, "ok", late, snapshot.FailingRegions);
    }
}

/// <summary>What <c>/readyz</c> answers.</summary>
/// <param name="Ready">Whether the panel can do its work.</param>
/// <param name="Database">"ok" or "unreachable".</param>
/// <param name="LateSweeps">Sweeps that have not committed a run for too long.</param>
/// <param name="FailingRegions">Enabled regions whose backend does not answer.</param>
internal sealed record ReadinessReport(bool Ready, string Database, IReadOnlyList<string> LateSweeps, IReadOnlyList<string> FailingRegions);
