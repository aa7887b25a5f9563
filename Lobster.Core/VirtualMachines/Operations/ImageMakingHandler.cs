using Lobster.Core.Billing.Storage;
using Lobster.Core.Compute;
using Microsoft.EntityFrameworkCore;
using ImageState = Lobster.Core.Images.ImageState;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Makes an image, and never two: after a lost answer the request's token is looked up first.</summary>
internal abstract class ImageMakingHandler : ChangeHandler
{
    public override StepResult? OnFailure(OperationWork work, BackendException failure)
    {
        var words = RetryPolicy.Words(work, failure);
        return new StepResult.Failed(words, async (db, _, token) =>
        {
            var image = await db.Images.SingleAsync(i => i.Id == work.Image!.Id, token);
            (image.State, image.Error) = (ImageState.Error, words);
            StorageCharging.Cancel(image);
            image.Version++;
        });
    }

    /// <summary>Begins it at the backend.</summary>
    protected abstract Task<BackendChange> MakeAsync(OperationWork work, CancellationToken cancellationToken);

    protected override async Task<BackendChange> SendAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var token = work.Operation.RequestId;
        if (work.IsResumed && await work.Capability<IImageInspect>().FindImageByTokenAsync(token, cancellationToken) is { } found)
            return found.Creation ?? new BackendChange.WatchImage { ResultId = found.Id };
        return await MakeAsync(work, cancellationToken);
    }

    // Storage is billed from the moment the backend has the image; rule 7.
    protected override ApplyToDatabase? Accepted(OperationWork work, BackendChange change) => async (db, now, token) =>
    {
        var image = await db.Images.SingleAsync(i => i.Id == work.Image!.Id, token);
        image.BackendId ??= change.ResultId;
        StorageCharging.Begin(image, now);
        image.Version++;
    };

    protected override async Task<ApplyToDatabase> FinishAsync(OperationWork work, WaitResult result, CancellationToken cancellationToken)
    {
        var id = result.ResultId ?? work.Image!.BackendId ?? throw new BackendException(BackendErrorKind.Rejected, $"{work.Region.Name} did not say which image it made.");
        var made = await work.Capability<IImageInspect>().GetImageAsync(id, cancellationToken);
        return async (db, _, token) =>
        {
            var image = await db.Images.SingleAsync(i => i.Id == work.Image!.Id, token);
            (image.BackendId, image.State) = (id, ImageState.Active);
            image.SizeMb = made?.SizeMb ?? image.SizeMb; // unknown stays unknown, which is not zero
            image.Version++;
        };
    }
}
