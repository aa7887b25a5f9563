using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Consoles;

/// <summary>Closes the sessions of panels that are gone, and clears away tickets that nobody used and sessions that are long over; the audit log keeps them.</summary>
public sealed class ConsoleSweep(Transactions transactions, ConsoleGate gate, TimeProvider time) : ISweep
{
    /// <summary>Its name in leases.</summary>
    public const string Name = "consoles";

    private const int Batch = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    string ISweep.Name => Name;

    /// <summary>One pass.</summary>
    public async Task<SweepResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = Instant.From(time.GetUtcNow());
        await transactions.RunAsync(async (db, token) =>
        {
            var silent = now - OpenConsoleCount.Silence;
            foreach (var lost in await db.ConsoleSessions.Where(c => c.OpenedAt != null && c.ClosedAt == null && c.SeenAt <= silent).OrderBy(c => c.Id).Take(Batch).ToListAsync(token))
                gate.Close(db, lost, ConsoleEnd.Lost);
            await db.SaveChangesAsync(token);
            var old = now - Kept;
            await db.ConsoleSessions.Where(c => (c.OpenedAt == null && c.ExpiresAt <= now) || c.ClosedAt <= old).ExecuteDeleteAsync(token);
        }, cancellationToken);
        return SweepResult.Nothing;
    }
}
