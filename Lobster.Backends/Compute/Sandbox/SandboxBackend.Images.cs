using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

// Images and plans.
internal sealed partial class SandboxBackend : ISnapshot, IImageFetch, IImageCatalogue, IImageDelete, IPlanCatalogue
{
    public IReadOnlyList<string> FetchFormats { get; } = ["qcow2", "raw", "vmdk", "iso"];

    public Task<BackendChange> SnapshotAsync(string vmId, string name, Guid token, CancellationToken cancellationToken) =>
        CallAsync<BackendChange>(SandboxOperations.Snapshot, cancellationToken, session =>
        {
            var machine = SandboxMachines.RequireFree(session, vmId);
            if (machine.IsIso)
                throw SandboxRules.Rejected(SandboxRules.NoIsoSnapshot);
            // A fresh system fills about a tenth of its disk.
            var sizeMb = Math.Max(100, machine.DiskGb * 102L);
            var imageId = SandboxImages.Add(
                session, SandboxRules.Name(name), new VmMark(settings.InstallationId, token), isIso: false, sizeMb, machine.DiskGb,
                lifecycle.Now, lifecycle.Now + options.ImageTime, problem: null);
            var task = new SandboxTask("snapshot", options.ImageTime, Shown: null, machine.Power) { ResultId = imageId };
            return new BackendChange.Poll(lifecycle.Begin(session, machine.Seq, task)) { ResultId = imageId };
        });

    // Nothing is downloaded; hosts under .invalid, which never exist, stand for downloads that fail.
    public Task<BackendChange> FetchImageAsync(FetchImage request, CancellationToken cancellationToken) =>
        CallAsync<BackendChange>(SandboxOperations.Fetch, cancellationToken, session =>
        {
            if (!request.Source.IsAbsoluteUri || request.Source.Scheme is not ("http" or "https"))
                throw SandboxRules.Rejected("An image is fetched from an http or https address.");
            if (!FetchFormats.Contains(request.Format))
                throw SandboxRules.Rejected($"Images of the format '{request.Format}' are not taken here.");
            var problem = request.Source.Host.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase)
                ? $"The host {request.Source.Host} does not exist." : null;
            var sizeMb = 300 + (SHA256.HashData(Encoding.UTF8.GetBytes(request.Source.AbsoluteUri))[0] * 10L);
            var imageId = SandboxImages.Add(
                session, SandboxRules.Name(request.Name), new VmMark(settings.InstallationId, request.Token), request.Format == "iso",
                sizeMb, minDiskGb: request.Format == "iso" ? 1 : 5, lifecycle.Now, lifecycle.Now + options.ImageTime, problem);
            return new BackendChange.WatchImage { ResultId = imageId };
        });

    public Task<BackendImage?> GetImageAsync(string imageId, CancellationToken cancellationToken) =>
        CallAsync(SandboxOperations.Images, cancellationToken, session => SandboxImages.Find(session, imageId, lifecycle.Now));

    public Task<BackendImage?> FindImageByTokenAsync(Guid token, CancellationToken cancellationToken) =>
        CallAsync(SandboxOperations.Images, cancellationToken, session =>
            SandboxImages.FindByToken(session, settings.InstallationId, token, lifecycle.Now));

    public async IAsyncEnumerable<BackendImage> ListImagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var image in SandboxCatalogue.Images)
            yield return image;
        var last = 0L;
        List<BackendImage> page;
        do
        {
            var after = last;
            page = await CallAsync(SandboxOperations.Images, cancellationToken, session => SandboxImages.Page(session, after, PageSize, lifecycle.Now));
            foreach (var image in page)
            {
                last = SandboxIds.ImageSeq(image.Id);
                yield return image;
            }
        }
        while (page.Count == PageSize);
    }

    public Task<BackendChange> DeleteImageAsync(string imageId, CancellationToken cancellationToken) =>
        CallAsync<BackendChange>(SandboxOperations.DeleteImage, cancellationToken, session =>
        {
            if (SandboxCatalogue.Images.Any(image => image.Id == imageId))
                throw SandboxRules.Rejected("A public image cannot be deleted.");
            session.Execute("DELETE FROM image WHERE seq = @0", SandboxIds.ImageSeq(imageId));
            return new BackendChange.Done();
        });

    public Task<IReadOnlyList<BackendPlan>> ListPlansAsync(CancellationToken cancellationToken) =>
        CallAsync(SandboxOperations.Plans, cancellationToken, _ => SandboxCatalogue.Plans);
}
