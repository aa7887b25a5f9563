namespace Lobster.Core.Compute;

/// <summary>A backend failed or refused. The only exception that providers throw for what happens outside.</summary>
/// <param name="kind">What it means.</param>
/// <param name="message">
/// For <see cref="BackendErrorKind.Rejected"/> a sentence fit for the customer, else for the operator. Never contains secrets.
/// </param>
/// <param name="inner">What the transport threw, or null.</param>
public sealed class BackendException(BackendErrorKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What it means for what to do next.</summary>
    public BackendErrorKind Kind { get; } = kind;

    /// <summary>How long the provider asks us to wait, mostly with <see cref="BackendErrorKind.RateLimited"/>; null: not told.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The provider's own words for the log, redacted and at most 2,000 characters; null when it said nothing.</summary>
    public string? ProviderText { get; init; }
}
