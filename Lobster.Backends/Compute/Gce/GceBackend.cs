using System.Collections.Concurrent;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>
/// Machines at Google Compute Engine (https://cloud.google.com/compute/docs/reference/rest/v1), where they are called instances. Every change is an operation with a name, which is
/// polled; what takes several is followed by looking at the machine.
/// </summary>
internal sealed partial class GceBackend(Guid installation, GceOptions options, GceClient client, GceMonitoring monitoring, TimeProvider time) : IComputeBackend, ILongTasks
{
    private static readonly string[] ToldQuotas = ["INSTANCES", "CPUS", "IN_USE_ADDRESSES", "STATIC_ADDRESSES", "DISKS_TOTAL_GB", "SSD_TOTAL_GB"];

    // What a type is never changes, so that nobody misses what another process knows of it.
    private readonly ConcurrentDictionary<(string Zone, string Type), GceMachineType> types = new();

    public BackendDescription Description { get; } = new(new Dictionary<Capability, string>
    {
        [Capability.ForcedPower] = "Google stops a machine in one way: it asks the guest, and cuts the power after 90 seconds.",
        [Capability.AddressChanges] = "Google gives a machine one public IPv4 address, which it has from the start.",
        [Capability.ImageFetch] = "Google takes images from its own Cloud Storage only, with the panel's rights there, so that customers cannot be let do it.",
        [Capability.Console] = "Google has no screen of a machine; use SSH, or read the console log.",
        [Capability.Terminal] = "Google's serial port is read here only, as the console log; use SSH.",
    });

    public async Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken)
    {
        if (GcePlace.Read(vmId) is not { } at || await client.FindInstanceAsync(at, cancellationToken) is not { } vm) return null;
        var type = GceMapping.Type(vm) is { } name ? await TypeAsync(at.Zone, name, cancellationToken) : null;
        return GceMapping.Vm(vm, at.Zone) with { VCpus = type?.GuestCpus, RamMb = type?.MemoryMb };
    }

    public async Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken)
    {
        // By its name, which is right at once; lists may be late.
        var at = new GcePlace(options.Zone, GceLabels.NameOf(token));
        if (await client.FindInstanceAsync(at, cancellationToken) is not { } vm || GceLabels.Read(vm.Labels) != new VmMark(installation, token)) return null;
        return GceMapping.Vm(vm, at.Zone) with { Creation = GceTasks.Poll(new GceTask.Creating(at)) };
    }

    public IAsyncEnumerable<BackendVm> ListAsync(CancellationToken cancellationToken) =>
        client.InstancesAsync(options.Zone, cancellationToken).Select(vm => GceMapping.Vm(vm, options.Zone));

    public async Task<BackendCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var region = await client.RegionAsync(GcePlace.RegionOf(options.Zone), cancellationToken);
        var latency = time.GetElapsedTime(began);
        var warnings = new List<string>();
        if (region.Zones?.Any(z => GcePlace.Last(z) == options.Zone) == false) warnings.Add($"Google has no zone {options.Zone}.");
        if (await WhyNoTransferAsync(cancellationToken) is { } why) warnings.Add(why);
        var limits = from metric in ToldQuotas
                     from quota in region.Quotas ?? []
                     where quota.Metric == metric
                     select new BackendLimit(metric, (long?)quota.Usage, (long?)quota.Limit);
        return new BackendCheck($"{options.Who} in project {options.Project}", latency) { Limits = [.. limits], Warnings = warnings };
    }

    private async Task<GceMachineType?> TypeAsync(string zone, string name, CancellationToken cancellationToken)
    {
        if (types.TryGetValue((zone, name), out var known)) return known;
        var type = await client.FindMachineTypeAsync(zone, name, cancellationToken);
        if (type is not null) types[(zone, name)] = type;
        return type;
    }

    private async Task<(GcePlace At, GceInstance Vm)> RequireAsync(string vmId, CancellationToken cancellationToken)
    {
        var at = GcePlace.Read(vmId) ?? throw NoMachine();
        return (at, await RequireAsync(at, cancellationToken));
    }

    private async Task<GceInstance> RequireAsync(GcePlace at, CancellationToken cancellationToken) => await client.FindInstanceAsync(at, cancellationToken) ?? throw NoMachine();

    private static BackendException NoMachine() => new(BackendErrorKind.NotFound, "Google has no such machine.");

    private static BackendException Rejected(string message, BackendException? inner = null) => new(BackendErrorKind.Rejected, message, inner) { ProviderText = inner?.ProviderText };

    private static BackendException Busy() => new(BackendErrorKind.Conflict, "Google is still busy with this machine.");

    private static async Task QuietlyAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (BackendException)
        {
            // The next look tries again, or the deletion of the machine.
        }
    }
}
