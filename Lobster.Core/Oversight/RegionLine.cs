using Lobster.Core.Regions;

namespace Lobster.Core.Oversight;

/// <summary>A region and what runs there. Its moments are of the system clock.</summary>
/// <param name="Id">The region.</param>
/// <param name="Name">Its name.</param>
/// <param name="BackendType">What its backend is.</param>
/// <param name="IsEnabled">Whether new machines may be made there.</param>
/// <param name="FailingSince">Since when it does not answer; null while it does.</param>
/// <param name="LastAnsweredAt">When it answered last.</param>
/// <param name="LatencyMs">How long that answer took.</param>
/// <param name="Running">How many machines ran when it answered last.</param>
/// <param name="Machines">How many machines are not deleted.</param>
/// <param name="HourlyRate">What they cost an hour, in currency units.</param>
public sealed record RegionLine(
    RegionId Id, string Name, string BackendType, bool IsEnabled, Instant? FailingSince, Instant? LastAnsweredAt, int? LatencyMs,
    int Running, int Machines, decimal HourlyRate);
