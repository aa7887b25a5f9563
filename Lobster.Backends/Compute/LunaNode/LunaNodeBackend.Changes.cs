using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>What becomes of a machine: disk, size, screen; and how each change goes on.</summary>
internal sealed partial class LunaNodeBackend : IReimage, IResize, IConsole, IPlanCatalogue, ILongTasks
{
    // A machine that stands still with its old plan for so long after a change was asked for keeps it.
    private static readonly TimeSpan ResizePatience = TimeSpan.FromMinutes(5);

    public bool CanShrinkDisk => false;

    public bool InterruptsVm => true;

    public async Task<BackendChange> ReimageAsync(ReimageVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireIdle(await RequireAsync(request.VmId, cancellationToken));
        var image = await RequireImageAsync(request.ImageId, cancellationToken);
        try
        {
            // It takes nothing but the image.
            await client.ReimageAsync(request.VmId, image.Id, cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            throw Unknown(e);
        }

        return new BackendChange.Poll(new LunaNodeTask.Reimaging(request.VmId, Now()).TaskId);
    }

    public async Task<BackendChange> ResizeAsync(string vmId, VmSize size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(size);
        var vm = await RequireAsync(vmId, cancellationToken);
        var plan = await PlanAsync(size, cancellationToken);
        if (LunaNodeMapping.Number(plan.Storage) < LunaNodeMapping.Number(vm.Extra.Storage)) throw new BackendException(BackendErrorKind.Rejected, "Luna Node cannot make a disk smaller.");
        // Asked before, and the answer was lost. What its power was then is not known; Luna Node restores it.
        if (LunaNodeStates.IsResizing(vm.Info.StatusNohtml)) return Resizing(vmId, plan, goal: null);
        RequireIdle(vm);
        if (vm.Extra.PlanId == plan.PlanId) return new BackendChange.Done();
        await client.ResizeAsync(vmId, plan.PlanId, cancellationToken);
        return Resizing(vmId, plan, LunaNodeMapping.Power(vm));
    }

    public async Task<ConsoleAccess> OpenConsoleAsync(string vmId, CancellationToken cancellationToken)
    {
        if (LunaNodeMapping.Power(await RequireAsync(vmId, cancellationToken)) != PowerState.Running)
            throw new BackendException(BackendErrorKind.Conflict, "The screen can be seen only while the machine runs.");
        // The address opens the screen without any login: it goes to the one who asked and nowhere else.
        return Uri.TryCreate(await client.ScreenAsync(vmId, cancellationToken), UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps
            ? new ConsoleAccess.Url(page)
            : throw new BackendException(BackendErrorKind.Unavailable, "Luna Node gives no console now.");
    }

    public async Task<IReadOnlyList<BackendPlan>> ListPlansAsync(CancellationToken cancellationToken) => [.. (await client.PlansAsync(cancellationToken)).Select(LunaNodeMapping.Plan)];

    public async Task<BackendTask> GetTaskAsync(string taskId, CancellationToken cancellationToken)
    {
        if (LunaNodeTask.Parse(taskId) is not { } task) throw new BackendException(BackendErrorKind.NotFound, "Luna Node has no such task.");
        var vm = await FindAsync(task.VmId, cancellationToken);
        return (task, vm) switch
        {
            (LunaNodeTask.Creating creating, _) => await CreatedAsync(creating, vm, cancellationToken),
            (_, null) => new BackendTask.Failed(BackendErrorKind.NotFound, "The machine is gone."),
            (LunaNodeTask.Reimaging reimaging, _) => await ReimagedAsync(reimaging, vm, cancellationToken),
            (LunaNodeTask.Resizing resizing, _) => await ResizedAsync(resizing, vm, cancellationToken),
            (LunaNodeTask.Addressing addressing, _) => Added(addressing, vm) is { } added ? new BackendTask.Succeeded(added) : new BackendTask.Running(Text: "Adding the address"),
            _ => throw new InvalidOperationException($"Nothing is known about {task}."),
        };
    }

    private BackendChange.Poll Resizing(string vmId, LunaNodePlan plan, PowerState? goal) => new(new LunaNodeTask.Resizing(vmId, Now(), plan.PlanId, goal).TaskId);

    private async Task<BackendTask> CreatedAsync(LunaNodeTask.Creating task, LunaNodeMachine? vm, CancellationToken cancellationToken)
    {
        var power = vm is null ? PowerState.Error : LunaNodeMapping.Power(vm);
        if (power != PowerState.Running && power != PowerState.Error) return new BackendTask.Running(Text: "Being installed");
        await ForgetAsync((task.Keys, task.Scripts), cancellationToken);
        return power == PowerState.Running
            ? new BackendTask.Succeeded(Login: ToldLogin.Read(vm!.Info.LoginDetails))
            : new BackendTask.Failed(BackendErrorKind.Rejected, "Luna Node could not make this machine.");
    }

    private async Task<BackendTask> ReimagedAsync(LunaNodeTask.Reimaging task, LunaNodeMachine vm, CancellationToken cancellationToken)
    {
        var power = LunaNodeMapping.Power(vm);
        if (power == PowerState.Error) return new BackendTask.Failed(BackendErrorKind.Rejected, "Luna Node could not give the machine a new disk.");
        if (Age(task.Since) < Settling || !await BringToAsync(vm, power, PowerState.Running, cancellationToken)) return new BackendTask.Running(Text: "Getting a new disk");
        return new BackendTask.Succeeded(Login: ToldLogin.Read(vm.Info.LoginDetails));
    }

    private async Task<BackendTask> ResizedAsync(LunaNodeTask.Resizing task, LunaNodeMachine vm, CancellationToken cancellationToken)
    {
        var power = LunaNodeMapping.Power(vm);
        var isChanged = vm.Extra.PlanId == task.Plan;
        if (power == PowerState.Error || (!isChanged && power.IsSettled && Age(task.Since) > ResizePatience))
            return new BackendTask.Failed(BackendErrorKind.Rejected, "Luna Node could not give the machine this size.");
        var isOver = isChanged && power.IsSettled && Age(task.Since) >= Settling && await BringToAsync(vm, power, task.Goal ?? power, cancellationToken);
        return isOver ? new BackendTask.Succeeded() : new BackendTask.Running(Text: "Changing its size");
    }

    // Luna Node gives a machine back as it was; what it left otherwise is put right here.
    private async Task<bool> BringToAsync(LunaNodeMachine vm, PowerState power, PowerState goal, CancellationToken cancellationToken)
    {
        if (power == goal) return true;
        try
        {
            if (power == PowerState.Stopped && goal == PowerState.Running) await client.PowerAsync(vm.Extra.VmId, "start", cancellationToken);
            if (power == PowerState.Running && goal == PowerState.Stopped) await client.PowerAsync(vm.Extra.VmId, "stop", cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            // It is on its way there.
        }

        return false;
    }

    private TimeSpan Age(long since) => TimeSpan.FromSeconds(Now() - since);

    private static void RequireIdle(LunaNodeMachine vm)
    {
        if (!LunaNodeMapping.Power(vm).IsSettled) throw Busy();
    }
}
