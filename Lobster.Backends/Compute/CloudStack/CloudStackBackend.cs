using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>
/// Machines of an Apache CloudStack zone (https://docs.cloudstack.apache.org/). What takes time there is a job that is followed to its end, and a machine tells
/// whether a job is at work on it.
/// </summary>
internal sealed partial class CloudStackBackend(Guid installation, CloudStackOptions options, CloudStackClient client, TimeProvider time) : IComputeBackend, ILongTasks
{
    public BackendDescription Description { get; } = new(new Dictionary<Capability, string>
    {
        [Capability.ReverseDns] = "CloudStack's API sets no reverse DNS names.",
        [Capability.CustomActions] = "Nothing beyond the buttons here is offered for CloudStack.",
        [Capability.Terminal] = "CloudStack has no text terminal; use the screen or SSH.",
    });

    public async Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken)
    {
        if (await FindAsync(vmId, cancellationToken) is not { } vm) return null;
        var disk = await client.RootDisksAsync(vmId, cancellationToken).FirstOrDefaultAsync(cancellationToken);
        var found = CloudStackMapping.Vm(vm, disk);
        return vm.Nic is { Count: > 0 } ? found : found with { Restrictions = new Dictionary<Capability, string> { [Capability.AddressChanges] = NoCard } };
    }

    // Names can be searched, but versions differ in which of the two names that means; the whole list is certain, and this is asked for rarely.
    public async Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken) =>
        await ListAsync(cancellationToken).FirstOrDefaultAsync(vm => vm.Mark == new VmMark(installation, token), cancellationToken);

    public IAsyncEnumerable<BackendVm> ListAsync(CancellationToken cancellationToken) =>
        client.MachinesAsync(options.Zone, cancellationToken).Where(vm => CloudStackMapping.Power(vm) is not null).Select(vm => CloudStackMapping.Vm(vm));

    public async Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken)
    {
        if (Settled(await RequireAsync(vmId, cancellationToken)) == PowerState.Running) return new BackendChange.Done();
        return await ActAsync(client.StartAsync(vmId, cancellationToken));
    }

    public async Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        var power = Settled(vm);
        // Whoever stops it does not want a resize that was left half-done to start it again.
        if (IsToRestart(vm)) await QuietlyAsync(client.UntagAsync(vmId, RestartTag, cancellationToken));
        if (power == PowerState.Stopped) return new BackendChange.Done();
        return CloudStackTasks.Poll(new CloudStackTask.Stopping(vmId, (await client.StopAsync(vmId, forced: false, cancellationToken)).JobId, Forced: false));
    }

    public Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken) => RebootAsync(vmId, forced: false, cancellationToken);

    public async Task<BackendCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var zone = await client.ZonesAsync(options.Zone, cancellationToken).FirstOrDefaultAsync(cancellationToken)
            ?? throw new BackendException(BackendErrorKind.Rejected, "CloudStack knows no zone of this id.");
        var latency = time.GetElapsedTime(began);
        var warnings = new List<string>();
        if (zone.AllocationState == "Disabled") warnings.Add($"The zone {zone.Name} is disabled: it takes no new machines of ordinary accounts.");
        var account = await AccountAsync(warnings, cancellationToken);
        return new BackendCheck(account is null ? $"zone {zone.Name ?? zone.Id}" : $"{account.Name} in {account.Domain}", latency) { Warnings = warnings, Limits = Limits(account) };
    }

    private async Task<CloudStackAccount?> AccountAsync(List<string> warnings, CancellationToken cancellationToken)
    {
        try
        {
            return await client.AccountsAsync(cancellationToken).FirstOrDefaultAsync(cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Unauthorized)
        {
            warnings.Add("The account's role does not allow listAccounts, so its limits are not known.");
            return null;
        }
    }

    private static IReadOnlyList<BackendLimit> Limits(CloudStackAccount? account) => account is null ? [] :
    [
        new("Machines", account.VmTotal, Most(account.VmLimit)), new("Processors", account.CpuTotal, Most(account.CpuLimit)),
        new("RAM (MB)", account.MemoryTotal, Most(account.MemoryLimit)), new("Disks (GB)", account.PrimaryStorageTotal, Most(account.PrimaryStorageLimit)),
    ];

    // "Unlimited", or a number.
    private static long? Most(string? limit) =>
        long.TryParse(limit, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var most) ? most : null;

    // Null when there is none or it only waits to be forgotten.
    private async Task<CloudStackMachine?> FindAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await FoundAsync(client.MachineAsync(vmId, cancellationToken), cancellationToken);
        return vm is not null && CloudStackMapping.Power(vm) is not null ? vm : null;
    }

    private async Task<CloudStackMachine> RequireAsync(string vmId, CancellationToken cancellationToken) =>
        await FindAsync(vmId, cancellationToken) ?? throw new BackendException(BackendErrorKind.NotFound, "CloudStack has no such machine.");

    // An id that is not known is an error there, one that is known and not ours to see is an empty list.
    private static async Task<T?> FoundAsync<T>(IAsyncEnumerable<T> list, CancellationToken cancellationToken) where T : class
    {
        try
        {
            return await list.FirstOrDefaultAsync(cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return null;
        }
    }

    private static PowerState Settled(CloudStackMachine vm) => CloudStackMapping.Power(vm) is { IsSettled: true } power ? power
        : throw new BackendException(BackendErrorKind.Conflict, "CloudStack is still busy with this machine.");

    private static async Task<BackendChange> ActAsync(Task<CloudStackAccepted> asked) => CloudStackTasks.Poll(new CloudStackTask.Acting((await asked).JobId));

    // For what is tidied up on the way: not worth failing for when the server says no, and asked for again when it does not say.
    private static async Task QuietlyAsync(Task asked)
    {
        try
        {
            await asked;
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.NotFound or BackendErrorKind.Rejected or BackendErrorKind.Unauthorized or BackendErrorKind.Conflict)
        {
            // Gone already, or not allowed.
        }
    }
}
