using System.Runtime.CompilerServices;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>
/// Machines at Luna Node (https://www.lunanode.com/api/overview). It has no tags and no tasks: the mark is a part of a machine's name, every change is accepted and
/// then watched, and states are asked machine by machine.
/// </summary>
internal sealed partial class LunaNodeBackend(Guid installation, LunaNodeOptions options, LunaNodeClient client, TimeProvider time) : IComputeBackend
{
    // How many machines are asked for at once.
    private const int AtOnce = 8;

    // For a moment after a change the old state may still be told.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    public BackendDescription Description { get; } = new(new Dictionary<Capability, string>
    {
        [Capability.ForcedPower] = "Luna Node has one way to stop a machine, and decides itself how gently.",
        [Capability.Rename] = "At Luna Node a machine's name tells whose it is and stays; the name here can be changed.",
        [Capability.CustomActions] = "Luna Node offers nothing beyond the buttons here.",
        [Capability.Terminal] = "Luna Node has no text terminal; use the screen or SSH.",
    });

    public async Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var plan = LunaNodePlanOptions.Read(request.Size.Metadata);
        var planId = request.Size.PlanId ?? (await PlanAsync(request.Size, cancellationToken)).PlanId;
        var image = await RequireImageAsync(request.ImageId, cancellationToken);
        var parts = await ImportAsync(request, cancellationToken);
        try
        {
            var made = await client.CreateAsync(new LunaNodeCreate(NameMark.Write(request.Name, installation, request.Token), options.Region, planId, image.Id)
            {
                Keys = parts.Keys, Scripts = parts.Scripts, SetPassword = image is { IsPublic: false, Kind: ImageKind.Template }, Plan = plan,
            }, cancellationToken);
            return new VmAccepted(made, new BackendChange.Poll(new LunaNodeTask.Creating(made, parts.Keys, parts.Scripts).TaskId));
        }
        catch (BackendException e) when (e.Kind != BackendErrorKind.OutcomeUnknown)
        {
            await ForgetAsync(parts, cancellationToken);
            throw e.Kind == BackendErrorKind.NotFound ? Unknown(e) : e;
        }
    }

    public async Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken)
    {
        if (await FindAsync(vmId, cancellationToken) is not { } vm) return new BackendChange.Done();
        if (LunaNodeStates.IsDeleting(vm.Info.StatusNohtml)) return new BackendChange.WatchVm();
        // What outlives the machine goes before it: afterwards nobody would know whose it was.
        await GiveBackAsync(vm, cancellationToken);
        if (LunaNodeMapping.Mark(vm.Extra)?.Token is { } token) await ForgetAsync(await PartsOfAsync(token, cancellationToken), cancellationToken);
        await GoneIsFineAsync(client.DeleteAsync(vmId, cancellationToken));
        return new BackendChange.WatchVm();
    }

    public async Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken) =>
        await FindAsync(vmId, cancellationToken) is { } vm ? LunaNodeMapping.Vm(vm) : null;

    public async Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken)
    {
        var wanted = new VmMark(installation, token);
        var row = (await client.ListAsync(cancellationToken)).FirstOrDefault(vm => LunaNodeMapping.Mark(vm) == wanted);
        return row is null ? null : await GetAsync(row.VmId, cancellationToken);
    }

    public async IAsyncEnumerable<BackendVm> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = (await client.ListAsync(cancellationToken)).Where(vm => vm.Region is null || vm.Region.Equals(options.Region, StringComparison.OrdinalIgnoreCase));
        foreach (var some in rows.Chunk(AtOnce))
            foreach (var vm in await Task.WhenAll(some.Select(row => client.FindAsync(row.VmId, cancellationToken))))
                if (vm is not null) yield return LunaNodeMapping.Vm(vm); // one that went meanwhile
    }

    public Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken) => PowerAsync(vmId, "start", PowerState.Starting, PowerState.Running, cancellationToken);

    public Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken) => PowerAsync(vmId, "stop", PowerState.Stopping, PowerState.Stopped, cancellationToken);

    public async Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        if (LunaNodeMapping.Power(vm) != PowerState.Running) throw new BackendException(BackendErrorKind.Conflict, "Only a running machine can be restarted.");
        await client.PowerAsync(vmId, "reboot", cancellationToken);
        return new BackendChange.WatchVm(PowerState.Running, Settling);
    }

    public async Task<BackendCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var regions = await client.RegionsAsync(cancellationToken);
        var latency = time.GetElapsedTime(began);
        var machines = await client.ListAsync(cancellationToken);
        return new BackendCheck($"API ID {options.ApiId}", latency)
        {
            Limits = [new BackendLimit("Machines", machines.Count, null)],
            Warnings = regions.ContainsKey(options.Region) ? [] : [$"Luna Node has no region {options.Region}; it has {string.Join(", ", regions.Keys.Order(StringComparer.Ordinal))}."],
        };
    }

    private async Task<BackendChange> PowerAsync(string vmId, string verb, PowerState onItsWay, PowerState goal, CancellationToken cancellationToken)
    {
        var power = LunaNodeMapping.Power(await RequireAsync(vmId, cancellationToken));
        if (power == goal) return new BackendChange.Done();
        if (power == onItsWay) return new BackendChange.WatchVm(goal);
        if (!power.IsSettled && power != PowerState.Unknown) throw Busy();
        await client.PowerAsync(vmId, verb, cancellationToken);
        return new BackendChange.WatchVm(goal);
    }

    private Task<LunaNodeMachine?> FindAsync(string vmId, CancellationToken cancellationToken) =>
        LunaNodeMapping.IsId(vmId) ? client.FindAsync(vmId, cancellationToken) : Task.FromResult<LunaNodeMachine?>(null);

    private async Task<LunaNodeMachine> RequireAsync(string vmId, CancellationToken cancellationToken) =>
        await FindAsync(vmId, cancellationToken) ?? throw new BackendException(BackendErrorKind.NotFound, "Luna Node has no such machine.");

    private async Task<LunaNodePlan> PlanAsync(VmSize size, CancellationToken cancellationToken)
    {
        var fitting = (await client.PlansAsync(cancellationToken)).Where(p => size.PlanId is { } id ? p.PlanId == id : Fits(LunaNodeMapping.Plan(p), size));
        return fitting.MinBy(p => LunaNodeMapping.Plan(p).HourlyPrice ?? decimal.MaxValue) ?? throw new BackendException(BackendErrorKind.Rejected, "Luna Node has no plan of this size.");
    }

    private static bool Fits(BackendPlan plan, VmSize size) => plan.VCpus == size.VCpus && plan.RamMb == size.RamMb && plan.DiskGb == size.DiskGb;

    private long Now() => time.GetUtcNow().ToUnixTimeSeconds();

    private static BackendException Busy() => new(BackendErrorKind.Conflict, "Luna Node is still busy with this machine.");

    private static BackendException Unknown(BackendException e) => new(BackendErrorKind.Rejected, "Luna Node does not know the image or the plan.", e) { ProviderText = e.ProviderText };

    private static async Task GoneIsFineAsync(Task deletion)
    {
        try
        {
            await deletion;
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            // Gone already.
        }
    }
}
