using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Reconciliation;

/// <summary>Ends the billing of a machine that its backend lost, as of when it was last seen, and gives back what was charged after that. Safe to use from many threads.</summary>
public sealed class GhostEnding(
    Transactions transactions, FindingDesk desk, VmDeletion deletion, BillingOptions options, ReconcileOptions waiting, BusinessClock clock, ILogger<GhostEnding> log)
{
    /// <summary>
    /// Ends and credits. Refused, and the finding closed, when the backend has the machine again; refused when it does not answer. Asking again
    /// moves nothing more. Admins only.
    /// </summary>
    /// <returns>How much was given back.</returns>
    public async Task<Outcome<Money>> EndAsync(Actor actor, FindingId id, CancellationToken cancellationToken = default)
    {
        var asked = await desk.AskAsync(actor, id, cancellationToken);
        if (asked.IsRefused) return asked.Refusal;
        var finding = asked.Value.Finding;
        if (finding.Kind != FindingKind.Ghost) return new Refusal.Conflict("{0} is not missing.", finding.Name);
        if (asked.Value.Seen is not null)
        {
            await desk.MendAsync(asked.Value, clock.Now, cancellationToken);
            return new Refusal.Conflict("{0} has {1} again. Nothing was changed.", asked.Value.Region.Name, finding.Name);
        }

        try
        {
            return await transactions.RunAsync((db, token) => EndAsync(db, actor, id, finding.VmId!.Value, token), cancellationToken);
        }
        catch (UnchargeableException e)
        {
            log.LogError(e, "The last charge of machine {Vm} failed; account {Account} is parked", finding.VmId, e.Account);
            await transactions.RunAsync((db, token) => db.ParkAsync(e.Account, clock.Now, $"The last charge of machine {finding.VmId} failed: {e.Message}", token), cancellationToken);
            return await transactions.RunAsync((db, token) => EndAsync(db, actor, id, finding.VmId!.Value, token), cancellationToken);
        }
    }

    /// <summary>Leaves a ghost alone for <see cref="ReconcileOptions.WaitHours"/>; it stays charged. Asking again waits no longer. Admins only.</summary>
    public Task<Outcome<FindingState>> KeepWaitingAsync(Actor actor, FindingId id, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<FindingState>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            if (await db.Findings.SingleOrDefaultAsync(f => f.Id == id && f.Kind == FindingKind.Ghost, token) is not { } finding) return new Refusal.NotFound();
            if (finding.State == FindingState.SetAside) return finding.State;
            if (FindingDesk.MayAct(finding) is { } over) return over;
            (finding.State, finding.QuietUntil, finding.ActedBy) = (FindingState.SetAside, clock.Now + TimeSpan.FromHours(waiting.WaitHours), actor.UserId);
            finding.Version++;
            db.Record(clock.Now, actor, "finding.waiting", SubjectKind.Region, finding.RegionId.Value, null, new { finding = id.Value, machine = finding.BackendId });
            return finding.State;
        }, cancellationToken);

    private async Task<Outcome<Money>> EndAsync(LobsterDbContext db, Actor actor, FindingId id, VmId vmId, CancellationToken cancellationToken)
    {
        var owner = await db.VirtualMachines.Where(v => v.Id == vmId).Select(v => v.AccountId).SingleAsync(cancellationToken);
        await db.TakeAccountAsync(owner, cancellationToken);
        if (await db.EnterStaffAsync(actor, cancellationToken, UserRoles.Admin) is { } refusal) return refusal;
        var finding = await db.Findings.SingleAsync(f => f.Id == id, cancellationToken);
        if (finding.Ended == FindingEnd.Credited) return finding.AtStake; // the same click again
        if (FindingDesk.MayAct(finding) is { } over) return over;
        var vm = await db.VirtualMachines.SingleAsync(v => v.Id == vmId, cancellationToken);
        if (vm.Lifecycle != VmLifecycle.Active) return new Refusal.Conflict("{0} is deleted.", vm.Name);
        await deletion.AcceptAsync(db, actor, vm, finding.LastListed, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        finding.AtStake = await CreditAsync(db, actor, finding, vm, cancellationToken);
        finding.ActedBy = actor.UserId;
        finding.Resolve(FindingEnd.Credited, clock.Now);
        db.Record(clock.Now, actor, "vm.ghost.ended", SubjectKind.Vm, vm.Id.Value, vm.AccountId, new { vm.Name, finding = id.Value, credited = finding.AtStake.ToString() });
        db.LiveChanges.Add(new LiveChange(SubjectKind.Region, finding.RegionId.Value, null));
        return finding.AtStake;
    }

    private async Task<Money> CreditAsync(LobsterDbContext db, Actor actor, Finding finding, VirtualMachine vm, CancellationToken cancellationToken)
    {
        var (sum, now) = (Money.Zero, clock.Now);
        foreach (var (line, amount) in await FindingMoney.BeyondAsync(db, vm.Id, finding.LastListed!.Value, options.MinimumIntervals, cancellationToken))
        {
            await db.PostAsync(new LedgerEntry
            {
                AccountId = line.AccountId, Kind = EntryKind.Adjustment, Key = $"ghost/{finding.Id}/{line.Id}", Amount = amount,
                Reason = $"{vm.Name} was gone by then", CorrectsLineId = line.Id, CorrectsEntryId = line.EntryId, Actor = actor, CreatedAt = now, UpdatedAt = now,
            }, cancellationToken);
            sum += amount;
        }

        return sum;
    }
}
