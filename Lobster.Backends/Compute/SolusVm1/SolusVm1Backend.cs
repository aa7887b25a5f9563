using System.Runtime.CompilerServices;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>
/// Machines of a SolusVM 1 master (https://docs.solusvm.com). Its makers have moved on to SolusVM 2, so this is small. There are no tasks: changes are accepted and then watched,
/// states are asked machine by machine, and the mark is a part of the host name.
/// </summary>
internal sealed partial class SolusVm1Backend(Guid installation, SolusVm1Options options, SolusVm1Client client, TimeProvider time) : IComputeBackend, ILongTasks
{
    private const string RootUser = "root";

    // How many machines are asked for at once.
    private const int AtOnce = 8;

    // For a moment after a change the old state may still be told.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    // So long a container is left alone after it was made and after each step, or try of one.
    private static readonly TimeSpan BetweenSteps = TimeSpan.FromSeconds(15);

    public BackendDescription Description { get; } = new(new Dictionary<Capability, string>
    {
        [Capability.ForcedPower] = "SolusVM 1 has one way to stop a machine: it asks the system, and cuts the power when that does not obey.",
        [Capability.Rename] = "At SolusVM 1 a machine's host name tells whose it is and stays; the name here can be changed.",
        [Capability.Snapshot] = "SolusVM 1 makes no images of machines.",
        [Capability.ReverseDns] = "SolusVM 1 does not set reverse names.",
        [Capability.ImageFetch] = "SolusVM 1 does not fetch images; its templates are copied to the nodes by its operator.",
        [Capability.ImageInspect] = "SolusVM 1 tells nothing of a template but its name.",
        [Capability.ImageDelete] = "The templates of SolusVM 1 are its operator's.",
        [Capability.Terminal] = "SolusVM 1 has text terminals for containers only, where they are the console.",
    })
    {
        TakesSshKeys = false, TakesUserData = false,
    };

    public async Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ImageKind != ImageKind.Template) throw Rejected("SolusVM 1 makes machines of templates only.");
        if (request.SshKeys.Count > 0 || request.UserData is not null) throw Rejected("SolusVM 1 takes neither SSH keys nor user data.");
        var (plan, size, isContainer) = (SolusVm1PlanOptions.Read(request.Size.Metadata), request.Size, options.Type == SolusVm1Type.OpenVz);
        var password = SolusVm1Passwords.Next();
        var body = new SolusVm1Create(NameMark.Write(request.Name, installation, request.Token), password, size.PlanId ?? options.Plan, request.ImageId, size.DiskGb, size.VCpus)
        {
            RamMb = isContainer ? null : size.RamMb, BandwidthGb = plan.BandwidthGb,
        };
        var made = await client.CreateAsync(options, body, cancellationToken);
        var id = made["vserverid"] ?? throw new BackendException(BackendErrorKind.OutcomeUnknown, "SolusVM did not tell the id of the new machine.");
        BackendChange change = isContainer ? new BackendChange.Poll(new SolusVm1Task(id, Now(), size.RamMb).TaskId) : new BackendChange.WatchVm(PowerState.Running);
        return new VmAccepted(id, change with { Login = new GuestLogin(RootUser, made["rootpassword"] ?? password) });
    }

    public async Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken)
    {
        if (!SolusVm1Mapping.IsId(vmId)) return new BackendChange.Done();
        try
        {
            await client.TerminateAsync(vmId, cancellationToken);
            return new BackendChange.WatchVm();
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return new BackendChange.Done();
        }
    }

    public async Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken) =>
        SolusVm1Mapping.IsId(vmId) && await client.FindAsync(vmId, cancellationToken) is { } record ? await ReadAsync(record, cancellationToken) : null;

    public async Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken)
    {
        var wanted = new VmMark(installation, token);
        var row = await client.ListAsync(options.Type, cancellationToken).FirstOrDefaultAsync(r => NameMark.Read(r["hostname"]).Mark == wanted, cancellationToken);
        return row is null ? null : await ReadAsync(row, cancellationToken);
    }

    public async IAsyncEnumerable<BackendVm> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var some in client.ListAsync(options.Type, cancellationToken).Chunk(AtOnce).WithCancellation(cancellationToken))
            foreach (var vm in await Task.WhenAll(some.Select(row => ReadAsync(row, cancellationToken))))
                if (vm is not null) yield return vm; // one that went meanwhile
    }

    public Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken) => PowerAsync(vmId, "boot", PowerState.Running, cancellationToken);

    public Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken) => PowerAsync(vmId, "shutdown", PowerState.Stopped, cancellationToken);

    public async Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken)
    {
        await RequireRunningAsync(vmId, "Only a running machine can be restarted.", cancellationToken);
        await client.PowerAsync(vmId, "reboot", cancellationToken);
        return new BackendChange.WatchVm(PowerState.Running, Settling);
    }

    public async Task<BackendCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var nodes = await client.NodesAsync(options.Type, cancellationToken);
        var latency = time.GetElapsedTime(began);
        var warnings = new List<string>();
        if (nodes.Count == 0) warnings.Add($"The master has no node of the type {options.Type.Name}.");
        if (!(await client.PlansAsync(options.Type, cancellationToken)).Contains(options.Plan)) warnings.Add($"The master has no plan {options.Plan} of this type.");
        if (options.NodeGroup is { } group && !(await client.NodeGroupsAsync(cancellationToken)).Any(g => g.Split('|', 2).Contains(group)))
            warnings.Add($"The master has no node group {group}.");
        return new BackendCheck($"machines of the client {options.Client}", latency) { Warnings = warnings };
    }

    public async Task<BackendTask> GetTaskAsync(string taskId, CancellationToken cancellationToken)
    {
        if (SolusVm1Task.Parse(taskId) is not { } task) throw new BackendException(BackendErrorKind.NotFound, "SolusVM 1 has no such task.");
        if (await client.FindLiveAsync(task.VmId, cancellationToken) is not { } live) return new BackendTask.Failed(BackendErrorKind.NotFound, "The machine is gone.");
        var power = SolusVm1States.Of(live["state"]);
        var isSet = SolusVm1Mapping.RamMb(live) == task.RamMb;
        if (isSet && power == PowerState.Running) return new BackendTask.Succeeded();
        if (TimeSpan.FromSeconds(Now() - task.Since) < BetweenSteps) return new BackendTask.Running(Text: "Setting its memory");
        await SetMemoryAsync(task, power, isSet, cancellationToken);
        return new BackendTask.Running(Text: "Setting its memory", ContinueAs: (task with { Since = Now() }).TaskId);
    }

    // One step: stop, or set and start. A master that refuses it is still building, and is asked again after the same while.
    private async Task SetMemoryAsync(SolusVm1Task task, PowerState power, bool isSet, CancellationToken cancellationToken)
    {
        try
        {
            if (power == PowerState.Running) await client.PowerAsync(task.VmId, "shutdown", cancellationToken);
            if (power != PowerState.Stopped) return;
            if (!isSet) await client.ChangeMemoryAsync(options.Type, task.VmId, task.RamMb, cancellationToken);
            await client.PowerAsync(task.VmId, "boot", cancellationToken);
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Conflict or BackendErrorKind.Rejected)
        {
            // Not yet.
        }
    }

    private async Task<BackendChange> PowerAsync(string vmId, string verb, PowerState goal, CancellationToken cancellationToken)
    {
        var power = await RequireStateAsync(vmId, cancellationToken);
        if (power == goal) return new BackendChange.Done();
        if (power == PowerState.Suspended) throw new BackendException(BackendErrorKind.Conflict, "SolusVM holds this machine.");
        await client.PowerAsync(vmId, verb, cancellationToken);
        return new BackendChange.WatchVm(goal);
    }

    private async Task<BackendVm?> ReadAsync(SolusVm1Answer record, CancellationToken cancellationToken) =>
        record["vserverid"] is { } id && await client.FindLiveAsync(id, cancellationToken) is { } live ? SolusVm1Mapping.Vm(record, live) : null;

    private async Task<SolusVm1Answer> RequireAsync(string vmId, CancellationToken cancellationToken) =>
        SolusVm1Mapping.IsId(vmId) && await client.FindLiveAsync(vmId, cancellationToken) is { } live ? live : throw NoMachine();

    private async Task<PowerState> RequireStateAsync(string vmId, CancellationToken cancellationToken) =>
        SolusVm1Mapping.IsId(vmId) && await client.FindStateAsync(vmId, cancellationToken) is { } state ? SolusVm1States.Of(state) : throw NoMachine();

    private async Task RequireRunningAsync(string vmId, string why, CancellationToken cancellationToken)
    {
        if (await RequireStateAsync(vmId, cancellationToken) != PowerState.Running) throw new BackendException(BackendErrorKind.Conflict, why);
    }

    private long Now() => time.GetUtcNow().ToUnixTimeSeconds();

    private static BackendException NoMachine() => new(BackendErrorKind.NotFound, "SolusVM has no such machine.");

    private static BackendException Rejected(string message) => new(BackendErrorKind.Rejected, message);
}
