using Amazon.EC2;
using Amazon.EC2.Model;
using Lobster.Core.Compute;
using ImageState = Lobster.Core.Compute.ImageState;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>Images (AMIs): new disks from them, and new ones of disks.</summary>
internal sealed partial class Ec2Backend : IReimage, ISnapshot, IImageCatalogue, IImageDelete
{
    private const string Self = "self";
    private const int LongestImageName = 128;

    public async Task<BackendChange> ReimageAsync(ReimageVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ImageKind == ImageKind.Iso) throw Rejected("AWS boots disk images only, no ISO images.");
        var (id, vm) = await RequireAsync(request.VmId, cancellationToken);
        var image = await BootableAsync(request.ImageId, cancellationToken);
        var power = Ec2Mapping.Power(vm);
        if (!power.IsSettled) throw Busy();
        if (power == PowerState.Running) return Ec2Tasks.Poll(new Ec2Task.Reimaging(id, image.ImageId, await ReplaceAsync(vm, image.ImageId, cancellationToken)));
        await client.StartAsync(vm.InstanceId, cancellationToken);
        return Ec2Tasks.Poll(new Ec2Task.Reimaging(id, image.ImageId, Replacement: null));
    }

    public async Task<BackendChange> SnapshotAsync(string vmId, string name, Guid token, CancellationToken cancellationToken)
    {
        var (_, vm) = await RequireAsync(vmId, cancellationToken);
        var made = time.GetUtcNow().ToUnixTimeSeconds();
        return Made(await ImageOfAsync(vm, name, token, cancellationToken), made);
    }

    public async Task<BackendImage?> GetImageAsync(string imageId, CancellationToken cancellationToken) =>
        IsImage(imageId) && await client.FindImageAsync(imageId, cancellationToken) is { } image && !Ec2States.IsImageGone(image.State?.Value) ? Ec2Mapping.Image(image) : null;

    public async Task<BackendImage?> FindImageByTokenAsync(Guid token, CancellationToken cancellationToken) =>
        await client.ImagesAsync([Self], [Tagged(Ec2Tags.Token, token.ToString())], cancellationToken).Where(i => !Ec2States.IsImageGone(i.State?.Value)).Select(Ec2Mapping.Image)
            .FirstOrDefaultAsync(i => i.Mark is { } mark && mark.InstallationId == installation && mark.Token == token, cancellationToken);

    public IAsyncEnumerable<BackendImage> ListImagesAsync(CancellationToken cancellationToken)
    {
        var own = client.ImagesAsync([Self], null, cancellationToken);
        var owners = options.ImageOwners.Where(o => o != Self).ToList();
        List<Filter> filters = [new("state", ["available"])];
        if (options.ImageNames.Count > 0) filters.Add(new Filter("name", [.. options.ImageNames]));
        var others = owners.Count > 0 ? client.ImagesAsync(owners, filters, cancellationToken).Where(i => i.RootDeviceType != DeviceType.InstanceStore) : AsyncEnumerable.Empty<Image>();
        return own.Where(i => !Ec2States.IsImageGone(i.State?.Value)).Concat(others).DistinctBy(i => i.ImageId).Select(Ec2Mapping.Image);
    }

    public async Task<BackendChange> DeleteImageAsync(string imageId, CancellationToken cancellationToken)
    {
        if (!IsImage(imageId) || await client.FindImageAsync(imageId, cancellationToken) is not { } image || Ec2States.IsImageGone(image.State?.Value)) return new BackendChange.Done();
        if (image.Public == true) throw Rejected("A public image cannot be deleted.");
        // AWS would take it for wrong credentials.
        if (!await client.ImagesAsync([Self], [new Filter("image-id", [imageId])], cancellationToken).AnyAsync(i => i.ImageId == imageId, cancellationToken)) throw Rejected("The image belongs to another account.");
        await GoneIsFineAsync(client.DeregisterAsync(imageId, withSnapshots: true, cancellationToken));
        return new BackendChange.Done();
    }

    private async Task<BackendTask> ReimagedAsync(Ec2Task.Reimaging task, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(task.Vm, cancellationToken);
        if (Ec2States.IsGoing(Ec2Mapping.State(vm))) throw NoMachine();
        if (task.Replacement is null) return await BeginReplacingAsync(task, vm, cancellationToken);
        var replacement = await client.ReplacementsAsync(vm.InstanceId, cancellationToken).FirstOrDefaultAsync(r => r.ReplaceRootVolumeTaskId == task.Replacement, cancellationToken);
        return Ec2States.Replacement(replacement?.TaskState?.Value) switch
        {
            true when Ec2Mapping.Power(vm) == PowerState.Running => new BackendTask.Succeeded(),
            false => new BackendTask.Failed(BackendErrorKind.Rejected, "AWS could not give the machine a disk of this image. It must be of the same kind as the one before."),
            _ => new BackendTask.Running(Text: "Getting a new disk"),
        };
    }

    private async Task<BackendTask> BeginReplacingAsync(Ec2Task.Reimaging task, Instance vm, CancellationToken cancellationToken)
    {
        if (Ec2Mapping.Power(vm) == PowerState.Stopped) await WhenItCanAsync(client.StartAsync(vm.InstanceId, cancellationToken));
        if (Ec2Mapping.Power(vm) != PowerState.Running) return new BackendTask.Running(Text: "Starting");
        return new BackendTask.Running(Text: "Getting a new disk", ContinueAs: Ec2Tasks.Write(task with { Replacement = await ReplaceAsync(vm, task.Image, cancellationToken) }));
    }

    // Joins what is under way: a replacement whose answer was lost, or one that was begun by a panel that died.
    private async Task<string> ReplaceAsync(Instance vm, string image, CancellationToken cancellationToken)
    {
        var underWay = await client.ReplacementsAsync(vm.InstanceId, cancellationToken).FirstOrDefaultAsync(r => Ec2States.Replacement(r.TaskState?.Value) is null, cancellationToken);
        if (underWay is not null) return underWay.ImageId is null || underWay.ImageId == image ? underWay.ReplaceRootVolumeTaskId : throw Busy();
        return (await client.ReplaceDiskAsync(vm.InstanceId, image, cancellationToken)).ReplaceRootVolumeTaskId;
    }

    private async Task<string> ImageOfAsync(Instance vm, string name, Guid token, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.CreateImageAsync(vm.InstanceId, ImageName(name, token), Ec2Tags.OfImage(name, installation, token), cancellationToken)).ImageId;
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            // The name has the token in it: an earlier request of this snapshot was heard.
            if (await FindImageByTokenAsync(token, cancellationToken) is { } image) return image.Id;
            throw;
        }
    }

    private static BackendChange Made(string image, long made) => Ec2Tasks.Poll(new Ec2Task.Imaging(image, made)) with { ResultId = image };

    // One that was asked for a moment ago may not be known yet.
    private async Task<BackendTask> ImagedAsync(Ec2Task.Imaging task, CancellationToken cancellationToken)
    {
        var image = await GetImageAsync(task.Image, cancellationToken);
        if (image is null && Ec2Id.IsYoung(task.Made, Now)) return new BackendTask.Running(Text: "Copying its disk");
        return image?.State switch
        {
            ImageState.Ready => new BackendTask.Succeeded(image.Id),
            ImageState.Pending or ImageState.Unknown => new BackendTask.Running(Text: "Copying its disk"),
            _ => new BackendTask.Failed(BackendErrorKind.Rejected, image?.Problem ?? "AWS could not make an image of this machine."),
        };
    }

    // Unique in the account, and of few letters: the name that people read is a tag.
    private static string ImageName(string name, Guid token)
    {
        var kept = string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '-' or '_'));
        return $"{kept[..Math.Min(kept.Length, LongestImageName - 33)]} {token:N}".Trim();
    }
}
