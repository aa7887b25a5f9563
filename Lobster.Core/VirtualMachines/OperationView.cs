using Lobster.Core.Images;

namespace Lobster.Core.VirtualMachines;

/// <summary>An operation as a page shows it.</summary>
/// <param name="Id">The operation.</param>
/// <param name="Kind">What it does.</param>
/// <param name="VmId">The machine it works on, if any.</param>
/// <param name="ImageId">The image it makes or works on, if any.</param>
/// <param name="Subject">The name of that machine or image.</param>
/// <param name="State">How it stands.</param>
/// <param name="Percent">How far it is; null when the backend does not say.</param>
/// <param name="Attempts">How often it failed and was tried again.</param>
/// <param name="Error">Why it failed, in words for the owner.</param>
/// <param name="UserId">Who asked for it; null for the panel itself.</param>
/// <param name="CreatedAt">When it was asked for (business clock).</param>
/// <param name="FinishedAt">When it ended (business clock).</param>
/// <param name="Steps">Its steps so far, in order.</param>
public sealed record OperationView(
    OperationId Id, OperationKind Kind, VmId? VmId, ImageId? ImageId, string Subject, OperationState State, int? Percent, int Attempts, string? Error,
    long? UserId, Instant CreatedAt, Instant? FinishedAt, IReadOnlyList<OperationStepView> Steps)
{
    /// <summary>Whether it has not ended.</summary>
    public bool IsActive => State is OperationState.Queued or OperationState.Running or OperationState.Waiting;
}
