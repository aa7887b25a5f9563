using Lobster.Core.Compute;

namespace Lobster.Core.Regions;

/// <summary>What a backend answered to "test connection".</summary>
/// <param name="Identity">Whom the provider takes us for.</param>
/// <param name="Latency">How long one plain read took.</param>
/// <param name="Limits">The provider's limits that are known.</param>
/// <param name="Warnings">What works but will hurt.</param>
/// <param name="Missing">What it cannot do, each with the reason; all else it can.</param>
/// <param name="At">When it answered.</param>
public sealed record RegionTestResult(
    string Identity, TimeSpan Latency, IReadOnlyList<BackendLimit> Limits, IReadOnlyList<string> Warnings,
    IReadOnlyDictionary<Capability, string> Missing, Instant At);
