using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines;

/// <summary>The common way of every request that changes a living machine: lock, authorise, check, queue, record, all in one transaction.</summary>
public sealed class VmRequests(Transactions transactions, BusinessClock clock, TimeProvider time)
{
    /// <summary>Queues an operation on a machine unless something speaks against it. The same request again answers with the same operation.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="vmId">The machine.</param>
    /// <param name="kind">What to do.</param>
    /// <param name="requestId">Minted when the form or dialog opened.</param>
    /// <param name="check">What this kind demands beyond the common checks; gives the arguments, may run several times.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<OperationId>> QueueAsync(
        Actor actor, VmId vmId, OperationKind kind, Guid requestId, Func<VmRequest, CancellationToken, Task<Outcome<VmRequestPlan>>> check,
        CancellationToken cancellationToken) =>
        transactions.RunAsync<Outcome<OperationId>>(async (db, token) =>
        {
            var owner = await db.VirtualMachines.Where(v => v.Id == vmId).Select(v => v.AccountId).FirstOrDefaultAsync(token);
            if (await db.EnterAccountAsync(actor, owner, token) is { } refusal) return refusal;
            if (await db.Operations.Where(o => o.RequestId == requestId && o.AccountId == owner).Select(o => (OperationId?)o.Id).FirstOrDefaultAsync(token) is { } known) return known;
            var request = await ReadAsync(db, vmId, token);
            if (await CheckCommonAsync(request, token) is { } common) return common;
            var plan = await check(request, token);
            if (plan.IsRefused) return plan.Refusal;
            return await QueueAsync(request, kind, requestId, plan.Value, actor, token);
        }, cancellationToken);

    private async Task<OperationId> QueueAsync(
        VmRequest request, OperationKind kind, Guid requestId, VmRequestPlan plan, Actor actor, CancellationToken cancellationToken)
    {
        var (db, vm) = (request.Db, request.Vm);
        if (plan.Image is not null)
        {
            db.Images.Add(plan.Image);
            await db.SaveChangesAsync(cancellationToken);
        }

        var operation = NewOperations.ForVm(vm, kind, requestId, plan.Arguments, actor, request.Now, Instant.From(time.GetUtcNow()));
        operation.ImageId = plan.Image?.Id;
        db.Operations.Add(operation);
        vm.Version++;
        db.Record(request.Now, actor, $"{kind.Dotted()}.requested", SubjectKind.Vm, vm.Id.Value, vm.AccountId, plan.Told);
        await db.SaveChangesAsync(cancellationToken);
        db.LiveChanges.Add(new LiveChange(SubjectKind.Operation, operation.Id.Value, vm.AccountId));
        return operation.Id;
    }

    private async Task<VmRequest> ReadAsync(LobsterDbContext db, VmId vmId, CancellationToken cancellationToken)
    {
        var vm = await db.VirtualMachines.SingleAsync(v => v.Id == vmId, cancellationToken);
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == vm.AccountId, cancellationToken);
        var region = await db.Regions.AsNoTracking().SingleAsync(r => r.Id == vm.RegionId, cancellationToken);
        return new VmRequest(db, account, vm, region, clock.Now);
    }

    private static async Task<Refusal?> CheckCommonAsync(VmRequest request, CancellationToken cancellationToken)
    {
        if (AccountRules.MayChange(request.Account) is { } closed) return closed;
        var vm = request.Vm;
        if (vm.Lifecycle is VmLifecycle.Deleting or VmLifecycle.Deleted) return new Refusal.Conflict("{0} is deleted.", vm.Name);
        if (vm.Lifecycle == VmLifecycle.Error) return new Refusal.Conflict("{0} could not be created. Delete it and create another.", vm.Name);
        if (vm.Suspension != SuspensionKind.None) return new Refusal.Conflict("{0} is suspended. It can only be deleted.", vm.Name);
        var busy = await request.Db.Operations
            .Where(o => o.VmId == vm.Id && (o.State == OperationState.Queued || o.State == OperationState.Running || o.State == OperationState.Waiting))
            .Select(o => (OperationKind?)o.Kind).FirstOrDefaultAsync(cancellationToken);
        return busy is { } kind ? new Refusal.Conflict("{0} is {1}. Wait until that is done.", vm.Name, kind.Participle()) : null;
    }
}
