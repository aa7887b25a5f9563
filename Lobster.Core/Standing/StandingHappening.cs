namespace Lobster.Core.Standing;

/// <summary>One change of an account's standing and why.</summary>
/// <param name="At">When (business clock).</param>
/// <param name="Type">The event, dotted ("standing.suspended").</param>
/// <param name="Data">Its details as JSON: reason, credit, burn, notice, due, as far as it has them.</param>
/// <param name="By">The staff user who did it; null for the panel itself.</param>
public sealed record StandingHappening(Instant At, string Type, string Data, string? By);
