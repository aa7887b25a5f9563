using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>
/// Machines at Linode (https://techdocs.akamai.com/linode-api/reference). Power changes are watched in the machine's status; a resize and a rebuild are
/// followed by their events, since the status may not tell of them.
/// </summary>
internal sealed partial class LinodeBackend(Guid installation, LinodeOptions options, LinodeClient client, TimeProvider time) : IComputeBackend
{
    private const string RootUser = "root";
    private const string NoSuchMachine = "Linode has no such machine.";

    // For a moment after a change the old state may still be told.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public BackendDescription Description { get; } = new(new Dictionary<Capability, string>
    {
        [Capability.ForcedPower] = "Linode has one way to stop a machine: it asks the system, and cuts the power when that does not obey.",
        [Capability.ImageFetch] = "Linode does not fetch images from an address; upload them in its Cloud Manager.",
    });

    public async Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken)
    {
        RequireTemplate(request.ImageKind);
        var plan = LinodePlanOptions.Read(request.Size.Metadata);
        var type = request.Size.PlanId ?? (await TypeAsync(request.Size, cancellationToken)).Id;
        var password = LinodePasswords.Next();
        var body = new LinodeCreate(LinodeLabels.Of(request.Name, request.Token), options.Region, type)
        {
            Image = request.ImageId, RootPass = password, AuthorizedKeys = Keys(request.SshKeys), Metadata = await UserDataAsync(request.UserData, request.ImageId, cancellationToken),
            PrivateIp = options.PrivateAddress, Booted = true, InterfaceGeneration = options.Interfaces, Tags = TagMark.Tags(installation, request.Token),
            BackupsEnabled = plan.Backups, FirewallId = plan.Firewall, SwapSize = plan.SwapMb, DiskEncryption = plan.DiskEncryption,
        };
        try
        {
            var made = await client.CreateAsync(body, cancellationToken);
            return new VmAccepted(LinodeMapping.Text(made.Id), new BackendChange.WatchVm(PowerState.Running) { Login = new GuestLogin(RootUser, password) });
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            // The label carries the token: an earlier try, whose answer was lost, made the machine.
            throw new BackendException(BackendErrorKind.OutcomeUnknown, "Linode has made this machine before.", e) { ProviderText = e.ProviderText };
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            throw UnknownImage(e);
        }
    }

    public async Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken)
    {
        if (LinodeMapping.Id(vmId) is not { } id) return new BackendChange.Done();
        try
        {
            if (options.MoreAddresses) await RemoveRangesAsync(id, cancellationToken);
            await client.DeleteAsync(id, cancellationToken);
            return new BackendChange.WatchVm();
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return new BackendChange.Done();
        }
    }

    public async Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken) =>
        LinodeMapping.Id(vmId) is { } id && await client.FindAsync(id, cancellationToken) is { } vm ? LinodeMapping.Vm(vm) : null;

    public async Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken) =>
        await client.ListTaggedAsync(TagMark.TokenTag(token), cancellationToken).Select(LinodeMapping.Vm).FirstOrDefaultAsync(vm => IsOurs(vm.Mark, token), cancellationToken);

    public IAsyncEnumerable<BackendVm> ListAsync(CancellationToken cancellationToken) => client.ListAsync(options.Region, cancellationToken).Select(LinodeMapping.Vm);

    public Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken) =>
        PowerAsync(vmId, "boot", PowerState.Starting, PowerState.Running, cancellationToken);

    public Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken) =>
        PowerAsync(vmId, "shutdown", PowerState.Stopping, PowerState.Stopped, cancellationToken);

    public async Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        if (LinodeStates.Of(vm.Status) != PowerState.Running) throw new BackendException(BackendErrorKind.Conflict, "Only a running machine can be restarted.");
        await client.PowerAsync(vm.Id, "reboot", cancellationToken);
        return new BackendChange.WatchVm(PowerState.Running, Settling);
    }

    public async Task<BackendCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var profile = await client.ProfileAsync(cancellationToken);
        var latency = time.GetElapsedTime(began);
        var warnings = new List<string>();
        if (profile.Restricted == true) warnings.Add("This user's access is restricted: it may not set tags, which every machine here needs.");
        var allowed = (await client.SettingsAsync(cancellationToken)).InterfacesForNewLinodes;
        if (allowed == "linode_only" && options.Interfaces == LinodeOptions.LegacyInterfaces)
            warnings.Add("The account allows only Linode interfaces for new machines; choose them as the network here.");
        if (allowed == "legacy_config_only" && options.Interfaces == LinodeOptions.LinodeInterfaces)
            warnings.Add("The account does not allow Linode interfaces; choose the other network here.");
        if (await client.FindRegionAsync(options.Region, cancellationToken) is not { } region) warnings.Add($"Linode has no region {options.Region}.");
        else if (!HasMetadata(region)) warnings.Add("This region does not pass user data to machines.");
        return new BackendCheck(profile.Username ?? "Linode user", latency) { Warnings = warnings };
    }

    private async Task<BackendChange> PowerAsync(string vmId, string verb, PowerState onItsWay, PowerState goal, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        var power = LinodeStates.Of(vm.Status);
        if (power == goal) return new BackendChange.Done();
        if (power == onItsWay) return new BackendChange.WatchVm(goal);
        if (!power.IsSettled && power != PowerState.Unknown) throw Busy();
        await client.PowerAsync(vm.Id, verb, cancellationToken);
        return new BackendChange.WatchVm(goal);
    }

    private async Task<LinodeInstance> RequireAsync(string vmId, CancellationToken cancellationToken) =>
        LinodeMapping.Id(vmId) is { } id && await client.FindAsync(id, cancellationToken) is { } vm ? vm : throw new BackendException(BackendErrorKind.NotFound, NoSuchMachine);

    private bool IsOurs(VmMark? mark, Guid token) => mark is not null && mark.InstallationId == installation && mark.Token == token;

    private static BackendException Busy() => new(BackendErrorKind.Conflict, "Linode is still busy with this machine.");

    private static BackendException UnknownImage(BackendException e) => new(BackendErrorKind.Rejected, "Linode does not know the image or the plan.", e) { ProviderText = e.ProviderText };
}
