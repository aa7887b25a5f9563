using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Observability;

/// <summary>Reads the state of the panel's work from the database, for gauges and readiness.</summary>
internal sealed class PanelReadings(IDbContextFactory<LobsterDbContext> factory, TimeProvider time)
{
    private static readonly OperationState[] Open = [OperationState.Queued, OperationState.Running, OperationState.Waiting];

    /// <summary>The state now.</summary>
    public async Task<PanelSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var sweeps = await db.SweepStates.AsNoTracking().ToDictionaryAsync(s => s.Sweep, s => s.RanAt, cancellationToken);
        var counted = await db.Operations.Where(o => Open.Contains(o.State))
            .GroupBy(o => o.State).Select(g => new { State = g.Key, Count = g.LongCount() })
            .ToDictionaryAsync(g => g.State, g => g.Count, cancellationToken);
        var failing = await db.Regions.Where(r => r.IsEnabled && r.FailingSince != null).OrderBy(r => r.Name).Select(r => r.Name).ToListAsync(cancellationToken);
        var mails = await db.OutgoingMails.LongCountAsync(m => m.SentAt == null && m.GivenUpAt == null, cancellationToken);
        // States without an operation are shown as zero, so that a curve does not end when the last one is done.
        var operations = Open.ToDictionary(state => state.ToString(), state => counted.GetValueOrDefault(state));
        return new PanelSnapshot(Instant.From(time.GetUtcNow()), sweeps, operations, failing, mails);
    }
}
