using Lobster.Core.Compute;

namespace Lobster.Core.Regions;

/// <summary>What the machines of a region cannot do, and why.</summary>
public static class RegionCapabilities
{
    /// <summary>Every missing capability with its reason; all of them when the region's settings cannot be used.</summary>
    /// <param name="backends">Where backends come from.</param>
    /// <param name="region">The region.</param>
    public static IReadOnlyDictionary<Capability, Refusal> Missing(this RegionBackends backends, Region region)
    {
        try
        {
            var backend = backends.Of(region);
            return Enum.GetValues<Capability>().Select(c => (Capability: c, Reason: backend.WhyNot(c))).Where(c => c.Reason is not null)
                .ToDictionary(c => c.Capability, c => (Refusal)new Refusal.NotOffered(c.Reason!));
        }
        catch (BackendException)
        {
            return Enum.GetValues<Capability>().ToDictionary(c => c, _ => (Refusal)new Refusal.NotOffered("{0} cannot be reached right now.", region.Name));
        }
    }
}
