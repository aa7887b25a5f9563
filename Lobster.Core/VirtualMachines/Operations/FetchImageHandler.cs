using Lobster.Core.Compute;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Has the region make an image from a file on the Internet.</summary>
internal sealed class FetchImageHandler : ImageMakingHandler
{
    public override IReadOnlyCollection<OperationKind> Kinds => [OperationKind.FetchImage];

    protected override Task<BackendChange> MakeAsync(OperationWork work, CancellationToken cancellationToken) => work.Capability<IImageFetch>().FetchImageAsync(
        new FetchImage(work.Operation.RequestId, work.Image!.Name, new Uri(work.Image.SourceUrl!), work.Arguments<FetchArguments>().Format), cancellationToken);
}
