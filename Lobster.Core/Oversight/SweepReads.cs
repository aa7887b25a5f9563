using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Oversight;

/// <summary>Reads how the sweeps went.</summary>
internal static class SweepReads
{
    private const int Runs = 24;

    /// <summary>Every sweep that ever ran, with its last runs.</summary>
    public static async Task<IReadOnlyList<SweepLine>> SweepLinesAsync(this LobsterDbContext db, CancellationToken cancellationToken)
    {
        var states = await db.SweepStates.Where(s => s.Sweep != Heartbeat.Row).ToDictionaryAsync(s => s.Sweep, cancellationToken);
        var names = await db.SweepRuns.Select(r => r.Sweep).Distinct().ToListAsync(cancellationToken);
        var lines = new List<SweepLine>();
        foreach (var name in names.Union(states.Keys).Order(StringComparer.Ordinal))
        {
            var runs = await db.SweepRuns.Where(r => r.Sweep == name).OrderByDescending(r => r.Id).Take(Runs).ToListAsync(cancellationToken);
            var state = states.GetValueOrDefault(name);
            lines.Add(new SweepLine(name, state?.RanAt, state?.HeldBecause, [.. runs.AsEnumerable().Reverse().Select(r => new SweepTick(
                r.StartedAt, r.FinishedAt is { } end ? end - r.StartedAt : null, TimeSpan.FromMilliseconds(r.LagMs), r.Done, r.Failed))]));
        }

        return lines;
    }
}
