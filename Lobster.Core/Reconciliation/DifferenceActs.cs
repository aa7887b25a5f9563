using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Reconciliation;

/// <summary>What an admin does about a machine that is not what the panel says: take the backend's word, put the machine right, or leave it. Safe to use from many threads.</summary>
public sealed class DifferenceActs(Transactions transactions, FindingDesk desk, VmRequests requests, RegionBackends backends, BusinessClock clock)
{
    /// <summary>Takes the backend's word: the machine moves to the plan of that size, at its price from now on, and takes the name. Asking again changes nothing more. Admins only.</summary>
    public async Task<Outcome<FindingState>> AcceptAsync(Actor actor, FindingId id, CancellationToken cancellationToken = default)
    {
        var asked = await desk.AskAsync(actor, id, cancellationToken);
        if (asked.IsRefused) return asked.Refusal;
        if (asked.Value.Finding.Kind != FindingKind.Difference) return new Refusal.NotFound();
        if (asked.Value is { Seen: null, Finding.State: FindingState.Open or FindingState.SetAside })
            return new Refusal.Conflict("{0} no longer has {1}.", asked.Value.Region.Name, asked.Value.Finding.Name);
        return await transactions.RunAsync((db, token) => AcceptAsync(db, actor, asked.Value, token), cancellationToken);
    }

    /// <summary>Puts the machine right: queues a resize to its plan, at the price it has, or a rename. The finding closes when a listing shows that it worked. Admins only.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The finding.</param>
    /// <param name="requestId">Minted when the dialog opens.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<OperationId>> SetBackAsync(Actor actor, FindingId id, Guid requestId, CancellationToken cancellationToken = default)
    {
        var asked = await desk.AskAsync(actor, id, cancellationToken);
        if (asked.IsRefused) return asked.Refusal;
        var finding = asked.Value.Finding;
        if (finding.Kind != FindingKind.Difference) return new Refusal.NotFound();
        if (FindingDesk.MayAct(finding) is { } over) return over;
        var isSize = finding.Parts.HasFlag(DifferenceParts.Size);
        if (backends.Of(asked.Value.Region).WhyNot(isSize ? Capability.Resize : Capability.Rename, asked.Value.Seen) is { } reason) return new Refusal.NotOffered(reason);
        return await requests.QueueAsync(actor, finding.VmId!.Value, isSize ? OperationKind.Resize : OperationKind.Rename, requestId, async (request, token) =>
        {
            if (await request.Db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            if (!isSize) return new VmRequestPlan(new RenameArguments(request.Vm.Name));
            var price = await request.Db.RateChanges.Where(r => r.VmId == request.Vm.Id).OrderByDescending(r => r.From).Select(r => r.PriceVersionId).FirstAsync(token);
            return new VmRequestPlan(new ResizeArguments(request.Vm.PlanId.Value, price.Value));
        }, cancellationToken);
    }

    /// <summary>Leaves a difference or a foreign machine alone; a difference comes back when it becomes another. Asking again changes nothing more. Admins only.</summary>
    public Task<Outcome<FindingState>> IgnoreAsync(Actor actor, FindingId id, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<FindingState>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            var finding = await db.Findings.SingleOrDefaultAsync(f => f.Id == id && (f.Kind == FindingKind.Difference || f.Kind == FindingKind.Foreign), token);
            if (finding is null) return new Refusal.NotFound();
            if (finding.State == FindingState.SetAside) return finding.State;
            if (FindingDesk.MayAct(finding) is { } over) return over;
            (finding.State, finding.ActedBy) = (FindingState.SetAside, actor.UserId);
            finding.Version++;
            db.Record(clock.Now, actor, "finding.ignored", SubjectKind.Region, finding.RegionId.Value, null, new { finding = id.Value, machine = finding.BackendId });
            return finding.State;
        }, cancellationToken);

    private async Task<Outcome<FindingState>> AcceptAsync(LobsterDbContext db, Actor actor, AskedFinding asked, CancellationToken cancellationToken)
    {
        var vmId = asked.Finding.VmId!.Value;
        await db.TakeAccountAsync(await db.VirtualMachines.Where(v => v.Id == vmId).Select(v => v.AccountId).SingleAsync(cancellationToken), cancellationToken);
        if (await db.EnterStaffAsync(actor, cancellationToken, UserRoles.Admin) is { } refusal) return refusal;
        var finding = await db.Findings.SingleAsync(f => f.Id == asked.Finding.Id, cancellationToken);
        if (finding.Ended == FindingEnd.Accepted) return finding.State;
        if (FindingDesk.MayAct(finding) is { } over) return over;
        var vm = await db.VirtualMachines.SingleAsync(v => v.Id == vmId, cancellationToken);
        var busy = await db.Operations.AnyAsync(o => o.VmId == vm.Id && (o.State == OperationState.Queued || o.State == OperationState.Running || o.State == OperationState.Waiting), cancellationToken);
        if (busy || vm.Lifecycle != VmLifecycle.Active) return new Refusal.Conflict("{0} is being changed right now.", vm.Name);
        var before = (vm.Name, Plan: vm.PlanId.Value);
        if (TakeName(vm, asked) is { } badName) return badName;
        if (await TakeSizeAsync(db, vm, asked, cancellationToken) is { } badSize) return badSize;
        vm.Version++;
        finding.ActedBy = actor.UserId;
        finding.Resolve(FindingEnd.Accepted, clock.Now);
        db.Record(clock.Now, actor, "vm.difference.accepted", SubjectKind.Vm, vm.Id.Value, vm.AccountId,
            new { vm.Name, plan = vm.PlanId.Value, formerName = before.Name, formerPlan = before.Plan, finding = finding.Id.Value });
        db.LiveChanges.Add(new LiveChange(SubjectKind.Region, finding.RegionId.Value, null));
        return finding.State;
    }

    private static Refusal.Conflict? TakeName(VirtualMachine vm, AskedFinding asked)
    {
        if (!asked.Finding.Parts.HasFlag(DifferenceParts.Name)) return null;
        if (VmName.Check(asked.Seen!.Name) is not null) return new Refusal.Conflict("“{0}” is no name for a machine here. Set it back instead.", asked.Seen.Name);
        vm.Name = asked.Seen.Name;
        return null;
    }

    private async Task<Refusal.Conflict?> TakeSizeAsync(LobsterDbContext db, VirtualMachine vm, AskedFinding asked, CancellationToken cancellationToken)
    {
        if (!asked.Finding.Parts.HasFlag(DifferenceParts.Size)) return null;
        var sizes = await PricedSizes.ReadAsync(db, vm.RegionId, clock.Now, cancellationToken);
        if (sizes.Match(asked.Seen!) is not { Price: { } price } size)
            return new Refusal.Conflict("No plan with a price has the size of {0}. Make one, or set it back.", vm.Name);
        if (size.Plan.Id == vm.PlanId) return null;
        vm.PlanId = size.Plan.Id;
        var factor = await db.RateChanges.Where(r => r.VmId == vm.Id).OrderByDescending(r => r.From).Select(r => r.Factor).FirstAsync(cancellationToken);
        await VmCharging.AddRateAsync(db, vm, price, factor, clock.Now, null, cancellationToken);
        return null;
    }
}
