using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing;

/// <summary>Notices a clock that jumped: remembers the business moment of the last committed run and holds the sweep when now does not fit it.</summary>
public sealed class Heartbeat(Transactions transactions, BillingOptions options, TimeProvider time)
{
    // Clocks of two nodes differ a little; the slower one simply waits for its own to come up.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Asks whether a sweep may charge at <paramref name="now"/>.</summary>
    /// <returns>
    /// Null when it may; empty when this node's clock is a little behind another's and the run is left out; otherwise a sentence for an admin,
    /// the first time also an event.
    /// </returns>
    public Task<string?> HoldAsync(string sweep, Instant now, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            var state = await db.SweepStates.FindAsync([sweep], token);
            if (state?.Heartbeat is not { } last || (now >= last && now - last <= Limit)) return null;
            if (state.ConfirmedAt is { } confirmed && now >= confirmed && now - confirmed <= Limit) return null;
            if (now < last && last - now <= Skew) return "";
            var reason = now < last
                ? $"The clock says {now}, which is before the last run at {last}. Nothing is charged until an admin confirms it."
                : $"The clock says {now}, more than {options.HeartbeatDays} days after the last run at {last}. Nothing is charged until an admin confirms it.";
            if (state.HeldBecause is null) db.Record(now, Actor.System, "sweep.held", SubjectKind.Sweep, 0, null, new { sweep, reason });
            state.HeldBecause = reason.Length > 500 ? reason[..500] : reason;
            return reason;
        }, cancellationToken);

    /// <summary>Notes a committed run.</summary>
    public async Task BeatAsync(string sweep, Instant now, CancellationToken cancellationToken)
    {
        try
        {
            await NoteAsync(sweep, now, cancellationToken);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            await NoteAsync(sweep, now, cancellationToken); // another node made the sweep's row in this very moment
        }
    }

    private Task NoteAsync(string sweep, Instant now, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            var state = await db.SweepStates.FindAsync([sweep], token);
            if (state is null) db.SweepStates.Add(state = new SweepState { Sweep = sweep });
            if (state.Heartbeat is not { } last || now > last || state.ConfirmedAt is not null) state.Heartbeat = now;
            state.RanAt = Instant.From(time.GetUtcNow());
            state.HeldBecause = null;
            state.ConfirmedAt = null;
        }, cancellationToken);

    /// <summary>An admin's word that the clock is right; the next run goes on from here.</summary>
    public Task<Outcome<bool>> ConfirmAsync(Actor actor, string sweep, Instant now, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<bool>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            var state = await db.SweepStates.FirstOrDefaultAsync(s => s.Sweep == sweep, token);
            if (state?.HeldBecause is null) return new Refusal.Conflict("This sweep is not held.");
            state.ConfirmedAt = now;
            db.Record(now, actor, "sweep.confirmed", SubjectKind.Sweep, 0, null, new { sweep });
            return true;
        }, cancellationToken);

    private TimeSpan Limit => TimeSpan.FromDays(options.HeartbeatDays);
}
