using Lobster.Core;

namespace Lobster.Tests.Billing.Year;

/// <summary>What the provider's own counter of a machine said last.</summary>
internal sealed record YearMeter(string BackendId, int Model)
{
    public Instant ReadAt { get; set; }

    public long Sent { get; set; }
}
