using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines;

/// <summary>
/// What only the machine's provider has. What it offers is asked of the backend outside of any transaction; what only looks is answered at once, what changes
/// something is queued.
/// </summary>
public sealed class VmCustomActions(Transactions transactions, RegionBackends backends, VmRequests requests, ActionInput protection, BusinessClock clock)
{
    /// <summary>What the machine offers now; none for one that is not there, or where the region has none.</summary>
    public async Task<Outcome<CustomAction[]>> ListAsync(Actor actor, VmId vmId, CancellationToken cancellationToken = default)
    {
        var found = await FindAsync(actor, vmId, cancellationToken);
        if (found.IsRefused) return found.Refusal;
        var (vm, region) = found.Value;
        if (vm.BackendId is not { } id || vm.Lifecycle != VmLifecycle.Active) return Array.Empty<CustomAction>();
        return await AskAsync<CustomAction[]>(region, async actions => [.. await actions.ListActionsAsync(id, cancellationToken)]);
    }

    /// <summary>Looks: a text or a link, shown and kept nowhere.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="vmId">The machine.</param>
    /// <param name="actionId">An action that only looks.</param>
    /// <param name="input">What was filled in, by the fields' keys.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<CustomActionOutcome>> LookAsync(
        Actor actor, VmId vmId, string actionId, IReadOnlyDictionary<string, string> input, CancellationToken cancellationToken = default)
    {
        var chosen = await ChooseAsync(actor, vmId, actionId, input, cancellationToken);
        if (chosen.IsRefused) return chosen.Refusal;
        if (!chosen.Value.Action.IsRead) return new Refusal.NotFound();
        var (vm, region, action) = chosen.Value;
        if (await NoteAsync(actor, vm, action, cancellationToken) is { } refusal) return refusal;
        return await AskAsync(region, actions => actions.RunActionAsync(vm.BackendId!, actionId, input, cancellationToken));
    }

    /// <summary>Queues an action that changes something.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="vmId">The machine.</param>
    /// <param name="actionId">Which.</param>
    /// <param name="input">What was filled in, by the fields' keys.</param>
    /// <param name="requestId">Minted when the form or dialog opened.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<OperationId>> RunAsync(
        Actor actor, VmId vmId, string actionId, IReadOnlyDictionary<string, string> input, Guid requestId, CancellationToken cancellationToken = default)
    {
        var chosen = await ChooseAsync(actor, vmId, actionId, input, cancellationToken);
        if (chosen.IsRefused) return chosen.Refusal;
        var action = chosen.Value.Action;
        if (action.IsRead) return new Refusal.NotFound();
        var arguments = new ActionArguments(action.Id, action.Label, protection.Protect(input));
        return await requests.QueueAsync(
            actor, vmId, OperationKind.CustomAction, requestId, (_, _) => Task.FromResult<Outcome<VmRequestPlan>>(new VmRequestPlan(arguments) { Told = new { action.Id, action.Label } }), cancellationToken);
    }

    private async Task<Outcome<(VirtualMachine Vm, Region Region, CustomAction Action)>> ChooseAsync(
        Actor actor, VmId vmId, string actionId, IReadOnlyDictionary<string, string> input, CancellationToken cancellationToken)
    {
        var found = await FindAsync(actor, vmId, cancellationToken);
        if (found.IsRefused) return found.Refusal;
        var offered = await ListAsync(actor, vmId, cancellationToken);
        if (offered.IsRefused) return offered.Refusal;
        if (Array.Find(offered.Value, a => a.Id == actionId) is not { } action) return new Refusal.NotOffered("{0} does not offer this any more.", found.Value.Region.Name);
        if (action.DisabledBecause is { } reason) return new Refusal.Conflict(reason);
        if (OptionRules.Check(action.Fields, input).FirstOrDefault() is { Key: { } field } problem) return new Refusal.Invalid(field, problem.Value);
        return (found.Value.Vm, found.Value.Region, action);
    }

    private Task<Outcome<(VirtualMachine Vm, Region Region)>> FindAsync(Actor actor, VmId vmId, CancellationToken cancellationToken) =>
        transactions.ReadAsync<Outcome<(VirtualMachine, Region)>>(async (db, token) =>
        {
            var vm = await db.VirtualMachines.AsNoTracking().SingleOrDefaultAsync(v => v.Id == vmId, token);
            if (vm is null || !await db.MayReadAsync(actor, vm.AccountId, token)) return new Refusal.NotFound();
            return (vm, await db.Regions.AsNoTracking().SingleAsync(r => r.Id == vm.RegionId, token));
        }, cancellationToken);

    // A log of the guest may hold what is nobody else's business: who looks may change the machine, and it is written down.
    private Task<Refusal?> NoteAsync(Actor actor, VirtualMachine vm, CustomAction action, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            if (await db.EnterAccountAsync(actor, vm.AccountId, token) is { } refusal) return refusal;
            db.Record(clock.Now, actor, "vm.action.read", SubjectKind.Vm, vm.Id.Value, vm.AccountId, new { action.Id, action.Label });
            return null;
        }, cancellationToken);

    private async Task<Outcome<T>> AskAsync<T>(Region region, Func<ICustomActions, Task<T>> ask)
    {
        try
        {
            var backend = backends.Of(region);
            return backend is ICustomActions actions ? await ask(actions) : new Refusal.NotOffered(backend.WhyNot(Capability.CustomActions)!);
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Rejected or BackendErrorKind.Conflict or BackendErrorKind.NotFound)
        {
            return new Refusal.Conflict(e.Message);
        }
        catch (BackendException)
        {
            return new Refusal.Conflict("{0} does not answer right now.", region.Name);
        }
    }
}
