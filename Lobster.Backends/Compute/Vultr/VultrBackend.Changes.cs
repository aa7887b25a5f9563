using System.Globalization;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Vultr;

/// <summary>What becomes of a machine: name, size, disk, screen, transfer.</summary>
internal sealed partial class VultrBackend : IRename, IReimage, IResize, IConsole, ITransferMeter, IPlanCatalogue
{
    private const int AtOnce = 8;

    public bool CanShrinkDisk => false;

    public bool InterruptsVm => true;

    public TransferKind TransferKind => TransferKind.UtcDay;

    public async Task<BackendChange> RenameAsync(string vmId, string name, CancellationToken cancellationToken)
    {
        await client.UpdateAsync(vmId, new VultrUpdate { Label = name }, cancellationToken);
        return new BackendChange.Done();
    }

    public async Task<BackendChange> ReimageAsync(ReimageVm request, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(request.VmId, cancellationToken);
        if (VultrImageId.Parse(request.ImageId) is not { } image || image is VultrImageId.Iso) throw new BackendException(BackendErrorKind.Rejected, "A disk cannot be made of this image.");
        if (VultrMapping.Vm(vm).Power is { IsSettled: false }) throw new BackendException(BackendErrorKind.Conflict, "Vultr is still busy with this machine.");
        if (Encode(request.UserData) is { } data) await client.UpdateAsync(request.VmId, new VultrUpdate { UserData = data }, cancellationToken);
        try
        {
            await (image switch
            {
                VultrImageId.Snapshot snapshot => client.RestoreAsync(request.VmId, snapshot.Id, cancellationToken),
                VultrImageId.System system when system.Id == vm.OsId => client.ReinstallAsync(request.VmId, cancellationToken),
                VultrImageId.System system => client.UpdateAsync(request.VmId, new VultrUpdate { OsId = system.Id }, cancellationToken),
                _ => throw new InvalidOperationException($"Nothing is known about {image}."),
            });
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            throw new BackendException(BackendErrorKind.Rejected, "Vultr does not know the image.", e) { ProviderText = e.ProviderText };
        }

        return new BackendChange.WatchVm(PowerState.Running, Settling);
    }

    public async Task<BackendChange> ResizeAsync(string vmId, VmSize size, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        var power = VultrMapping.Vm(vm).Power;
        var plan = await PlanAsync(size, cancellationToken);
        if (size.DiskGb < vm.Disk) throw new BackendException(BackendErrorKind.Rejected, "Vultr cannot make a disk smaller.");
        if (vm.Plan != plan)
        {
            if (power is { IsSettled: false }) throw new BackendException(BackendErrorKind.Conflict, "Vultr is still busy with this machine.");
            if (!(await client.UpgradesAsync(vmId, cancellationToken)).Contains(plan)) throw new BackendException(BackendErrorKind.Rejected, "Vultr does not offer this size for this machine.");
            await client.UpdateAsync(vmId, new VultrUpdate { Plan = plan }, cancellationToken);
        }
        else if (power is { IsSettled: true })
        {
            return new BackendChange.Done();
        }

        return new BackendChange.Poll(VultrTasks.Resize(vmId, plan, power == PowerState.Stopped));
    }

    public async Task<ConsoleAccess> OpenConsoleAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        // The link opens the screen without any login: it goes to the one who asked and nowhere else.
        return Uri.TryCreate(vm.Kvm, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps
            ? new ConsoleAccess.Url(page)
            : throw new BackendException(BackendErrorKind.Conflict, "The machine has no screen yet.");
    }

    public async IAsyncEnumerable<TransferReading> ReadTransferAsync(
        IReadOnlyCollection<string> vmIds, Instant since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vmIds);
        var now = Instant.From(time.GetUtcNow());
        foreach (var some in vmIds.Chunk(AtOnce))
        {
            var answers = await Task.WhenAll(some.Select(async id => (Id: id, Days: await client.BandwidthAsync(id, cancellationToken))));
            foreach (var (id, days) in answers)
                foreach (var reading in Days(id, days, since, now)) yield return reading;
        }
    }

    public async Task<IReadOnlyList<BackendPlan>> ListPlansAsync(CancellationToken cancellationToken)
    {
        var available = (await client.AvailableAsync(options.Region, cancellationToken)).ToHashSet();
        return await client.PlansAsync(cancellationToken).Select(p => VultrMapping.Plan(p, available)).ToListAsync(cancellationToken);
    }

    // A day that is missing is not zero, it is not told. The last two days still grow, so a day before the last reading's is told again.
    private static IEnumerable<TransferReading> Days(string id, IReadOnlyDictionary<string, VultrTraffic>? days, Instant since, Instant now)
    {
        foreach (var (text, traffic) in (days ?? new Dictionary<string, VultrTraffic>()).OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) continue;
            var (from, until) = (Instant.StartOf(day), Instant.StartOf(day.AddDays(1)));
            if (until + TimeSpan.FromDays(1) <= since || from >= now) continue;
            yield return new TransferReading(id, TransferKind.UtcDay, text, traffic.IncomingBytes, traffic.OutgoingBytes, from, until < now ? until : now);
        }
    }

    private async Task<BackendTask> ResizedAsync(VultrTask.Resizing task, VultrInstance vm, CancellationToken cancellationToken)
    {
        var power = VultrMapping.Vm(vm).Power;
        if (vm.Plan != task.Plan || power is not { IsSettled: true }) return new BackendTask.Running(Text: "Changing its size");
        if (!task.EndsStopped || power != PowerState.Running) return new BackendTask.Succeeded();
        await client.PowerAsync(task.VmId, "halt", cancellationToken);
        return new BackendTask.Running(Text: "Stopping it again");
    }
}
