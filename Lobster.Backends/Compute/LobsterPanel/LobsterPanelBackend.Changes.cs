using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LobsterPanel;

/// <summary>What becomes of a machine: name, disk, size, screen, buttons; and how each change goes on.</summary>
internal sealed partial class LobsterPanelBackend : IRename, IReimage, IResize, IConsole, ICustomActions, IPlanCatalogue, ILongTasks
{
    // A machine that stands still with its old plan for so long after a change was asked for keeps it.
    private static readonly TimeSpan ResizePatience = TimeSpan.FromMinutes(5);

    public bool CanShrinkDisk => false;

    public bool InterruptsVm => true;

    public async Task<BackendChange> RenameAsync(string vmId, string name, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        var told = LobsterPanelMapping.Mark(vm.Vm) is { Token: { } token } mark ? NameMark.Write(name, mark.InstallationId, token) : name;
        if (told != vm.Vm.Name) await client.ActAsync(vmId, "rename", told, cancellationToken);
        return new BackendChange.Done();
    }

    public async Task<BackendChange> ReimageAsync(ReimageVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await RequireIdleAsync(request.VmId, cancellationToken);
        var image = await RequireImageAsync(request.ImageId, cancellationToken);
        // It takes nothing but the image.
        await client.ReimageAsync(request.VmId, LobsterPanelMapping.Number(image.Id), cancellationToken);
        return new BackendChange.Poll(new LobsterPanelTask.Reimaging(request.VmId, Now()).TaskId);
    }

    public async Task<BackendChange> ResizeAsync(string vmId, VmSize size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(size);
        var vm = await RequireAsync(vmId, cancellationToken);
        var plan = await PlanAsync(size, cancellationToken);
        var before = (await client.PlansAsync(cancellationToken)).FirstOrDefault(p => p.Id == vm.Vm.PlanId);
        if (plan.Storage < before?.Storage) throw Rejected("The other panel cannot make a disk smaller.");
        var power = LobsterPanelMapping.Power(vm);
        // Asked before, and the answer was lost: what its power was then is not known.
        if (vm.Vm.PlanId == plan.Id) return power.IsSettled ? new BackendChange.Done() : Resizing(vmId, plan, goal: null);
        if (!power.IsSettled) throw Busy();
        await client.ResizeAsync(vmId, plan.Id, cancellationToken);
        return Resizing(vmId, plan, power);
    }

    public async Task<ConsoleAccess> OpenConsoleAsync(string vmId, CancellationToken cancellationToken)
    {
        if (LobsterPanelMapping.Power(await RequireAsync(vmId, cancellationToken)) != PowerState.Running)
            throw new BackendException(BackendErrorKind.Conflict, "The screen can be seen only while the machine runs.");
        return Uri.TryCreate(await client.ScreenAsync(vmId, cancellationToken), UriKind.Absolute, out var page) && page.Scheme is "https" or "http"
            ? new ConsoleAccess.Url(page)
            : throw new BackendException(BackendErrorKind.Unavailable, "The other panel gives no console now.");
    }

    public async Task<IReadOnlyList<CustomAction>> ListActionsAsync(string vmId, CancellationToken cancellationToken) =>
        [.. ((await RequireAsync(vmId, cancellationToken)).Details?.Actions ?? []).Select(LobsterPanelMapping.Action)];

    public async Task<CustomActionOutcome> RunActionAsync(string vmId, string actionId, IReadOnlyDictionary<string, string> input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var vm = await RequireAsync(vmId, cancellationToken);
        if (vm.Details?.Actions?.Any(a => a.Action == actionId) != true) throw new BackendException(BackendErrorKind.NotFound, "The other panel has no such action.");
        await client.ActAsync(vmId, actionId, input.GetValueOrDefault("value", ""), cancellationToken);
        return new CustomActionOutcome(new BackendChange.WatchVm(NotBefore: Settling));
    }

    public async Task<IReadOnlyList<BackendPlan>> ListPlansAsync(CancellationToken cancellationToken) =>
        [.. (await client.PlansAsync(cancellationToken)).Select(p => LobsterPanelMapping.Plan(p, options.Currency))];

    public async Task<BackendTask> GetTaskAsync(string taskId, CancellationToken cancellationToken)
    {
        if (LobsterPanelTask.Parse(taskId) is not { } task) throw new BackendException(BackendErrorKind.NotFound, "The other panel has no such task.");
        var vm = await FindAsync(task.VmId, cancellationToken);
        return (task, vm) switch
        {
            (LobsterPanelTask.Creating creating, _) => await CreatedAsync(creating, vm, cancellationToken),
            (_, null) => new BackendTask.Failed(BackendErrorKind.NotFound, "The machine is gone."),
            (LobsterPanelTask.Reimaging reimaging, _) => await ReimagedAsync(reimaging, vm, cancellationToken),
            (LobsterPanelTask.Resizing resizing, _) => await ResizedAsync(resizing, vm, cancellationToken),
            (LobsterPanelTask.Addressing addressing, _) => await AddedAsync(addressing, vm, cancellationToken) is { } added ? new BackendTask.Succeeded(added) : new BackendTask.Running(Text: "Adding the address"),
            _ => throw new InvalidOperationException($"Nothing is known about {task}."),
        };
    }

    private BackendChange.Poll Resizing(string vmId, LobsterPanelPlan plan, PowerState? goal) =>
        new(new LobsterPanelTask.Resizing(vmId, Now(), LobsterPanelMapping.Text(plan.Id), goal).TaskId);

    private async Task<BackendTask> CreatedAsync(LobsterPanelTask.Creating task, LobsterPanelMachine? vm, CancellationToken cancellationToken)
    {
        var power = vm is null ? PowerState.Error : LobsterPanelMapping.Power(vm);
        if (power != PowerState.Running && power != PowerState.Error) return new BackendTask.Running(Text: "Being installed");
        await ForgetKeyAsync(task.Token, cancellationToken);
        return power == PowerState.Running
            ? new BackendTask.Succeeded(Login: ToldLogin.Read(vm!.Details?.LoginDetails))
            : new BackendTask.Failed(BackendErrorKind.Rejected, "The other panel could not make this machine.");
    }

    private async Task<BackendTask> ReimagedAsync(LobsterPanelTask.Reimaging task, LobsterPanelMachine vm, CancellationToken cancellationToken)
    {
        var power = LobsterPanelMapping.Power(vm);
        if (power == PowerState.Error) return new BackendTask.Failed(BackendErrorKind.Rejected, "The other panel could not give the machine a new disk.");
        if (Age(task.Since) < Settling || !await BringToAsync(vm, power, PowerState.Running, cancellationToken)) return new BackendTask.Running(Text: "Getting a new disk");
        return new BackendTask.Succeeded(Login: ToldLogin.Read(vm.Details?.LoginDetails));
    }

    private async Task<BackendTask> ResizedAsync(LobsterPanelTask.Resizing task, LobsterPanelMachine vm, CancellationToken cancellationToken)
    {
        var power = LobsterPanelMapping.Power(vm);
        var isChanged = LobsterPanelMapping.Text(vm.Vm.PlanId) == task.Plan;
        if (power == PowerState.Error || (!isChanged && power.IsSettled && Age(task.Since) > ResizePatience))
            return new BackendTask.Failed(BackendErrorKind.Rejected, "The other panel could not give the machine this size.");
        var isOver = isChanged && power.IsSettled && Age(task.Since) >= Settling && await BringToAsync(vm, power, task.Goal ?? power, cancellationToken);
        return isOver ? new BackendTask.Succeeded() : new BackendTask.Running(Text: "Changing its size");
    }

    // What the other panel's backend left otherwise is put right here.
    private async Task<bool> BringToAsync(LobsterPanelMachine vm, PowerState power, PowerState goal, CancellationToken cancellationToken)
    {
        if (power == goal) return true;
        try
        {
            if (power == PowerState.Stopped && goal == PowerState.Running) await client.ActAsync(LobsterPanelMapping.Text(vm.Vm.Id), "start", "", cancellationToken);
            if (power == PowerState.Running && goal == PowerState.Stopped) await client.ActAsync(LobsterPanelMapping.Text(vm.Vm.Id), "stop", "", cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            // It is on its way there.
        }

        return false;
    }

    private TimeSpan Age(long since) => TimeSpan.FromSeconds(Now() - since);
}
