using Lobster.Core.Regions;

namespace Lobster.Core.Plans;

/// <summary>A new price as an admin typed it.</summary>
/// <param name="Subject">What it is for.</param>
/// <param name="PlanId">The plan, when it is for one.</param>
/// <param name="RegionId">The one region it holds for; null: all.</param>
/// <param name="Sale">What customers pay: per hour, GB-hour or GB.</param>
/// <param name="Wholesale">What it costs the provider; empty: not kept.</param>
/// <param name="From">From when on, in UTC ("2026-12-01T00:00"); empty: from now.</param>
public sealed record PriceForm(PriceSubject Subject, PlanId? PlanId, RegionId? RegionId, string? Sale, string? Wholesale, string? From)
{
    /// <summary>Whether running machines of the plan move to it; otherwise they keep theirs.</summary>
    public bool Moves { get; init; }

    /// <summary>When they move, in UTC; empty: when the price starts.</summary>
    public string? MoveAt { get; init; }

    /// <summary>Whether they may be moved to a higher price sooner than the notice allows.</summary>
    public bool SkipsNotice { get; init; }
}
