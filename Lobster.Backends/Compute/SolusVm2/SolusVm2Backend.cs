using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>
/// Machines of a SolusVM 2 master (https://docs.solusvm.com/en/solusvm2). Almost every change is a task of the master's, which is polled; while one goes on the machine is busy. The mark is in
/// the machine's description, which is made with it, stays when it is renamed, and is in every list.
/// </summary>
internal sealed partial class SolusVm2Backend(Guid installation, SolusVm2Options options, SolusVm2Client client, TimeProvider time) : IComputeBackend, ILongTasks
{
    public BackendDescription Description { get; } = new(new Dictionary<Capability, string>
    {
        [Capability.Snapshot] = "The snapshots of SolusVM 2 are restore points of one machine and no images for new ones.",
        [Capability.ReverseDns] = "SolusVM 2 sets reverse names for whole pools of addresses only.",
        [Capability.CustomActions] = "Restore points, backups and the rescue system are used in SolusVM's own panel.",
        [Capability.Terminal] = "SolusVM 2 has no text terminal; use the screen or SSH.",
    });

    public async Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var extras = SolusVm2PlanOptions.Read(request.Size.Metadata);
        var os = Os(request.ImageId, request.ImageKind);
        var plan = await PlanAsync(request.Size, cancellationToken);
        var keys = await ImportKeysAsync(SolusVm2Keys.Name(request.Token), request.SshKeys, cancellationToken);
        var password = keys.Count == 0 ? SolusVm2Passwords.Next() : null;
        try
        {
            var made = await client.CreateAsync(Body(request, plan, os, extras, keys) with { Password = password }, cancellationToken);
            return new VmAccepted($"{made.Id}", SolusVm2Tasks.Poll(new SolusVm2Task.Creating(made.Id, Ours(keys))) with { Login = Login(password) });
        }
        catch (BackendException e) when (e.Kind != BackendErrorKind.OutcomeUnknown)
        {
            await ForgetQuietlyAsync(Ours(keys), cancellationToken);
            throw Refusal(e, "SolusVM does not know the image, the plan or the location.");
        }
    }

    public async Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken)
    {
        if (await FindAsync(vmId, cancellationToken) is not { } vm) return new BackendChange.Done();
        try
        {
            var job = await client.DeleteAsync(vm.Id, cancellationToken);
            return SolusVm2Tasks.Poll(new SolusVm2Task.Deleting(vm.Id, job.Id, Now(), TemporaryKeys(vm)));
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return new BackendChange.Done();
        }
    }

    public async Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken) =>
        await FindAsync(vmId, cancellationToken) is { } vm ? SolusVm2Mapping.Vm(vm) : null;

    public async Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken)
    {
        var wanted = new VmMark(installation, token);
        var found = await client.ListAsync(cancellationToken).FirstOrDefaultAsync(vm => SolusVm2Mapping.Mark(vm) == wanted, cancellationToken);
        return found is null ? null : SolusVm2Mapping.Vm(found) with { Creation = SolusVm2Tasks.Poll(new SolusVm2Task.Creating(found.Id, TemporaryKeys(found))) };
    }

    public IAsyncEnumerable<BackendVm> ListAsync(CancellationToken cancellationToken) =>
        client.ListAsync(cancellationToken).Where(vm => vm.Location?.Id is null || vm.Location.Id == options.Location).Select(SolusVm2Mapping.Vm);

    public async Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        var power = Settled(vm);
        if (power == PowerState.Running) return new BackendChange.Done();
        if (power == PowerState.Suspended) throw new BackendException(BackendErrorKind.Conflict, "SolusVM holds this machine.");
        var job = await client.StartAsync(vm.Id, cancellationToken);
        return SolusVm2Tasks.Poll(new SolusVm2Task.Starting(vm.Id, job.Id, []));
    }

    public async Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        if (SolusVm2Mapping.IsOff(vm)) return new BackendChange.Done();
        // A guest that is paused hears nothing.
        if (Settled(vm) == PowerState.Suspended || options.Shutdown == TimeSpan.Zero) return await CutAsync(vm.Id, cancellationToken);
        var job = await client.StopAsync(vm.Id, isForced: false, cancellationToken);
        return SolusVm2Tasks.Poll(new SolusVm2Task.Stopping(vm.Id, job.Id, Deadline()));
    }

    public Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken) => RestartAsync(vmId, isForced: false, cancellationToken);

    public async Task<BackendCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var location = await client.LocationsAsync(cancellationToken).FirstOrDefaultAsync(l => l.Id == options.Location, cancellationToken);
        var latency = time.GetElapsedTime(began);
        var warnings = new List<string>();
        if (location is null) warnings.Add($"SolusVM shows no location {options.Location} to this token.");
        if (options.Project is { } project && !await client.ProjectsAsync(cancellationToken).AnyAsync(p => p.Id == project, cancellationToken))
            warnings.Add($"SolusVM shows no project {project} to this token.");
        return new BackendCheck($"{options.Master.Host}, location {location?.Name ?? $"{options.Location}"}", latency) { Warnings = warnings };
    }

    private SolusVm2Create Body(CreateVm request, long plan, long os, SolusVm2PlanOptions extras, List<SolusVm2Key> keys)
    {
        var name = SolusVm2Names.Bend(request.Name);
        return new SolusVm2Create(name, TextMark.Write(SolusVm2Mapping.Description, installation, request.Token), plan, options.Location, os)
        {
            Fqdns = SolusVm2Names.Domains(name), Project = options.Project, User = options.User, ComputeResource = extras.ComputeResource ?? options.ComputeResource, IpTypes = options.IpTypes,
            SshKeys = Ids(keys), UserData = request.UserData,
        };
    }

    private static long Os(string imageId, ImageKind kind)
    {
        if (kind == ImageKind.Iso) throw Rejected("SolusVM 2 makes machines of its OS images only, not of ISO images.");
        return SolusVm2ImageId.Parse(imageId)?.Version ?? throw Rejected("SolusVM has no such image.");
    }

    private async Task<long> PlanAsync(VmSize size, CancellationToken cancellationToken)
    {
        if (size.PlanId is { } id) return SolusVm2Mapping.Id(id) ?? throw Rejected("SolusVM has no such plan.");
        var fitting = await PlansAsync(cancellationToken).FirstOrDefaultAsync(p => p.IsVisible != false && SolusVm2Mapping.HasSize(p, size), cancellationToken);
        return fitting?.Id ?? throw Rejected("SolusVM has no plan of this size.");
    }

    private async Task<SolusVm2Server?> FindAsync(string vmId, CancellationToken cancellationToken) =>
        SolusVm2Mapping.Id(vmId) is { } id ? await client.FindAsync(id, cancellationToken) : null;

    private async Task<SolusVm2Server> RequireAsync(string vmId, CancellationToken cancellationToken) => await FindAsync(vmId, cancellationToken) ?? throw NoMachine();

    // The power state, once nothing holds the machine. One whose server is not reached may still be asked for: the master says what it can do.
    private static PowerState Settled(SolusVm2Server vm) =>
        SolusVm2Mapping.Power(vm) is var power && power != PowerState.Busy ? power : throw new BackendException(BackendErrorKind.Conflict, "SolusVM is still busy with this machine.");

    private long Now() => time.GetUtcNow().ToUnixTimeSeconds();

    private long Deadline() => Now() + (long)options.Shutdown.TotalSeconds;

    private static GuestLogin? Login(string? password) => password is null ? null : new GuestLogin("root", password);

    private static BackendException NoMachine() => new(BackendErrorKind.NotFound, "SolusVM has no such machine.");

    private static BackendException Rejected(string message) => new(BackendErrorKind.Rejected, message);

    // An id in the request that is not known is no machine that is not known.
    private static BackendException Refusal(BackendException e, string message) =>
        e.Kind == BackendErrorKind.NotFound ? new BackendException(BackendErrorKind.Rejected, message, e) { ProviderText = e.ProviderText } : e;

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
