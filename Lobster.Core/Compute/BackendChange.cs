namespace Lobster.Core.Compute;

/// <summary>
/// What a mutation answers once the provider has taken it: done already, or how to learn when it is. A closed family; the operation
/// that asked stores it and waits accordingly. A refusal is never a change but a <see cref="BackendException"/>.
/// </summary>
public abstract record BackendChange
{
    private BackendChange()
    {
    }

    /// <summary>The id of what was made (image, address) when it is known already.</summary>
    public string? ResultId { get; init; }

    /// <summary>A new login of the guest, told once. The panel shows it once and stores it only encrypted.</summary>
    public GuestLogin? Login { get; init; }

    /// <summary>It is so now.</summary>
    public sealed record Done : BackendChange;

    /// <summary>Accepted: ask <see cref="ILongTasks.GetTaskAsync"/> until it is over.</summary>
    /// <param name="TaskId">
    /// Opaque, at most 4,000 characters, without secrets; it may encode the steps still to come. Good across restarts of the panel.
    /// </param>
    public sealed record Poll(string TaskId) : BackendChange;

    /// <summary>
    /// Accepted, and the provider has no task to ask: read the machine until its power state is the goal, or until it is gone for
    /// <see cref="IComputeBackend.DeleteAsync"/>. <see cref="PowerState.Error"/> ends it as failed.
    /// </summary>
    /// <param name="Goal">The state to wait for; null: any settled one, or gone after a deletion.</param>
    /// <param name="NotBefore">How long the old state may still be shown; the panel does not look earlier. Zero: look at once.</param>
    public sealed record WatchVm(PowerState? Goal = null, TimeSpan NotBefore = default) : BackendChange;

    /// <summary>Accepted: read the image <see cref="ResultId"/> (here always set) until it is ready or failed.</summary>
    public sealed record WatchImage : BackendChange;
}
