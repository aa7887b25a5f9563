using System.Collections.Concurrent;
using Lobster.Core.Accounts;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Regions;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Images;

/// <summary>
/// Asks the regions how large the owned images are: unknown ones at every pass, all of them once a day. A region that does not answer, and an answer
/// without a size, change nothing: unknown is not zero.
/// </summary>
public sealed class ImageSizes(
    Transactions transactions, SweepGate gate, RegionBackends backends, RegionHealth health, StorageCharging charging, StorageOptions options,
    BusinessClock clock, TimeProvider time, ILogger<ImageSizes> log) : ISweep
{
    /// <summary>Its name in leases.</summary>
    public const string Name = "image-sizes";

    private const int MostInspections = 200;
    private readonly ConcurrentDictionary<RegionId, Instant> asked = new();

    string ISweep.Name => Name;

    /// <summary>One pass over the regions.</summary>
    public Task<SweepResult> RunAsync(CancellationToken cancellationToken = default) => gate.LookAsync(Name, LookAsync, cancellationToken);

    private async Task<SweepResult> LookAsync(SweepPass pass, CancellationToken cancellationToken)
    {
        var system = Instant.From(time.GetUtcNow());
        var regions = await transactions.ReadAsync((db, token) => db.Regions.Where(r => r.NextAttemptAt == null || r.NextAttemptAt <= system).ToListAsync(token), cancellationToken);
        await Parallel.ForEachAsync(regions, cancellationToken, async (region, token) => await AskAsync(region, pass.Now, token));
        return SweepResult.Nothing;
    }

    private async Task AskAsync(Region region, Instant now, CancellationToken cancellationToken)
    {
        var all = !asked.TryGetValue(region.Id, out var last) || now - last >= TimeSpan.FromHours(options.SizeHours);
        var images = await transactions.ReadAsync((db, token) => db.Images
            .Where(i => i.RegionId == region.Id && i.AccountId != null && i.BackendId != null && (i.State == ImageState.Active || i.State == ImageState.Deleting) && (all || i.SizeMb == null))
            .OrderBy(i => i.SizeMb != null).ThenBy(i => i.Id).ToListAsync(token), cancellationToken);
        if (images.Count == 0) return;
        try
        {
            var told = await TellAsync(backends.Of(region), images, cancellationToken);
            if (all) asked[region.Id] = now;
            foreach (var image in images)
                if (told.TryGetValue(image.BackendId!, out var size) && size != image.SizeMb) await NoteAsync(image, size, cancellationToken);
        }
        catch (BackendException e)
        {
            log.LogWarning("Region {Region} does not tell its images: {Kind}: {Message}", region.Id, e.Kind, e.Message);
            if (RegionHealth.ConcernsRegion(e.Kind)) await health.FailedAsync(region.Id, e, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The image sizes of region {Region} could not be read", region.Id);
        }
    }

    private static async Task<Dictionary<string, long>> TellAsync(IComputeBackend backend, List<Image> images, CancellationToken cancellationToken)
    {
        var told = new Dictionary<string, long>();
        if (backend is IImageCatalogue catalogue && images.Count > 1)
            await foreach (var image in catalogue.ListImagesAsync(cancellationToken)) Note(image);
        else if (backend is IImageInspect inspect)
            foreach (var image in images.Take(MostInspections))
                if (await inspect.GetImageAsync(image.BackendId!, cancellationToken) is { } found) Note(found);
        return told;

        void Note(BackendImage image)
        {
            if (image.SizeMb is { } size && image.State == Compute.ImageState.Ready) told[image.Id] = size;
        }
    }

    private Task NoteAsync(Image seen, long size, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            await db.TakeAccountAsync(seen.AccountId!.Value, token);
            var image = await db.Images.SingleAsync(i => i.Id == seen.Id, token);
            var isParked = await db.Accounts.AnyAsync(a => a.Id == image.AccountId && a.ParkedAt != null, token);
            // A parked account pays its waiting hours with the size that they had.
            if (image.SizeMb == size || (isParked && image.SizeMb is not null)) return;
            await charging.ResizeAsync(db, image, size, clock.Now, token);
        }, cancellationToken);
}
