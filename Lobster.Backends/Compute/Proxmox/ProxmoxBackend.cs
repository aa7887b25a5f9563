using System.Globalization;
using System.Security.Cryptography;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>
/// Machines of a Proxmox VE cluster (https://pve.proxmox.com/pve-docs/api-viewer/). A machine is known by its number and looked up before every call, since its
/// node changes when it migrates. What is still to be done with it is in its tags.
/// </summary>
internal sealed partial class ProxmoxBackend(
    Guid installation, string identity, ProxmoxOptions options, ProxmoxClient client, ProxmoxConsoles? consoles, TimeProvider time) : IComputeBackend, ILongTasks
{
    private const string PasswordLetters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private const int PasswordLength = 20;
    private const string NoUserData = "Proxmox VE takes no user data over its API.";

    public BackendDescription Description { get; } = new(new Dictionary<Capability, string>
    {
        [Capability.ReverseDns] = "Proxmox VE keeps no reverse DNS.",
        [Capability.PlanCatalogue] = "Proxmox VE has no sizes of its own: machines get the figures of the plan.",
        [Capability.CustomActions] = "Proxmox VE offers customers nothing beyond the buttons here.",
    })
    { TakesUserData = false };

    /// <inheritdoc/>
    /// <remarks>One request makes the machine with its mark and its disk. Growing the disk and starting follow.</remarks>
    public async Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!string.IsNullOrEmpty(request.UserData)) throw Rejected(NoUserData);
        var plan = ProxmoxPlanOptions.Read(request.Size.Metadata);
        var all = await client.ResourcesAsync(cancellationToken);
        if (Ours(all, request.Token) is not null) throw new BackendException(BackendErrorKind.OutcomeUnknown, "Proxmox VE has a machine of this request already.");
        var source = await SourceAsync(all, request.ImageId, request.ImageKind, null, cancellationToken);
        if (source.DiskGb > request.Size.DiskGb) throw Rejected("The image needs a larger disk than this plan has.");
        var number = Number(all, request.Token);
        var address = options.Pool.Count == 0 ? null : FreeAddress(all, request.Token);
        var fields = Machine(request, plan, source, address, number);
        try
        {
            var upid = await client.CreateAsync(source.Node, fields, cancellationToken);
            var login = fields.TryGetValue("cipassword", out var password) ? new GuestLogin(options.GuestUser, password) : null;
            return new VmAccepted(ProxmoxNumbers.Write(number), ProxmoxTasks.Poll(new ProxmoxTask.Making(number) { Upid = upid }) with { Login = login });
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            throw new BackendException(BackendErrorKind.Rejected, "Proxmox VE does not know the image.", e) { ProviderText = e.ProviderText };
        }
    }

    public async Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken)
    {
        var all = await client.ResourcesAsync(cancellationToken);
        if (ProxmoxNumbers.Read(vmId) is not { } vm || Machine(all, vm) is not { } there) return new BackendChange.Done();
        return ProxmoxTasks.Poll(new ProxmoxTask.Deleting(vm) { Upid = await RemoveAsync(there.Place, cancellationToken) });
    }

    public async Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken)
    {
        if (await FindAsync(vmId, cancellationToken) is not { } machine) return null;
        return ProxmoxMapping.Vm(machine, await AddressesAsync(machine, cancellationToken)) with { Restrictions = Restrictions(machine) };
    }

    public async Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken) =>
        Ours(await client.ResourcesAsync(cancellationToken), token) is { } found
            ? ProxmoxMapping.Vm(found) with { Mark = new VmMark(installation, token), Creation = ProxmoxTasks.Poll(new ProxmoxTask.Making(found.Vmid)) }
            : null;

    public async IAsyncEnumerable<BackendVm> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var there in await client.ResourcesAsync(cancellationToken))
            if (IsMachine(there)) yield return ProxmoxMapping.Vm(there);
    }

    public async Task<BackendCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var version = await client.VersionAsync(cancellationToken);
        var latency = time.GetElapsedTime(began);
        var nodes = await NodesAsync(cancellationToken);
        var warnings = new List<string>();
        if (nodes.Count == 0) warnings.Add(options.Node is { } only ? $"The node {only} is not online." : "No node is online.");
        else warnings.AddRange(StorageWarnings(await client.StoragesAsync(nodes[0], cancellationToken), nodes[0]));
        if (consoles is null) warnings.Add("Without user and password there is no console.");
        var all = options.Pool.Count == 0 ? [] : await client.ResourcesAsync(cancellationToken);
        return new BackendCheck($"{identity}, Proxmox VE {version.Version}", latency)
        {
            Warnings = warnings, Limits = options.Pool.Count == 0 ? [] : [new BackendLimit("Addresses", UsedAddresses(all).Count(options.Pool.Has), options.Pool.Count)],
        };
    }

    private IEnumerable<string> StorageWarnings(IReadOnlyList<ProxmoxStorage> storages, string node)
    {
        if (!storages.Any(s => s.Storage == options.Storage && s.Contents.Contains("images"))) yield return $"The storage {options.Storage} takes no disks on {node}, or the credentials may not see it.";
        if (storages.FirstOrDefault(s => s.Storage == options.ImageStorage) is not { } images) yield return $"There is no storage {options.ImageStorage} on {node}, or the credentials may not see it.";
        else if (!images.Contents.Contains("import")) yield return $"The storage {options.ImageStorage} takes no import files: images other than ISOs cannot be fetched into it.";
    }

    private Dictionary<string, string> Machine(CreateVm request, ProxmoxPlanOptions plan, ProxmoxSource source, ProxmoxAddress? address, int number)
    {
        var storage = plan.Storage ?? options.Storage;
        var fields = Shell(number, ProxmoxNames.Bend(request.Name), source.Hardware);
        fields["cores"] = Text(request.Size.VCpus);
        fields["memory"] = Text(request.Size.RamMb);
        fields["scsi0"] = source.Drive(storage, request.Size.DiskGb);
        fields["ide2"] = source.Second(storage);
        fields["boot"] = source.Boot;
        fields["net0"] = Card(plan.Bridge ?? options.Bridge, plan.NetworkMBps);
        fields["ipconfig0"] = IpConfig(address);
        fields["tags"] = string.Join(';', [.. TagMark.Tags(installation, request.Token), ProxmoxTags.New, ProxmoxTags.DiskTag(request.Size.DiskGb), .. Claims(address)]);
        if (options.StartWithHost) fields["onboot"] = "1";
        // Without a key nobody could log in.
        if (request.SshKeys.Count > 0) fields["sshkeys"] = Keys(request.SshKeys);
        else if (source.Kind == ImageKind.Template) fields["cipassword"] = RandomNumberGenerator.GetString(PasswordLetters, PasswordLength);
        if (options.GuestUser is { } user) fields["ciuser"] = user;
        if (options.NameServers is { } servers) fields["nameserver"] = servers;
        if (plan.Cpu is { } cpu) fields["cpu"] = cpu;
        if (plan.Snippet is { } snippet) fields["cicustom"] = $"vendor={snippet}";
        return fields;
    }

    // What machines and images have in common. A template's disk expects the hardware that it was made with.
    private Dictionary<string, string> Shell(int number, string name, ProxmoxConfig? hardware)
    {
        var fields = new Dictionary<string, string>
        {
            ["vmid"] = Text(number), ["name"] = name, ["sockets"] = "1", ["ostype"] = hardware?["ostype"] ?? "l26", ["scsihw"] = hardware?["scsihw"] ?? "virtio-scsi-pci",
            ["agent"] = "1", ["serial0"] = "socket", ["start"] = "0",
        };
        foreach (var key in (string[])["machine", "cpu", "vga"])
            if (hardware?[key] is { } value) fields[key] = value;
        if (options.ResourcePool is { } pool) fields["pool"] = pool;
        return fields;
    }

    // The key is escaped by itself, and then once more with the form.
    private static string Keys(IEnumerable<string> keys) => Uri.EscapeDataString(string.Join('\n', keys.Select(k => k.Trim()).Distinct()));

    private static string Card(string bridge, int? limit) => $"virtio,bridge={bridge}{(limit is { } rate ? $",rate={Text(rate)}" : "")}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
