namespace Lobster.Core.Billing.Transfer;

/// <summary>What one machine can add to its pool.</summary>
/// <param name="Start">When its billing began.</param>
/// <param name="End">When it ended; null while it runs.</param>
/// <param name="Plans">From when on its plan gave how many GB a month, in order; the first from its start on.</param>
public sealed record PoolShare(Instant Start, Instant? End, IReadOnlyList<(Instant From, int Gb)> Plans);
