using System.Text;
using Lobster.Backends.Http;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Vultr;

/// <summary>
/// Machines at Vultr (https://www.vultr.com/api/). There are no task objects and no graceful power: every change is accepted and then watched, and a stop
/// pulls the plug.
/// </summary>
internal sealed partial class VultrBackend(Guid installation, VultrOptions options, VultrClient client, TimeProvider time) : IComputeBackend, ILongTasks
{
    // For a moment after a change the old state may still be told.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public BackendDescription Description { get; } = new(new Dictionary<Capability, string>
    {
        [Capability.ForcedPower] = "Vultr always cuts the power; there is no gentler stop beside it.",
        [Capability.CustomActions] = "Vultr offers nothing beyond the buttons here.",
        [Capability.Terminal] = "Vultr has no text terminal; use the screen or SSH.",
    });

    public async Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken)
    {
        var image = VultrImageId.Parse(request.ImageId) ?? throw new BackendException(BackendErrorKind.Rejected, "There is no such image.");
        var plan = await PlanAsync(request.Size, cancellationToken);
        var keys = new List<string>();
        foreach (var key in request.SshKeys) keys.Add((await client.AddSshKeyAsync(VultrTasks.KeyName(request.Token), key, cancellationToken)).Id);
        try
        {
            var made = await client.CreateAsync(Body(request, image, plan, keys), cancellationToken);
            BackendChange change = keys.Count > 0 ? new BackendChange.Poll(VultrTasks.Create(made.Id, keys)) : new BackendChange.WatchVm(PowerState.Running);
            if (made.DefaultPassword is { Length: > 0 } password)
                change = change with { Login = new GuestLogin(made.UserScheme == "limited" ? "linuxuser" : "root", password) };
            return new VmAccepted(made.Id, change);
        }
        catch (BackendException e) when (e.Kind != BackendErrorKind.OutcomeUnknown)
        {
            await ForgetKeysAsync(keys, cancellationToken);
            // An id in the request that is not known; nothing was made.
            if (e.Kind == BackendErrorKind.NotFound) throw new BackendException(BackendErrorKind.Rejected, "Vultr does not know the image or the plan.", e) { ProviderText = e.ProviderText };
            throw;
        }
    }

    public async Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await client.FindAsync(vmId, cancellationToken);
        if (vm is null) return new BackendChange.Done();
        try
        {
            await client.DeleteAsync(vmId, cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return new BackendChange.Done();
        }

        // A create whose answer was lost leaves the keys that were imported for it.
        if (TagMark.Read(vm.Tags)?.Token is { } token) await ForgetKeysOfAsync(token, cancellationToken);
        return new BackendChange.WatchVm();
    }

    public async Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken) =>
        await client.FindAsync(vmId, cancellationToken) is { } vm ? VultrMapping.Vm(vm) : null;

    public async Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken) =>
        await client.ListAsync(TagMark.TokenTag(token), cancellationToken).Select(VultrMapping.Vm)
            .FirstOrDefaultAsync(vm => vm.Mark is { } mark && mark.InstallationId == installation && mark.Token == token, cancellationToken);

    public IAsyncEnumerable<BackendVm> ListAsync(CancellationToken cancellationToken) =>
        client.ListAsync(null, cancellationToken).Where(vm => vm.Region is null || vm.Region == options.Region).Select(VultrMapping.Vm);

    public Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken) => PowerAsync(vmId, "start", PowerState.Running, cancellationToken);

    public Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken) => PowerAsync(vmId, "halt", PowerState.Stopped, cancellationToken);

    public async Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken)
    {
        var power = VultrMapping.Vm(await RequireAsync(vmId, cancellationToken)).Power;
        if (power != PowerState.Running) throw new BackendException(BackendErrorKind.Conflict, "Only a running machine can be restarted.");
        await client.PowerAsync(vmId, "reboot", cancellationToken);
        return new BackendChange.WatchVm(PowerState.Running, Settling);
    }

    public async Task<BackendCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var account = await client.AccountAsync(cancellationToken);
        var latency = time.GetElapsedTime(began);
        var warnings = new List<string>();
        if ((await client.AvailableAsync(options.Region, cancellationToken)).Count == 0) warnings.Add($"Vultr has no plan in stock in {options.Region} now.");
        return new BackendCheck(account.Email ?? account.Name ?? "Vultr account", latency) { Warnings = warnings };
    }

    public async Task<BackendTask> GetTaskAsync(string taskId, CancellationToken cancellationToken)
    {
        if (VultrTasks.Read(taskId) is not { } task) throw new BackendException(BackendErrorKind.NotFound, "Vultr has no such task.");
        if (await client.FindAsync(task.VmId, cancellationToken) is not { } vm) return new BackendTask.Failed(BackendErrorKind.NotFound, "The machine is gone.");
        return task switch
        {
            VultrTask.Creating creating => await CreatedAsync(creating, VultrMapping.Vm(vm), cancellationToken),
            VultrTask.Resizing resizing => await ResizedAsync(resizing, vm, cancellationToken),
            _ => throw new InvalidOperationException($"Nothing is known about {task}."),
        };
    }

    private async Task<BackendTask> CreatedAsync(VultrTask.Creating task, BackendVm vm, CancellationToken cancellationToken)
    {
        if (vm.Power != PowerState.Running) return new BackendTask.Running(Text: "Being installed");
        await ForgetKeysAsync(task.Keys, cancellationToken);
        return new BackendTask.Succeeded();
    }

    private async Task<BackendChange> PowerAsync(string vmId, string verb, PowerState goal, CancellationToken cancellationToken)
    {
        var power = VultrMapping.Vm(await RequireAsync(vmId, cancellationToken)).Power;
        if (power == goal) return new BackendChange.Done();
        if (power is { IsSettled: false }) throw new BackendException(BackendErrorKind.Conflict, "Vultr is still busy with this machine.");
        await client.PowerAsync(vmId, verb, cancellationToken);
        return new BackendChange.WatchVm(goal);
    }

    private async Task<VultrInstance> RequireAsync(string vmId, CancellationToken cancellationToken) =>
        await client.FindAsync(vmId, cancellationToken) ?? throw new BackendException(BackendErrorKind.NotFound, "Vultr has no such machine.");

    private VultrCreate Body(CreateVm request, VultrImageId image, string plan, List<string> keys) => new(options.Region, plan)
    {
        OsId = (image as VultrImageId.System)?.Id, SnapshotId = (image as VultrImageId.Snapshot)?.Id, IsoId = (image as VultrImageId.Iso)?.Id,
        Label = request.Name, Hostname = VultrMapping.HostName(request.Name), SshkeyId = keys.Count > 0 ? keys : null, UserData = Encode(request.UserData),
        EnableIpv6 = options.EnableIpv6, Backups = request.Size.Metadata.GetValueOrDefault("vultr.backups") == "enabled" ? "enabled" : "disabled", ActivationEmail = false,
        FirewallGroupId = request.Size.Metadata.GetValueOrDefault("vultr.firewallGroup"),
        AttachVpc = request.Size.Metadata.GetValueOrDefault("vultr.vpc") is { Length: > 0 } vpc ? vpc.Split(',', StringSplitOptions.TrimEntries) : null,
        Tags = TagMark.Tags(installation, request.Token),
    };

    private async Task<string> PlanAsync(VmSize size, CancellationToken cancellationToken)
    {
        if (size.PlanId is { } id) return id;
        var fitting = await client.PlansAsync(cancellationToken)
            .Where(p => p.VcpuCount == size.VCpus && p.Ram == size.RamMb && p.Disk == size.DiskGb).OrderBy(p => p.MonthlyCost).ToListAsync(cancellationToken);
        if (fitting.Count == 0) throw new BackendException(BackendErrorKind.Rejected, "Vultr has no plan of this size.");
        var available = await client.AvailableAsync(options.Region, cancellationToken);
        return fitting.Find(p => available.Contains(p.Id))?.Id ?? throw new BackendException(BackendErrorKind.QuotaExceeded, "Vultr has no machine of this size in stock here.");
    }

    private async Task ForgetKeysOfAsync(Guid token, CancellationToken cancellationToken)
    {
        var name = VultrTasks.KeyName(token);
        await ForgetKeysAsync(await client.SshKeysAsync(cancellationToken).Where(k => k.Name == name).Select(k => k.Id).ToListAsync(cancellationToken), cancellationToken);
    }

    private async Task ForgetKeysAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            try
            {
                await client.DeleteSshKeyAsync(key, cancellationToken);
            }
            catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
            {
                // Gone already.
            }
        }
    }

    private static string? Encode(string? userData) => userData is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(userData));
}
