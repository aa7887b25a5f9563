using System.Text;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>What becomes of a machine's disk: fresh, larger, copied; and the images that disks are made from.</summary>
internal sealed partial class LinodeBackend : IReimage, IResize, ISnapshot, IImageCatalogue, IImageDelete, ILongTasks
{
    private const int MostUserData = 65_535;
    private const string CloudInit = "cloud-init";

    public bool CanShrinkDisk => false;

    public bool InterruptsVm => true;

    public async Task<BackendChange> ReimageAsync(ReimageVm request, CancellationToken cancellationToken)
    {
        RequireTemplate(request.ImageKind);
        var vm = await RequireAsync(request.VmId, cancellationToken);
        var after = IdleSince(vm, await client.EventsAsync(vm.Id, cancellationToken));
        var password = LinodePasswords.Next();
        var body = new LinodeRebuild(request.ImageId, password)
        {
            AuthorizedKeys = Keys(request.SshKeys), Metadata = await UserDataAsync(request.UserData, request.ImageId, cancellationToken),
        };
        try
        {
            await client.RebuildAsync(vm.Id, body, cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            throw UnknownImage(e);
        }

        return new BackendChange.Poll(new LinodeTask(vm.Id, LinodeTask.Rebuild, after) { Goal = PowerState.Running }.TaskId) { Login = new GuestLogin(RootUser, password) };
    }

    public async Task<BackendChange> ResizeAsync(string vmId, VmSize size, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        var type = await TypeAsync(size, cancellationToken);
        if (type.Disk < vm.Specs?.Disk) throw new BackendException(BackendErrorKind.Rejected, "Linode cannot make a disk smaller.");
        var events = await client.EventsAsync(vm.Id, cancellationToken);
        // Asked before, and the answer was lost. What its power was then is not known; Linode restores it.
        if (events.FirstOrDefault(e => e.Action == LinodeTask.Resize && LinodeStates.IsUnderWay(e.Status)) is { } going)
            return new BackendChange.Poll(new LinodeTask(vm.Id, LinodeTask.Resize, going.Id - 1) { Type = type.Id }.TaskId);
        var after = IdleSince(vm, events);
        if (vm.Type == type.Id) return new BackendChange.Done();
        await client.ResizeAsync(vm.Id, type.Id, cancellationToken);
        return new BackendChange.Poll(new LinodeTask(vm.Id, LinodeTask.Resize, after) { Type = type.Id, Goal = LinodeStates.Of(vm.Status) }.TaskId);
    }

    public async Task<BackendChange> SnapshotAsync(string vmId, string name, Guid token, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        var disks = await client.DisksAsync(vm.Id, cancellationToken).Where(d => d.Filesystem != "swap").ToListAsync(cancellationToken);
        if (disks is not [var disk]) throw new BackendException(BackendErrorKind.Rejected, "Only a machine with exactly one disk besides its swap can be copied.");
        if (disk.Status is not (null or "ready")) throw Busy();
        var made = await client.CaptureAsync(new LinodeCapture(disk.Id, LinodeLabels.OfImage(name))
        {
            Description = name, CloudInit = await TakesUserDataAsync(vm.Image, cancellationToken) ? true : null, Tags = TagMark.Tags(installation, token),
        }, cancellationToken);
        return new BackendChange.WatchImage { ResultId = made.Id };
    }

    // Ids of images have a namespace; nothing else is asked for, since it may be another path of the API.
    public async Task<BackendImage?> GetImageAsync(string imageId, CancellationToken cancellationToken) =>
        imageId.Contains('/', StringComparison.Ordinal) && await client.FindImageAsync(imageId, cancellationToken) is { } image ? LinodeMapping.Image(image) : null;

    public async Task<BackendImage?> FindImageByTokenAsync(Guid token, CancellationToken cancellationToken) => await client.ImagesTaggedAsync(TagMark.TokenTag(token), cancellationToken)
        .Select(LinodeMapping.Image).FirstOrDefaultAsync(i => IsOurs(i.Mark, token), cancellationToken);

    public IAsyncEnumerable<BackendImage> ListImagesAsync(CancellationToken cancellationToken) => client.ImagesAsync(cancellationToken).Select(LinodeMapping.Image);

    public async Task<BackendChange> DeleteImageAsync(string imageId, CancellationToken cancellationToken)
    {
        if (imageId.StartsWith(LinodeMapping.PublicImages, StringComparison.Ordinal)) throw new BackendException(BackendErrorKind.Rejected, "Linode's own images cannot be deleted.");
        if (!imageId.Contains('/', StringComparison.Ordinal)) return new BackendChange.Done();
        try
        {
            await client.DeleteImageAsync(imageId, cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            // Gone already.
        }

        return new BackendChange.Done();
    }

    public async Task<BackendTask> GetTaskAsync(string taskId, CancellationToken cancellationToken)
    {
        if (LinodeTask.Parse(taskId) is not { } task) throw new BackendException(BackendErrorKind.NotFound, "Linode has no such task.");
        // The events first, so that the machine is at least as new as they are.
        var events = (await client.EventsAsync(task.VmId, cancellationToken)).Where(e => e.Id > task.After).ToList();
        if (await client.FindAsync(task.VmId, cancellationToken) is not { } vm) return new BackendTask.Failed(BackendErrorKind.NotFound, "The machine is gone.");
        // Newest first: the last is the one that goes on now.
        if (events.FindLast(e => LinodeStates.IsUnderWay(e.Status)) is { } going) return new BackendTask.Running(Percent(going), task.Doing);
        if (events.Find(e => e.Action == task.Action) is not { } over) return new BackendTask.Running(Text: task.Doing);
        var failure = Failure(task, vm, over);
        if (failure is not null && task.Action == LinodeTask.Rebuild) return failure; // without a disk nothing starts
        if (!await BringToAsync(vm, task.Goal, cancellationToken)) return new BackendTask.Running(Text: task.Doing);
        return failure ?? (BackendTask)new BackendTask.Succeeded();
    }

    private static BackendTask.Failed? Failure(LinodeTask task, LinodeInstance vm, LinodeEvent over)
    {
        if (over.Status == "failed") return new BackendTask.Failed(BackendErrorKind.Rejected, task.Failure);
        return task.Type is { } type && vm.Type != type ? new BackendTask.Failed(BackendErrorKind.Conflict, "Linode gave the machine another size meanwhile.") : null;
    }

    // Linode gives a machine back as it was; whatever it left otherwise is put right here.
    private async Task<bool> BringToAsync(LinodeInstance vm, PowerState? goal, CancellationToken cancellationToken)
    {
        var power = LinodeStates.Of(vm.Status);
        if (goal is null ? power.IsSettled : power == goal) return true;
        try
        {
            if (power == PowerState.Stopped) await client.PowerAsync(vm.Id, "boot", cancellationToken);
            if (power == PowerState.Running) await client.PowerAsync(vm.Id, "shutdown", cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            // It is on its way there.
        }

        return false;
    }

    // The newest event of a machine that runs or is stopped and that nothing is done with.
    private static long IdleSince(LinodeInstance vm, IReadOnlyList<LinodeEvent> events)
    {
        var power = LinodeStates.Of(vm.Status);
        var isIdle = (power == PowerState.Running || power == PowerState.Stopped) && !events.Any(e => LinodeStates.IsUnderWay(e.Status));
        return isIdle ? events.Select(e => e.Id).DefaultIfEmpty().Max() : throw Busy();
    }

    private async Task<LinodeUserData?> UserDataAsync(string? userData, string imageId, CancellationToken cancellationToken)
    {
        if (userData is null) return null;
        var bytes = Encoding.UTF8.GetBytes(userData);
        if (bytes.Length > MostUserData) throw new BackendException(BackendErrorKind.Rejected, "Linode takes at most 65,535 bytes of user data.");
        if (!await TakesUserDataAsync(imageId, cancellationToken)) throw new BackendException(BackendErrorKind.Rejected, "This image does not take user data.");
        if (await client.FindRegionAsync(options.Region, cancellationToken) is { } region && !HasMetadata(region))
            throw new BackendException(BackendErrorKind.Rejected, "This region does not pass user data to machines.");
        return new LinodeUserData(Convert.ToBase64String(bytes));
    }

    private async Task<bool> TakesUserDataAsync(string? imageId, CancellationToken cancellationToken) =>
        imageId?.Contains('/', StringComparison.Ordinal) == true && await client.FindImageAsync(imageId, cancellationToken) is { } image && image.Capabilities?.Contains(CloudInit) == true;

    private static bool HasMetadata(LinodeRegion region) => region.Capabilities?.Contains("Metadata") == true;

    private static IReadOnlyList<string>? Keys(IReadOnlyList<string> keys) => keys.Count > 0 ? keys : null;

    private static void RequireTemplate(ImageKind kind)
    {
        if (kind != ImageKind.Template) throw new BackendException(BackendErrorKind.Rejected, "Linode does not boot machines from ISO images.");
    }

    private static int? Percent(LinodeEvent e) => e.PercentComplete is { } percent ? Math.Clamp(percent, 0, 100) : null;
}
