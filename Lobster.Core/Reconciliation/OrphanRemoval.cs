using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Regions;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Reconciliation;

/// <summary>Deletes orphans: machines with this panel's mark that nobody pays for, and never any other. Safe to use from many threads.</summary>
public sealed class OrphanRemoval(
    Transactions transactions, FindingDesk desk, RegionBackends backends, PanelFacts facts, BusinessClock clock, TimeProvider time, ILogger<OrphanRemoval> log)
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Accepts the deletion and asks the backend for it, until it confirms. Asking again changes nothing more. Refused for anything without this
    /// panel's mark, for a machine that somebody pays for by now, and when the region does not answer. Admins only.
    /// </summary>
    /// <returns>Where the finding is then: removing, or resolved.</returns>
    public async Task<Outcome<FindingState>> RemoveAsync(Actor actor, FindingId id, CancellationToken cancellationToken = default)
    {
        var asked = await desk.AskAsync(actor, id, cancellationToken);
        if (asked.IsRefused) return asked.Refusal;
        if (asked.Value.Finding.Kind != FindingKind.Orphan) return new Refusal.NotAllowed("Only machines with this panel's mark that nobody pays for can be deleted here.");
        if (asked.Value.Finding.Ended == FindingEnd.Deleted) return FindingState.Resolved;
        if (asked.Value is { Seen: null, Finding.State: FindingState.Open or FindingState.SetAside })
        {
            await desk.MendAsync(asked.Value, clock.Now, cancellationToken);
            return FindingState.Resolved;
        }

        if (asked.Value.Seen is { } seen && !IsThisOrphan(asked.Value.Finding, seen)) return new Refusal.NotAllowed("It no longer carries this panel's mark. It can only be deleted at the provider.");
        var accepted = await transactions.RunAsync((db, token) => AcceptAsync(db, actor, id, token), cancellationToken);
        if (accepted.IsRefused) return accepted.Refusal;
        return await TryAsync(id, cancellationToken) ? FindingState.Resolved : FindingState.Removing;
    }

    /// <summary>Tries again what is due.</summary>
    internal async Task<SweepResult> CarryOnAsync(CancellationToken cancellationToken)
    {
        var now = SystemNow;
        var due = await transactions.ReadAsync((db, token) => db.Findings.Where(f => f.State == FindingState.Removing && f.DueAt <= now)
            .OrderBy(f => f.DueAt).Select(f => f.Id).Take(50).ToListAsync(token), cancellationToken);
        var result = SweepResult.Nothing;
        foreach (var id in due)
        {
            try
            {
                if (await TryAsync(id, cancellationToken)) result += new SweepResult(1, 0);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Orphan {Finding} could not be deleted; it is tried again", id);
                result += new SweepResult(0, 1);
            }
        }

        return result;
    }

    private async Task<Outcome<FindingState>> AcceptAsync(LobsterDbContext db, Actor actor, FindingId id, CancellationToken cancellationToken)
    {
        if (await db.EnterStaffAsync(actor, cancellationToken, UserRoles.Admin) is { } refusal) return refusal;
        var finding = await db.Findings.SingleAsync(f => f.Id == id, cancellationToken);
        if (finding.State == FindingState.Removing) return finding.State;
        if (FindingDesk.MayAct(finding) is { } over) return over;
        if (await IsPaidForAsync(db, finding, cancellationToken)) return new Refusal.Conflict("Somebody pays for {0} by now.", finding.Name);
        (finding.State, finding.DueAt, finding.Problem, finding.ActedBy) = (FindingState.Removing, SystemNow, null, actor.UserId);
        finding.Version++;
        db.Record(clock.Now, actor, "finding.delete.requested", SubjectKind.Region, finding.RegionId.Value, null, new { finding = id.Value, machine = finding.BackendId, finding.Name });
        return finding.State;
    }

    // The mark is read again right before each try: between two tries the machine may have become somebody's.
    private async Task<bool> TryAsync(FindingId id, CancellationToken cancellationToken)
    {
        var read = await transactions.ReadAsync(async (db, token) =>
        {
            var finding = await db.Findings.SingleAsync(f => f.Id == id, token);
            var paid = await IsPaidForAsync(db, finding, token);
            return (Finding: finding, Region: await db.Regions.SingleAsync(r => r.Id == finding.RegionId, token), IsPaidFor: paid);
        }, cancellationToken);
        if (read.Finding.State != FindingState.Removing) return read.Finding.State == FindingState.Resolved;
        try
        {
            var backend = backends.Of(read.Region);
            var seen = await backend.GetAsync(read.Finding.BackendId, cancellationToken);
            if (seen is not null && (read.IsPaidFor || !IsThisOrphan(read.Finding, seen)))
                return await NoteAsync(id, "It is no longer an orphan, so it was not deleted.", FindingState.Open, cancellationToken);
            if (seen is not null) await backend.DeleteAsync(seen.Id, cancellationToken);
            if (seen is null || await backend.GetAsync(seen.Id, cancellationToken) is null) return await GoneAsync(id, cancellationToken);
            return await NoteAsync(id, null, FindingState.Removing, cancellationToken);
        }
        catch (BackendException e)
        {
            return await NoteAsync(id, e.Message, FindingState.Removing, cancellationToken);
        }
    }

    private bool IsThisOrphan(Finding finding, BackendVm seen) => seen.Mark is { } mark && mark.InstallationId == facts.InstallationId && mark.Token == finding.Token;

    private static Task<bool> IsPaidForAsync(LobsterDbContext db, Finding finding, CancellationToken cancellationToken) =>
        db.VirtualMachines.AnyAsync(v => v.RegionId == finding.RegionId && v.BackendId == finding.BackendId
            && (v.Lifecycle == VmLifecycle.Provisioning || v.Lifecycle == VmLifecycle.Active || v.Lifecycle == VmLifecycle.Deleting), cancellationToken);

    private Task<bool> GoneAsync(FindingId id, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            var finding = await db.Findings.SingleAsync(f => f.Id == id, token);
            if (finding.State == FindingState.Resolved) return true;
            finding.Resolve(FindingEnd.Deleted, clock.Now);
            db.Record(clock.Now, Actor.System, "finding.deleted", SubjectKind.Region, finding.RegionId.Value, null, new { finding = id.Value, machine = finding.BackendId });
            return true;
        }, cancellationToken);

    private Task<bool> NoteAsync(FindingId id, string? problem, FindingState state, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            var finding = await db.Findings.SingleAsync(f => f.Id == id, token);
            if (finding.State != FindingState.Removing) return finding.State == FindingState.Resolved;
            (finding.State, finding.Problem) = (state, problem is { Length: > 500 } ? problem[..500] : problem);
            finding.DueAt = state == FindingState.Removing ? SystemNow + Again : null;
            finding.Version++;
            db.LiveChanges.Add(new LiveChange(SubjectKind.Region, finding.RegionId.Value, null));
            return false;
        }, cancellationToken);

    private Instant SystemNow => Instant.From(time.GetUtcNow());
}
