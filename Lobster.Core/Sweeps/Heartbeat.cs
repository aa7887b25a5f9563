using System.Globalization;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Sweeps;

/// <summary>
/// Notices a clock that jumped: compares the moment of a sweep that moves money with that of the last committed pass of any of them, and asks an
/// admin, once for all of them, when they do not fit.
/// </summary>
public sealed class Heartbeat(Transactions transactions, BillingOptions options)
{
    /// <summary>The name of the row that all sweeps which move money share.</summary>
    public const string Row = "clock";

    // Clocks of two nodes differ a little; the slower one simply waits for its own to come up.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>An admin's word that the clock is right; the next run goes on from here.</summary>
    public Task<Outcome<bool>> ConfirmAsync(Actor actor, Instant now, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<bool>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            var state = await db.SweepStates.FirstOrDefaultAsync(s => s.Sweep == Row, token);
            if (state?.HeldBecause is null) return new Refusal.Conflict("Charging is not held.");
            state.ConfirmedAt = now;
            db.Record(now, actor, "sweep.confirmed", SubjectKind.Sweep, 0, null, new { now });
            return true;
        }, cancellationToken);

    /// <summary>
    /// Null when money may move at <paramref name="now"/>; empty when this node's clock is a little behind another's and the pass is left
    /// out; otherwise a sentence for an admin, kept with the row and the first time recorded as an event.
    /// </summary>
    internal async Task<string?> DoubtAsync(LobsterDbContext db, Instant now, CancellationToken cancellationToken)
    {
        var state = await db.SweepStates.FindAsync([Row], cancellationToken);
        if (state is null) db.SweepStates.Add(state = new SweepState { Sweep = Row });
        if (state.Heartbeat is not { } last || (now >= last && now - last <= Limit)) return null;
        if (state.ConfirmedAt is { } confirmed && now >= confirmed && now - confirmed <= Limit) return null;
        if (now < last && last - now <= Skew) return "";
        var reason = now < last
            ? $"The clock says {Words(now)}, which is before the last run at {Words(last)}. Nothing is charged until an admin confirms it."
            : $"The clock says {Words(now)}, more than {options.HeartbeatDays} days after the last run at {Words(last)}. Nothing is charged until an admin confirms it.";
        if (state.HeldBecause is null) db.Record(now, Actor.System, "sweep.held", SubjectKind.Sweep, 0, null, new { reason });
        state.HeldBecause = reason;
        return reason;
    }

    /// <summary>Notes a pass that was committed.</summary>
    internal static Task BeatAsync(LobsterDbContext db, Instant now, Instant system, CancellationToken cancellationToken) =>
        db.SweepStates.Where(s => s.Sweep == Row && (s.Heartbeat == null || s.Heartbeat < now || s.ConfirmedAt != null)).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.Heartbeat, now).SetProperty(x => x.RanAt, system).SetProperty(x => x.HeldBecause, (string?)null)
                .SetProperty(x => x.ConfirmedAt, (Instant?)null), cancellationToken);

    private static string Words(Instant at) => at.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private TimeSpan Limit => TimeSpan.FromDays(options.HeartbeatDays);
}
