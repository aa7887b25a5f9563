namespace Lobster.Core.Compute;

/// <summary>
/// Somebody else's cloud, seen through one region's credentials: the part that every backend must offer. What only some can do is
/// an <see cref="ICapability"/>, and a backend has it by implementing that interface.
/// <para>
/// Instances are cheap, hold nothing that must be disposed, are safe for use from many threads, and keep no state that another panel
/// process would miss. Every failure of the provider is a <see cref="BackendException"/>; our own cancellation passes through as
/// <see cref="OperationCanceledException"/>. Units are normalised: RAM in MB (MiB), disk in GB (GiB), transfer in bytes, moments as
/// <see cref="Instant"/>. Ids are the backend's own, opaque to the panel, at most 255 characters.
/// </para>
/// </summary>
public interface IComputeBackend
{
    /// <summary>What this backend is and why it lacks what it lacks. Constant for the instance, answered without a request.</summary>
    BackendDescription Description { get; }

    /// <summary>
    /// Asks for a machine and returns as soon as the provider has accepted it; billing starts then. It carries the installation's id
    /// and <see cref="CreateVm.Token"/> where rename cannot touch them, and the token as idempotency key where the provider has one.
    /// </summary>
    /// <exception cref="BackendException">
    /// <see cref="BackendErrorKind.OutcomeUnknown"/> whenever the machine may exist although no answer came (time-out, broken
    /// connection, 5xx after sending): the panel then looks for the token and never just repeats. Every other kind promises that
    /// nothing was made.
    /// </exception>
    Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a machine with its disk and whatever was made only for it. What is already gone is <see cref="BackendChange.Done"/>,
    /// not an error. A machine that keeps being listed after its deletion (as terminated) is left out of Get, Find and List.
    /// </summary>
    Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken);

    /// <summary>One machine with its power state; null when the provider says for certain that there is none of that id.</summary>
    Task<BackendVm?> GetAsync(string vmId, CancellationToken cancellationToken);

    /// <summary>
    /// The machine of this installation that was created with this token, or null. Asks the provider, never a cache. Right after a
    /// lost create the answer may be late; the panel asks again for some minutes before it believes a null. Where a machine takes steps
    /// of ours before it is usable, <see cref="BackendVm.Creation"/> says how to follow them.
    /// </summary>
    Task<BackendVm?> FindByTokenAsync(Guid token, CancellationToken cancellationToken);

    /// <summary>
    /// Every machine that the credentials see in this region, foreign ones too, in as few requests as the provider allows and paged to
    /// the end. An enumeration that ends normally was complete: a partial answer throws. Order is not defined.
    /// <see cref="BackendVm.Power"/> is filled in: where the provider's list lacks it, machines are asked one by one, a few at once.
    /// </summary>
    IAsyncEnumerable<BackendVm> ListAsync(CancellationToken cancellationToken);

    /// <summary>Powers on. Running already is <see cref="BackendChange.Done"/>.</summary>
    Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken);

    /// <summary>
    /// Powers off: asks the guest where the provider can, and makes sure that the machine ends stopped, since suspension relies on it.
    /// Stopped already is <see cref="BackendChange.Done"/>.
    /// </summary>
    Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken);

    /// <summary>Restarts a running machine, gently where the provider can. A stopped one is a <see cref="BackendErrorKind.Conflict"/>.</summary>
    Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken);

    /// <summary>"Test connection": one or two cheap reads that prove address, credentials and rights. Fails like any other call.</summary>
    Task<BackendCheck> CheckAsync(CancellationToken cancellationToken);
}
