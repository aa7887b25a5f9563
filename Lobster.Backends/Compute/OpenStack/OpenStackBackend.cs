using System.Text.Json.Nodes;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>
/// Machines at an OpenStack cloud, where they are called servers: Nova makes them, Glance keeps images, Neutron gives addresses. An action answers at once and works
/// later; until it is over the server tells its task.
/// </summary>
internal partial class OpenStackBackend(
    Guid installation, OpenStackOptions options, OpenStackIdentity identity, OpenStackCompute compute, OpenStackGlance glance, OpenStackNeutron neutron, TimeProvider time) : IComputeBackend
{
    public virtual BackendDescription Description { get; } = new(new Dictionary<Capability, string>(Lacking)
    {
        [Capability.Terminal] = "The switch \"Serial consoles\" of this region's settings is off; the console log is among the machine's actions.",
    });

    /// <summary>What no OpenStack cloud has.</summary>
    protected static IReadOnlyDictionary<Capability, string> Lacking { get; } = new Dictionary<Capability, string>
    {
        [Capability.ForcedPower] = "OpenStack asks the guest to shut down, and cuts its power by itself when that takes too long.",
        [Capability.ReverseDns] = "OpenStack's addresses have no reverse names of their own here; ask the provider.",
    };

    public async Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ImageKind == ImageKind.Iso) throw Rejected("OpenStack boots disk images here, no ISO images.");
        var flavor = await FlavorAsync(request.Size, cancellationToken);
        var body = await BodyAsync(request, flavor, options.With(request.Size.Metadata));
        if (request.SshKeys.Count > 0) await AddKeyAsync(request, cancellationToken);
        try
        {
            var made = await compute.CreateAsync(body, cancellationToken);
            await ForgetKeyAsync(request.Token, cancellationToken); // Nova has copied it into the machine.
            return new VmAccepted(made.Id, OpenStackTasks.Poll(new OpenStackTask.Creating(made.Id)) with { Login = Login(made.AdminPass) });
        }
        catch (BackendException e) when (e.Kind != BackendErrorKind.OutcomeUnknown)
        {
            await ForgetKeyAsync(request.Token, cancellationToken);
            throw;
        }
    }

    public async Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken)
    {
        if (await FindAsync(vmId, cancellationToken) is not { } server) return new BackendChange.Done();
        // What outlives the machine goes before it: floating addresses cost money, and afterwards nobody would know whose they were.
        if (options.ExternalNetwork is not null) await ReleaseAsync(vmId, cancellationToken);
        if (TagMark.Read(server.Tags)?.Token is { } token) await compute.DeleteKeyAsync(KeyName(token), cancellationToken);
        await compute.DeleteAsync(vmId, cancellationToken);
        return new BackendChange.WatchVm();
    }

    public async Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken) =>
        await FindAsync(vmId, cancellationToken) is { } server ? OpenStackMapping.Vm(server) : null;

    public async Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken) =>
        await compute.TaggedAsync(TagMark.TokenTag(token), cancellationToken).Where(s => !OpenStackStates.IsGone(s.Status)).Select(OpenStackMapping.Vm)
            .FirstOrDefaultAsync(vm => vm.Mark is { } mark && mark.InstallationId == installation && mark.Token == token, cancellationToken) is { } found
                ? found with { Creation = OpenStackTasks.Poll(new OpenStackTask.Creating(found.Id)) }
                : null;

    public IAsyncEnumerable<BackendVm> ListAsync(CancellationToken cancellationToken) =>
        compute.ListAsync(cancellationToken).Where(s => !OpenStackStates.IsGone(s.Status)).Select(OpenStackMapping.Vm);

    public async Task<BackendCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var session = await identity.SessionAsync(cancellationToken);
        var began = time.GetTimestamp();
        var limits = await compute.LimitsAsync(cancellationToken);
        return new BackendCheck(session.Who, time.GetElapsedTime(began))
        {
            Limits =
            [
                new BackendLimit("Machines", limits.Machines, Limit(limits.MaxMachines)), new BackendLimit("Processors", limits.Cores, Limit(limits.MaxCores)),
                new BackendLimit("RAM (MB)", limits.Ram, Limit(limits.MaxRam)),
            ],
            Warnings = await WarningsAsync(session, cancellationToken),
        };
    }

    // The cloud writes -1 for none.
    private static long? Limit(long? max) => max is >= 0 ? max : null;

    private async Task<IReadOnlyList<string>> WarningsAsync(OpenStackSession session, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        if (!session.IsAdmin) warnings.Add("These credentials are no administrator's: most clouds then tell no traffic, and what is not told is not charged.");
        foreach (var id in new[] { options.Network, options.ExternalNetwork }.OfType<string>())
            if (session.Network is null || await neutron.NetworkAsync(id, cancellationToken) is null) warnings.Add($"OpenStack shows these credentials no network {id}.");
        return warnings;
    }

    private async Task<OpenStackCreate> BodyAsync(CreateVm request, OpenStackFlavor flavor, OpenStackOptions wanted)
    {
        JsonNode networks = wanted.Network is { } network ? new JsonArray(new JsonObject { ["uuid"] = network }) : "auto";
        var fromVolume = flavor.Disk == 0;
        return new OpenStackCreate(request.Name, flavor.Id, networks)
        {
            ImageRef = fromVolume ? null : request.ImageId,
            BlockDevices = fromVolume ? [new OpenStackBlockDevice(request.ImageId, request.Size.DiskGb, wanted.VolumeType)] : null,
            KeyName = request.SshKeys.Count > 0 ? KeyName(request.Token) : null,
            UserData = await OpenStackUserData.EncodeAsync(request.UserData, [.. request.SshKeys.Skip(1)]),
            Tags = TagMark.Tags(installation, request.Token), AvailabilityZone = wanted.Zone,
            SecurityGroups = wanted.SecurityGroups.Count > 0 ? [.. wanted.SecurityGroups.Select(g => new OpenStackNamed(g))] : null,
        };
    }

    private async Task<OpenStackFlavor> FlavorAsync(VmSize size, CancellationToken cancellationToken) =>
        await compute.FlavorsAsync(cancellationToken).Where(f => size.PlanId is { } id ? f.Id == id : Fits(f, size)).FirstOrDefaultAsync(cancellationToken)
        ?? throw Rejected("OpenStack has no flavor of this size.");

    private static bool Fits(OpenStackFlavor flavor, VmSize size) => flavor.Vcpus == size.VCpus && flavor.Ram == size.RamMb && flavor.Disk == size.DiskGb && flavor.IsDisabled != true;

    private async Task AddKeyAsync(CreateVm request, CancellationToken cancellationToken)
    {
        try
        {
            await compute.AddKeyAsync(KeyName(request.Token), request.SshKeys[0].Trim(), cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            // It is there from an earlier try of the same creation.
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.OutcomeUnknown)
        {
            throw new BackendException(BackendErrorKind.Unavailable, "OpenStack did not say whether it took the SSH key; no machine was asked for.", e);
        }
    }

    // A key that stays behind harms nobody and goes with the machine; the answer of the create must not be lost for it.
    private async Task ForgetKeyAsync(Guid token, CancellationToken cancellationToken)
    {
        try
        {
            await compute.DeleteKeyAsync(KeyName(token), cancellationToken);
        }
        catch (BackendException)
        {
            // As told above.
        }
    }

    private static string KeyName(Guid token) => $"lobster-{token:N}";

    private GuestLogin? Login(string? password) => options.ShowPasswords && !string.IsNullOrEmpty(password) ? new GuestLogin(null, password) : null;

    /// <summary>Refuses a machine that does not run, with this sentence.</summary>
    protected async Task RequireRunningAsync(string vmId, string refusal, CancellationToken cancellationToken)
    {
        if (OpenStackMapping.Power(await RequireAsync(vmId, cancellationToken)) != PowerState.Running) throw new BackendException(BackendErrorKind.Conflict, refusal);
    }

    private async Task<OpenStackServer?> FindAsync(string vmId, CancellationToken cancellationToken) =>
        await compute.FindAsync(vmId, cancellationToken) is { } server && !OpenStackStates.IsGone(server.Status) ? server : null;

    private async Task<OpenStackServer> RequireAsync(string vmId, CancellationToken cancellationToken) =>
        await FindAsync(vmId, cancellationToken) ?? throw new BackendException(BackendErrorKind.NotFound, "OpenStack has no such machine.");

    private static BackendException Rejected(string message) => new(BackendErrorKind.Rejected, message);

    private static BackendException Busy() => new(BackendErrorKind.Conflict, "OpenStack is still busy with this machine.");
}
