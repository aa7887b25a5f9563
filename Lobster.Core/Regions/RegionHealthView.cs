namespace Lobster.Core.Regions;

/// <summary>How a region's backend answers, by the system clock.</summary>
/// <param name="FailingSince">Since when it fails; null while it answers.</param>
/// <param name="LastAnsweredAt">When it last answered; null when never asked.</param>
/// <param name="LatencyMs">How long that took.</param>
/// <param name="LastError">What went wrong last.</param>
public sealed record RegionHealthView(Instant? FailingSince, Instant? LastAnsweredAt, int? LatencyMs, string? LastError);
