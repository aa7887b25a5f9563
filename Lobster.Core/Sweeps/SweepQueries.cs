using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Sweeps;

/// <summary>Tells staff how the sweeps are.</summary>
public sealed class SweepQueries(Transactions transactions, BusinessClock clock, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>How the sweeps are; null for anybody but staff.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<SweepStanding?> StandingAsync(Actor actor, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Staff) is not null) return null;
            var states = await db.SweepStates.Where(s => s.Sweep != Heartbeat.Row).ToListAsync(token);
            var system = Instant.From(time.GetUtcNow());
            var late = states.Count(s => s.HeldBecause is not null || (s.RanAt is { } ran && system - ran > Patience));
            var upTo = states.SingleOrDefault(s => s.Sweep == ChargeSweep.Name)?.Heartbeat;
            return new SweepStanding(late, upTo, upTo is { } at && clock.Now > at ? clock.Now - at : TimeSpan.Zero);
        }, cancellationToken);
}
