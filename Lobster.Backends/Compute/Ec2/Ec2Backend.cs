using System.Collections.Concurrent;
using Amazon.EC2.Model;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>
/// Machines at Amazon EC2 (https://docs.aws.amazon.com/ec2/), where they are called instances. Every change is accepted and then looked at: the states of instances are all there is to follow,
/// and they may lag behind for a while.
/// </summary>
internal sealed partial class Ec2Backend(Guid installation, Ec2Options options, Ec2Client client, Ec2Metrics metrics, TimeProvider time) : IComputeBackend, ILongTasks
{
    // For a moment after a change the old state may still be told.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    // What a type has never changes.
    private readonly ConcurrentDictionary<string, InstanceTypeInfo> types = new();

    public BackendDescription Description { get; } = new(new Dictionary<Capability, string>
    {
        [Capability.Console] = "AWS has no screen to show; the console log is among the machine's actions.",
        [Capability.ImageFetch] = "AWS takes image files from its own S3 storage only.",
        [Capability.Terminal] = "The serial console of AWS wants keys of its own; use SSH, or read the console log.",
    });

    public async Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken)
    {
        if (Known(vmId) is not { } id || await FindAsync(id, cancellationToken) is not { } vm) return new BackendChange.Done();
        // What outlives the machine goes before it: addresses cost money, and afterwards nobody would look for them.
        await ReleaseAllAsync(vm, cancellationToken);
        if (Ec2Tags.Mark(vm.Tags)?.Token is { } token && vm.KeyName == KeyName(token)) await client.DeleteKeyAsync(vm.KeyName, cancellationToken);
        await GoneIsFineAsync(client.TerminateAsync(vm.InstanceId, cancellationToken));
        return new BackendChange.WatchVm();
    }

    public async Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken)
    {
        if (Known(vmId) is not { } id || await FindAsync(id, cancellationToken) is not { } vm) return null;
        var type = vm.InstanceType?.Value is { } name ? await TypeAsync(name, cancellationToken) : null;
        var told = Ec2Mapping.Vm(vm, options.Region);
        return told with
        {
            Id = vmId,
            VCpus = told.VCpus ?? type?.VCpuInfo?.DefaultVCpus,
            RamMb = type is null ? null : Ec2Mapping.RamMb(type),
            DiskGb = (await DiskAsync(vm, cancellationToken))?.Size,
            Addresses = await AddressesAsync(vm, cancellationToken),
        };
    }

    public async Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken)
    {
        var found = await client.InstancesAsync(Tagged(Ec2Tags.Token, token.ToString()), cancellationToken).FirstOrDefaultAsync(i => IsOurs(i, token), cancellationToken);
        return found is null ? null : Ec2Mapping.Vm(found, options.Region) with { Creation = Ec2Tasks.Poll(Creation(found, token)) };
    }

    public IAsyncEnumerable<BackendVm> ListAsync(CancellationToken cancellationToken) =>
        client.InstancesAsync(null, cancellationToken).Where(i => !Ec2States.IsGone(Ec2Mapping.State(i))).Select(i => Ec2Mapping.Vm(i, options.Region));

    public async Task<BackendCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var groups = await client.SecurityGroupsAsync(options.SecurityGroups.Count > 0 ? new Filter("group-id", [.. options.SecurityGroups]) : null, cancellationToken);
        var latency = time.GetElapsedTime(began);
        var warnings = options.SecurityGroups.Except(groups.Select(g => g.GroupId)).Select(g => $"AWS has no security group {g} in {options.Region}.").ToList();
        if (options.Subnet is { } subnet && (await client.SubnetsAsync(new Filter("subnet-id", [subnet]), cancellationToken)).Count == 0) warnings.Add($"AWS has no subnet {subnet} in {options.Region}.");
        if (!await MayMeterAsync(cancellationToken)) warnings.Add("CloudWatch does not answer these credentials: no transfer is told, and what is not told is not charged.");
        return new BackendCheck(groups.Select(g => g.OwnerId).FirstOrDefault(o => !string.IsNullOrEmpty(o)) is { } account ? $"AWS account {account}" : "AWS account", latency) { Warnings = warnings };
    }

    // A region whose settings were changed to another place must not take its machines for gone.
    private Ec2Id? Known(string vmId) => Ec2Id.Parse(vmId) is not { } id ? null
        : id.Region.Length == 0 || id.Region == options.Region ? id
        : throw new BackendException(BackendErrorKind.Unavailable, $"The machine is in {id.Region}, and this region is set to {options.Region}.");

    private async Task<Instance?> FindAsync(Ec2Id id, CancellationToken cancellationToken)
    {
        var vm = await client.FindAsync(id.Instance, cancellationToken);
        if (vm is null && id.IsYoung(Now)) throw new BackendException(BackendErrorKind.Conflict, "AWS does not show this machine yet.");
        return vm is null || Ec2States.IsGone(Ec2Mapping.State(vm)) ? null : vm;
    }

    private async Task<Instance> RequireAsync(Ec2Id id, CancellationToken cancellationToken) => await FindAsync(id, cancellationToken) ?? throw NoMachine();

    private async Task<(Ec2Id Id, Instance Vm)> RequireAsync(string vmId, CancellationToken cancellationToken)
    {
        var id = Known(vmId) ?? throw NoMachine();
        return (id, await RequireAsync(id, cancellationToken));
    }

    private async Task<InstanceTypeInfo?> TypeAsync(string name, CancellationToken cancellationToken)
    {
        if (types.TryGetValue(name, out var known)) return known;
        return (await client.TypesAsync([name], cancellationToken)).Find(t => t.InstanceType?.Value == name) is { } told ? types.GetOrAdd(name, told) : null;
    }

    private async Task<Volume?> DiskAsync(Instance vm, CancellationToken cancellationToken) =>
        Ec2Mapping.RootVolume(vm) is { } volume ? await client.VolumeAsync(volume, cancellationToken) : null;

    private bool IsOurs(Instance vm, Guid token) =>
        !Ec2States.IsGone(Ec2Mapping.State(vm)) && Ec2Tags.Mark(vm.Tags) is { } mark && mark.InstallationId == installation && mark.Token == token;

    private Instant Now => Instant.From(time.GetUtcNow());

    private static Filter Tagged(string key, string value) => new($"tag:{key}", [value]);

    private static BackendException NoMachine() => new(BackendErrorKind.NotFound, "AWS has no such machine.");

    private static BackendException Busy() => new(BackendErrorKind.Conflict, "AWS is still busy with this machine.");

    private static BackendException Rejected(string message) => new(BackendErrorKind.Rejected, message);

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

    // Why something was refused matters more than what stays behind, which is found again by its tags or its name.
    private static async Task<bool> QuietlyAsync(Task task)
    {
        try
        {
            await task;
            return true;
        }
        catch (BackendException)
        {
            return false;
        }
    }
}
