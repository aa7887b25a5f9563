using System.Runtime.CompilerServices;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LobsterPanel;

/// <summary>
/// Machines bought from another Lobster, through the API of the original (api.go, vmi/lobster). It has no tags and no tasks: the mark is a part of a machine's name,
/// every change is accepted and then watched, and states are asked machine by machine.
/// </summary>
internal sealed partial class LobsterPanelBackend(Guid installation, LobsterPanelOptions options, LobsterPanelClient client, TimeProvider time) : IComputeBackend
{
    // How many machines are asked for at once; they go out one by one.
    private const int AtOnce = 8;

    // For a moment after a change the old state may still be told.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    public BackendDescription Description { get; } = new(new Dictionary<Capability, string>
    {
        [Capability.ForcedPower] = "The other panel has one way to stop a machine.",
        [Capability.Terminal] = "The other panel hands on its console's page only.",
    })
    {
        TakesUserData = false,
    };

    public async Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.UserData is not null) throw Rejected("The other panel takes no user data.");
        if (request.SshKeys.Count > 1) throw Rejected("The other panel puts one SSH key on a machine.");
        var plan = await PlanAsync(request.Size, cancellationToken);
        var image = await RequireImageAsync(request.ImageId, cancellationToken);
        try
        {
            var key = request.SshKeys is [var line] ? await client.AddKeyAsync(KeyName(request.Token), line, cancellationToken) : 0;
            var name = NameMark.Write(request.Name, installation, request.Token);
            var made = await client.CreateAsync(new(name, plan.Id, LobsterPanelMapping.Number(image.Id), key), cancellationToken);
            return new VmAccepted(made, Creating(made, request.Token));
        }
        catch (BackendException e) when (e.Kind != BackendErrorKind.OutcomeUnknown)
        {
            if (request.SshKeys.Count > 0) await ForgetKeyAsync(request.Token, cancellationToken);
            throw;
        }
    }

    public async Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken)
    {
        if (await FindAsync(vmId, cancellationToken) is not { } vm) return new BackendChange.Done();
        if (LobsterPanelMapping.Mark(vm.Vm)?.Token is { } token) await ForgetKeyAsync(token, cancellationToken);
        await GoneIsFineAsync(client.DeleteAsync(vmId, cancellationToken));
        return new BackendChange.WatchVm();
    }

    public async Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken) =>
        await FindAsync(vmId, cancellationToken) is { } vm ? LobsterPanelMapping.Vm(vm, (await client.PlansAsync(cancellationToken)).FirstOrDefault(p => p.Id == vm.Vm.PlanId)) : null;

    public async Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken)
    {
        var wanted = new VmMark(installation, token);
        var row = (await client.ListAsync(cancellationToken)).FirstOrDefault(vm => LobsterPanelMapping.Mark(vm) == wanted);
        if (row is null || await GetAsync(LobsterPanelMapping.Text(row.Id), cancellationToken) is not { } found) return null;
        return found with { Creation = Creating(found.Id, token) };
    }

    public async IAsyncEnumerable<BackendVm> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = (await client.ListAsync(cancellationToken)).Where(vm => vm.Region == options.Region).ToList();
        if (rows.Count == 0) yield break;
        var plans = (await client.PlansAsync(cancellationToken)).ToDictionary(p => p.Id);
        foreach (var some in rows.Chunk(AtOnce))
            foreach (var vm in await Task.WhenAll(some.Select(row => client.FindAsync(LobsterPanelMapping.Text(row.Id), cancellationToken))))
                if (vm is not null) yield return LobsterPanelMapping.Vm(vm, plans.GetValueOrDefault(vm.Vm.PlanId)); // not one that went meanwhile
    }

    public Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken) => PowerAsync(vmId, "start", PowerState.Starting, PowerState.Running, cancellationToken);

    public Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken) => PowerAsync(vmId, "stop", PowerState.Stopping, PowerState.Stopped, cancellationToken);

    public async Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken)
    {
        if (LobsterPanelMapping.Power(await RequireAsync(vmId, cancellationToken)) != PowerState.Running)
            throw new BackendException(BackendErrorKind.Conflict, "Only a running machine can be restarted.");
        await client.ActAsync(vmId, "reboot", "", cancellationToken);
        return new BackendChange.WatchVm(PowerState.Running, Settling);
    }

    public async Task<BackendCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var machines = await client.ListAsync(cancellationToken);
        var latency = time.GetElapsedTime(began);
        var regions = (await client.ImagesAsync(cancellationToken)).Select(i => i.Region).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return new BackendCheck($"API ID {options.ApiId}", latency)
        {
            Limits = [new BackendLimit("Machines", machines.Count, null)],
            Warnings = regions.Contains(options.Region) ? [] : [$"The other panel has no image in a region {options.Region}; it has images in: {string.Join(", ", regions)}."],
        };
    }

    private async Task<BackendChange> PowerAsync(string vmId, string action, PowerState onItsWay, PowerState goal, CancellationToken cancellationToken)
    {
        var power = LobsterPanelMapping.Power(await RequireAsync(vmId, cancellationToken));
        if (power == goal) return new BackendChange.Done();
        if (power == onItsWay) return new BackendChange.WatchVm(goal);
        if (!power.IsSettled && power != PowerState.Unknown) throw Busy();
        await client.ActAsync(vmId, action, "", cancellationToken);
        return new BackendChange.WatchVm(goal);
    }

    private Task<LobsterPanelMachine?> FindAsync(string vmId, CancellationToken cancellationToken) =>
        LobsterPanelMapping.IsId(vmId) ? client.FindAsync(vmId, cancellationToken) : Task.FromResult<LobsterPanelMachine?>(null);

    private async Task<LobsterPanelMachine> RequireAsync(string vmId, CancellationToken cancellationToken) =>
        await FindAsync(vmId, cancellationToken) ?? throw new BackendException(BackendErrorKind.NotFound, "The other panel has no such machine.");

    private async Task<LobsterPanelMachine> RequireIdleAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        return LobsterPanelMapping.Power(vm).IsSettled ? vm : throw Busy();
    }

    private async Task<LobsterPanelPlan> PlanAsync(VmSize size, CancellationToken cancellationToken)
    {
        var fitting = (await client.PlansAsync(cancellationToken)).Where(p => size.PlanId is { } id ? p.Id == LobsterPanelMapping.Number(id) : (p.Cpu, p.Ram, p.Storage) == (size.VCpus, size.RamMb, size.DiskGb));
        return fitting.MinBy(p => p.Price) ?? throw Rejected("The other panel has no plan of this size.");
    }

    // The key stands in the account under the create's token, so that whoever follows the create can take it away.
    private static string KeyName(Guid token) => $"lobster-{token:N}";

    private async Task ForgetKeyAsync(Guid token, CancellationToken cancellationToken)
    {
        foreach (var key in (await client.KeysAsync(cancellationToken)).Where(k => k.Name == KeyName(token))) await client.RemoveKeyAsync(key.Id, cancellationToken);
    }

    private static BackendChange.Poll Creating(string vmId, Guid token) => new(new LobsterPanelTask.Creating(vmId, token).TaskId);

    private long Now() => time.GetUtcNow().ToUnixTimeSeconds();

    private static BackendException Busy() => new(BackendErrorKind.Conflict, "The other panel is still busy with this machine.");

    private static BackendException Rejected(string sentence) => new(BackendErrorKind.Rejected, sentence);

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
