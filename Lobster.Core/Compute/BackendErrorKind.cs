namespace Lobster.Core.Compute;

/// <summary>What a failure of a backend means for what to do next.</summary>
public enum BackendErrorKind
{
    /// <summary>Credentials wrong, expired, or without the right. Nothing helps but an admin; the region backs off.</summary>
    Unauthorized,

    /// <summary>No machine, image, address or task of that id. Never for deletions, which succeed.</summary>
    NotFound,

    /// <summary>The wrong moment: another task holds it, or its state does not allow this. Worth trying again soon.</summary>
    Conflict,

    /// <summary>The provider's limit of this account, or no capacity there. Worth trying again only much later.</summary>
    QuotaExceeded,

    /// <summary>Too many requests; see <see cref="BackendException.RetryAfter"/>.</summary>
    RateLimited,

    /// <summary>The provider refuses this request for good; the message is fit for the customer. Not retried.</summary>
    Rejected,

    /// <summary>Certainly not done: no connection, overloaded, maintenance. For reads also any time-out. Retried with back-off.</summary>
    Unavailable,

    /// <summary>
    /// A change was sent and its answer is lost, so it may have happened. Never blindly repeated: a create is looked up by its token,
    /// a snapshot or fetch likewise, everything else by reading the machine.
    /// </summary>
    OutcomeUnknown,
}
