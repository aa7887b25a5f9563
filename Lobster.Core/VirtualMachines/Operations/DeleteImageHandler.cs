using Lobster.Core.Compute;
using Microsoft.EntityFrameworkCore;
using ImageState = Lobster.Core.Images.ImageState;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Deletes an image and tries until the backend confirms; its storage is not billed since the request.</summary>
internal sealed class DeleteImageHandler : IOperationHandler
{
    public IReadOnlyCollection<OperationKind> Kinds => [OperationKind.DeleteImage];

    public bool NeverGivesUp => true;

    public async Task<StepResult> StepAsync(OperationWork work, CancellationToken cancellationToken)
    {
        if (work.Image!.BackendId is not { } id) return Gone(work);
        if (work.Progress.Phase == OperationPhase.Waiting)
        {
            var (over, later) = await BackendWait.LookAsync(work, cancellationToken);
            return over is null ? later! : Gone(work);
        }

        var change = await work.Capability<IImageDelete>().DeleteImageAsync(id, cancellationToken);
        return change is BackendChange.Done ? Gone(work) : new StepResult.Next(work.Progress.Await(change), $"Accepted by {work.Region.Name}");
    }

    private static StepResult.Finished Gone(OperationWork work) => new(async (db, now, token) =>
    {
        var image = await db.Images.SingleAsync(i => i.Id == work.Image!.Id, token);
        (image.State, image.DeletedAt) = (ImageState.Deleted, now);
        image.Version++;
    });
}
