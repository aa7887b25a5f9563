using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>
/// Machines at DigitalOcean (https://docs.digitalocean.com/reference/api/), where they are called Droplets. Almost every change is an action with an id, which is
/// polled; one at a time holds a Droplet, and the next is refused until it is over.
/// </summary>
internal sealed partial class DigitalOceanBackend(Guid installation, DigitalOceanOptions options, DigitalOceanClient client, TimeProvider time) : IComputeBackend, ILongTasks
{
    public BackendDescription Description { get; } = new(new Dictionary<Capability, string>
    {
        [Capability.Console] = "DigitalOcean has no console API; use SSH.",
        [Capability.ReverseDns] = "DigitalOcean takes the reverse name from the machine's name: rename it to a full domain name.",
        [Capability.CustomActions] = "DigitalOcean offers customers nothing beyond the buttons here.",
        [Capability.Terminal] = "DigitalOcean has no text terminal to hand on; use SSH.",
    });

    public async Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ImageKind == ImageKind.Iso) throw Rejected("DigitalOcean boots disk images only, no ISO images.");
        var extras = DigitalOceanSizeOptions.Read(request.Size.Metadata);
        var plan = await PlanAsync(request.Size, cancellationToken);
        var keys = await ImportKeysAsync(request, cancellationToken);
        try
        {
            var made = await client.CreateAsync(Body(request, plan, keys, extras), cancellationToken);
            var action = made.Links?.Actions?.FirstOrDefault(a => a.Rel is null or "create")?.Id;
            return new VmAccepted($"{made.Droplet.Id}", DigitalOceanTasks.Poll(new DigitalOceanTask.Creating(made.Droplet.Id, action, Ours(keys))));
        }
        catch (BackendException e) when (e.Kind != BackendErrorKind.OutcomeUnknown)
        {
            await ForgetQuietlyAsync(Ours(keys), cancellationToken);
            throw Refusal(e, keys);
        }
    }

    public async Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken)
    {
        if (await FindAsync(vmId, cancellationToken) is not { } vm) return new BackendChange.Done();
        // What outlives the machine goes before it: reserved addresses cost money, and afterwards nobody would know whose they were.
        await ReleaseAsync(vm.Id, cancellationToken);
        await ForgetKeysAsync(DigitalOceanTags.Keys(vm.Tags), cancellationToken);
        await GoneIsFineAsync(client.DeleteAsync(vm.Id, cancellationToken));
        return TagMark.Read(vm.Tags)?.Token is { } token ? DigitalOceanTasks.Poll(new DigitalOceanTask.Deleting(vm.Id, token)) : new BackendChange.WatchVm();
    }

    public async Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken) =>
        await FindAsync(vmId, cancellationToken) is { } vm ? DigitalOceanMapping.Vm(vm) : null;

    public async Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ListTaggedAsync(TagMark.TokenTag(token), cancellationToken).Select(DigitalOceanMapping.Vm)
                .FirstOrDefaultAsync(vm => vm.Mark is { } mark && mark.InstallationId == installation && mark.Token == token, cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return null; // There is no such tag, and so no such machine.
        }
    }

    public IAsyncEnumerable<BackendVm> ListAsync(CancellationToken cancellationToken) =>
        // Machines with GPUs are in a list of their own.
        client.ListAsync(cancellationToken).Concat(client.ListGpusAsync(cancellationToken))
            .Where(vm => vm.Region is null || vm.Region.Slug == options.Region).Select(DigitalOceanMapping.Vm);

    public async Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        if (Settled(vm) == PowerState.Running) return new BackendChange.Done();
        await ForgetRestartAsync(vm, cancellationToken);
        var action = await client.ActAsync(vm.Id, new("power_on"), cancellationToken);
        return DigitalOceanTasks.Poll(new DigitalOceanTask.Acting(vm.Id, action.Id));
    }

    public async Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        var power = Settled(vm);
        await ForgetRestartAsync(vm, cancellationToken);
        if (power == PowerState.Stopped) return new BackendChange.Done();
        if (options.Shutdown == TimeSpan.Zero) return await CutAsync(vm.Id, cancellationToken);
        var action = await client.ActAsync(vm.Id, new("shutdown"), cancellationToken);
        return DigitalOceanTasks.Poll(new DigitalOceanTask.Stopping(vm.Id, action.Id, Deadline()));
    }

    public Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken) => RestartAsync(vmId, "reboot", cancellationToken);

    public async Task<BackendCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var account = await client.AccountAsync(cancellationToken);
        var latency = time.GetElapsedTime(began);
        var region = await client.RegionsAsync(cancellationToken).FirstOrDefaultAsync(r => r.Slug == options.Region, cancellationToken);
        var warnings = new List<string>();
        if (region is null) warnings.Add($"DigitalOcean has no region {options.Region}.");
        else if (region.Available == false) warnings.Add($"DigitalOcean makes no machines in {options.Region} now.");
        if (account.Status is "warning" or "locked") warnings.Add($"DigitalOcean has set the account to \"{account.Status}\". {Http.Redaction.Shorten(account.StatusMessage, 300)}".Trim());
        return new BackendCheck(string.Join(", ", new[] { account.Email, account.Team?.Name }.Where(n => !string.IsNullOrEmpty(n)).DefaultIfEmpty("DigitalOcean account")), latency)
        {
            Limits = [new BackendLimit("Machines", null, account.DropletLimit), new BackendLimit("Reserved addresses", null, account.FloatingIpLimit)], Warnings = warnings,
        };
    }

    private DigitalOceanCreate Body(CreateVm request, string plan, List<DigitalOceanKey> keys, DigitalOceanSizeOptions extras) =>
        new(DigitalOceanNames.Bend(request.Name), options.Region, plan, new DigitalOceanRef(request.ImageId))
        {
            SshKeys = keys.Count > 0 ? [.. keys.Select(k => new DigitalOceanRef($"{k.Id}"))] : null, UserData = request.UserData, Ipv6 = options.EnableIpv6, Monitoring = options.Monitoring,
            Backups = extras.Backups ? true : null, VpcUuid = extras.Vpc, Tags = [.. TagMark.Tags(installation, request.Token), .. Ours(keys).Select(DigitalOceanTags.KeyTag)],
        };

    private async Task<string> PlanAsync(VmSize size, CancellationToken cancellationToken)
    {
        if (size.PlanId is { } id) return id;
        var fitting = await client.SizesAsync(cancellationToken)
            .Where(s => s.Vcpus == size.VCpus && s.Memory == size.RamMb && s.Disk == size.DiskGb).OrderBy(s => s.PriceHourly).ToListAsync(cancellationToken);
        if (fitting.Count == 0) throw Rejected("DigitalOcean has no plan of this size.");
        return fitting.Find(s => DigitalOceanMapping.IsAvailable(s, options.Region))?.Slug
            ?? throw new BackendException(BackendErrorKind.QuotaExceeded, "DigitalOcean has no machine of this size here now.");
    }

    private async Task<DigitalOceanDroplet?> FindAsync(string vmId, CancellationToken cancellationToken) =>
        DigitalOceanMapping.Id(vmId) is { } id ? await client.FindAsync(id, cancellationToken) : null;

    private async Task<DigitalOceanDroplet> RequireAsync(string vmId, CancellationToken cancellationToken) =>
        await FindAsync(vmId, cancellationToken) ?? throw NoMachine();

    // The power state, once nothing holds the machine.
    private static PowerState Settled(DigitalOceanDroplet vm) =>
        DigitalOceanMapping.Power(vm) is { IsSettled: true } power ? power : throw new BackendException(BackendErrorKind.Conflict, "DigitalOcean is still busy with this machine.");

    private long Deadline() => (time.GetUtcNow() + options.Shutdown).ToUnixTimeSeconds();

    private static BackendException NoMachine() => new(BackendErrorKind.NotFound, "DigitalOcean has no such machine.");

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
}
