using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Sweeps;

/// <summary>
/// Lets one node at a time make a pass of a sweep, holds a sweep that moves money while its clock cannot be believed, and keeps a row of each
/// run that had something to do or failed.
/// </summary>
public sealed class SweepGate(
    Transactions transactions, BusinessClock clock, TimeProvider time, Heartbeat heartbeat, SweepLease lease, NodeName node)
{
    /// <summary>Makes a pass of a sweep that moves money: not while the clock does not fit the last pass's (<see cref="Heartbeat"/>).</summary>
    public Task<SweepResult> ChargeAsync(
        string sweep, Func<SweepPass, CancellationToken, Task<SweepResult>> work, CancellationToken cancellationToken) =>
        RunAsync(sweep, isGuarded: true, work, cancellationToken);

    /// <summary>Makes a pass of a sweep that moves no money.</summary>
    public Task<SweepResult> LookAsync(
        string sweep, Func<SweepPass, CancellationToken, Task<SweepResult>> work, CancellationToken cancellationToken) =>
        RunAsync(sweep, isGuarded: false, work, cancellationToken);

    /// <summary>Takes back every lease, so that a panel goes on at once after it was killed. Only where no other panel can be running: on SQLite.</summary>
    public Task ReleaseAllAsync(CancellationToken cancellationToken) =>
        transactions.RunAsync((db, token) => db.SweepStates.ExecuteUpdateAsync(s => s.SetProperty(x => x.LeaseUntil, (Instant?)null), token), cancellationToken);

    /// <summary>Gives back whatever this node still holds; for the last moment of its life.</summary>
    public Task ReleaseOwnAsync(CancellationToken cancellationToken) =>
        transactions.RunAsync((db, token) => db.SweepStates.Where(s => s.LeaseOwner == node.Value)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LeaseUntil, (Instant?)null), token), cancellationToken);

    internal Task<SweepRunId> BeginRunAsync(string sweep, Instant began, TimeSpan lag, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            var run = new SweepRun { Sweep = sweep, Node = node.Value, StartedAt = began, LagMs = (long)Math.Max(0, lag.TotalMilliseconds) };
            db.SweepRuns.Add(run);
            await db.SaveChangesAsync(token);
            return run.Id;
        }, cancellationToken);

    internal async Task<Instant> KeepAsync(string sweep, Instant renewed, CancellationToken cancellationToken)
    {
        var now = SystemNow;
        if (now - renewed < lease.Length / 3) return renewed;
        await transactions.RunAsync((db, token) => db.SweepStates.Where(s => s.Sweep == sweep && s.LeaseOwner == node.Value)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LeaseUntil, now + lease.Length), token), cancellationToken);
        return now;
    }

    private async Task<SweepResult> RunAsync(
        string sweep, bool isGuarded, Func<SweepPass, CancellationToken, Task<SweepResult>> work, CancellationToken cancellationToken)
    {
        var (pass, refused) = await EnterAsync(sweep, isGuarded, cancellationToken);
        if (pass is null) return refused;
        try
        {
            var result = await work(pass, cancellationToken);
            await LeaveAsync(pass, isGuarded, result, CancellationToken.None);
            return result;
        }
        catch (Exception e)
        {
            await FailAsync(pass, e);
            throw;
        }
    }

    private async Task<(SweepPass? Pass, SweepResult Refused)> EnterAsync(string sweep, bool isGuarded, CancellationToken cancellationToken)
    {
        try
        {
            return await transactions.RunAsync((db, token) => EnterOnceAsync(db, sweep, isGuarded, token), cancellationToken);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return (null, SweepResult.Nothing); // another node made the sweep's row in this very moment, and runs it
        }
    }

    // The clocks are read once the transaction has begun: one that had to wait for the database would carry a moment from before other sweeps' last passes.
    private async Task<(SweepPass? Pass, SweepResult Refused)> EnterOnceAsync(
        LobsterDbContext db, string sweep, bool isGuarded, CancellationToken cancellationToken)
    {
        var (now, system) = (clock.Now, SystemNow);
        var until = system + lease.Length;
        var taken = await db.SweepStates
            .Where(s => s.Sweep == sweep && (s.LeaseOwner == null || s.LeaseOwner == node.Value || s.LeaseUntil == null || s.LeaseUntil <= system))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LeaseOwner, node.Value).SetProperty(x => x.LeaseUntil, until), cancellationToken);
        var state = await db.SweepStates.FindAsync([sweep], cancellationToken);
        if (state is null)
        {
            db.SweepStates.Add(state = new SweepState { Sweep = sweep, LeaseOwner = node.Value, LeaseUntil = until });
        }
        else if (taken == 0)
        {
            return (null, SweepResult.Nothing);
        }

        if (!isGuarded || await heartbeat.DoubtAsync(db, now, cancellationToken) is not { } doubt) return (new SweepPass(this, sweep, now, system), SweepResult.Nothing);
        state.LeaseUntil = null;
        if (doubt.Length > 0) state.HeldBecause = doubt;
        return (null, new SweepResult(0, 0, state.HeldBecause));
    }

    private Task LeaveAsync(SweepPass pass, bool isGuarded, SweepResult result, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            var now = SystemNow;
            await db.SweepStates.Where(s => s.Sweep == pass.Sweep).ExecuteUpdateAsync(
                s => s.SetProperty(x => x.Heartbeat, pass.Now).SetProperty(x => x.RanAt, now).SetProperty(x => x.HeldBecause, (string?)null), token);
            await db.SweepStates.Where(s => s.Sweep == pass.Sweep && s.LeaseOwner == node.Value)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.LeaseUntil, (Instant?)null), token);
            if (isGuarded) await Heartbeat.BeatAsync(db, pass.Now, now, token);
            if (pass.Run is { } id) await EndRunAsync(db, id, result.Done, result.Failed, null, token);
        }, cancellationToken);

    // A node that stops gives its lease back; one whose database is gone leaves it to run out.
    private async Task FailAsync(SweepPass pass, Exception e)
    {
        try
        {
            var stopped = e is OperationCanceledException;
            var id = stopped ? pass.Run : await pass.BeginAsync(TimeSpan.Zero, CancellationToken.None);
            await transactions.RunAsync(async (db, token) =>
            {
                await db.SweepStates.Where(s => s.Sweep == pass.Sweep && s.LeaseOwner == node.Value)
                    .ExecuteUpdateAsync(s => s.SetProperty(x => x.LeaseUntil, (Instant?)null), token);
                var error = stopped ? "It was stopped; the next run goes on." : e.GetBaseException().Message;
                if (id is { } run) await EndRunAsync(db, run, 0, 0, error, token);
            });
        }
        catch (Exception again) when (again is not OutOfMemoryException)
        {
        }
    }

    private async Task EndRunAsync(LobsterDbContext db, SweepRunId id, int done, int failed, string? error, CancellationToken cancellationToken)
    {
        var run = await db.SweepRuns.SingleAsync(r => r.Id == id, cancellationToken);
        (run.FinishedAt, run.Done, run.Failed, run.Error) = (SystemNow, done, failed, error is { Length: > 1000 } ? error[..1000] : error);
        db.LiveChanges.Add(new LiveChange(SubjectKind.Sweep, id.Value, null));
    }

    private Instant SystemNow => Instant.From(time.GetUtcNow());
}
