namespace Lobster.Core.Compute;

/// <summary>Gives a machine another size.</summary>
public interface IResize : ICapability
{
    /// <summary>Whether a smaller disk is possible. If not, asking for it is <see cref="BackendErrorKind.Rejected"/>.</summary>
    bool CanShrinkDisk { get; }

    /// <summary>Whether a running machine is stopped and started on the way; the customer is told before.</summary>
    bool InterruptsVm { get; }

    /// <summary>
    /// Resizes, confirmation steps included. The machine ends in the power state it had. A failure leaves the old size. Called again
    /// for the same size, because an answer was lost, it joins the work under way or finishes what was left half-done.
    /// </summary>
    Task<BackendChange> ResizeAsync(string vmId, VmSize size, CancellationToken cancellationToken);
}
