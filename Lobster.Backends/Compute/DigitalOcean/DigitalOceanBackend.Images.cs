using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>Images: public ones by slug, own ones by number.</summary>
internal sealed partial class DigitalOceanBackend : ISnapshot, IImageCatalogue, IImageFetch, IImageDelete
{
    // How long after a snapshot its image may be missing from the list.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public IReadOnlyList<string> FetchFormats { get; } = ["raw", "qcow2", "vhdx", "vdi", "vmdk"];

    public async Task<BackendChange> SnapshotAsync(string vmId, string name, Guid token, CancellationToken cancellationToken)
    {
        var vm = DigitalOceanMapping.Id(vmId) ?? throw NoMachine();
        var action = await client.ActAsync(vm, new("snapshot") { Name = TextMark.Write(name, installation, token) }, cancellationToken);
        return DigitalOceanTasks.Poll(new DigitalOceanTask.Snapshotting(vm, action.Id, token));
    }

    public async Task<BackendChange> FetchImageAsync(FetchImage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!FetchFormats.Contains(request.Format)) throw Rejected("DigitalOcean takes raw, qcow2, vhdx, vdi and vmdk images only.");
        var body = new DigitalOceanFetch(TextMark.Write(request.Name, installation, request.Token), request.Source.AbsoluteUri, options.Region, "Unknown");
        return new BackendChange.WatchImage { ResultId = $"{(await client.FetchAsync(body, cancellationToken)).Id}" };
    }

    public async Task<BackendImage?> GetImageAsync(string imageId, CancellationToken cancellationToken) =>
        imageId.Length > 0 && await client.FindImageAsync(imageId, cancellationToken) is { } image && !IsGone(image) ? DigitalOceanMapping.Image(image) : null;

    public async Task<BackendImage?> FindImageByTokenAsync(Guid token, CancellationToken cancellationToken) =>
        await OwnAsync(cancellationToken).FirstOrDefaultAsync(i => i.Mark is { } mark && mark.InstallationId == installation && mark.Token == token, cancellationToken);

    public IAsyncEnumerable<BackendImage> ListImagesAsync(CancellationToken cancellationToken) =>
        client.PublicImagesAsync(cancellationToken).Where(IsHere).Select(DigitalOceanMapping.Image)
            .Concat(client.OwnImagesAsync(cancellationToken).Where(i => i.Public != true && !IsGone(i) && IsHere(i)).Select(DigitalOceanMapping.Image));

    public async Task<BackendChange> DeleteImageAsync(string imageId, CancellationToken cancellationToken)
    {
        if (imageId.Length == 0 || await client.FindImageAsync(imageId, cancellationToken) is not { } image) return new BackendChange.Done();
        if (image.Public == true) throw Rejected("DigitalOcean's own images cannot be deleted.");
        await GoneIsFineAsync(client.DeleteImageAsync(image.Id, cancellationToken));
        return new BackendChange.Done();
    }

    // The action names the machine and not the image.
    private async Task<BackendTask> SnapshottedAsync(DigitalOceanTask.Snapshotting task, CancellationToken cancellationToken)
    {
        var action = await client.ActionAsync(task.Vm, task.Action, cancellationToken);
        var progress = DigitalOceanStates.Action(action.Status);
        if (progress == DigitalOceanProgress.Errored) return Failed("DigitalOcean could not make an image of this machine.");
        if (progress == DigitalOceanProgress.UnderWay) return new BackendTask.Running(Text: "Copying its disk");
        if (await FindImageByTokenAsync(task.Token, cancellationToken) is { } image) return new BackendTask.Succeeded(image.Id);
        return DigitalOceanMapping.Moment(action.CompletedAt) is { } at && Instant.From(time.GetUtcNow()) - at > Patience
            ? Failed("DigitalOcean made an image and does not show it.")
            : new BackendTask.Running(Text: "Waiting for the image");
    }

    private IAsyncEnumerable<BackendImage> OwnAsync(CancellationToken cancellationToken) =>
        client.OwnImagesAsync(cancellationToken).Where(i => i.Public != true && !IsGone(i)).Select(DigitalOceanMapping.Image);

    // One that could not be imported is told as deleted too, with the reason.
    private static bool IsGone(DigitalOceanImage image) => image.Status == "deleted" && string.IsNullOrWhiteSpace(image.ErrorMessage);

    // One that is still being made may be nowhere yet.
    private bool IsHere(DigitalOceanImage image) => image.Regions is null or [] || image.Regions.Contains(options.Region);
}
