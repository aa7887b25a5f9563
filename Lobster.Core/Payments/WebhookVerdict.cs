namespace Lobster.Core.Payments;

/// <summary>Whether a call is genuine.</summary>
public abstract record WebhookVerdict
{
    private WebhookVerdict()
    {
    }

    /// <summary>It comes from the provider and is meant for us.</summary>
    /// <param name="EventKey">The provider's id of the event, the same in each delivery of it; at most 200 characters.</param>
    /// <param name="Kept">The headers worth storing; never a secret.</param>
    public sealed record Genuine(string EventKey, IReadOnlyDictionary<string, string> Kept) : WebhookVerdict;

    /// <summary>It is not, or cannot be told.</summary>
    /// <param name="Why">For the log: what failed, without any of the body.</param>
    public sealed record Rejected(string Why) : WebhookVerdict;

    /// <summary>Whether it is genuine cannot be told now, since something that is needed for it does not answer. The provider is asked to try again.</summary>
    /// <param name="Why">For the log.</param>
    public sealed record Undecided(string Why) : WebhookVerdict;

    /// <summary>A question whether anybody is there, without content: answered and forgotten.</summary>
    public sealed record Probe : WebhookVerdict;
}
