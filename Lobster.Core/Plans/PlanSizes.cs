using System.Text.Json;
using Lobster.Core.Compute;

namespace Lobster.Core.Plans;

/// <summary>Translates a plan into the contract's size.</summary>
internal static class PlanSizes
{
    /// <summary>The size to ask a backend for; <paramref name="backendSizeId"/> is null for a global plan.</summary>
    public static VmSize Size(this Plan plan, string? backendSizeId) => new(backendSizeId, plan.VCpus, plan.RamMb, plan.DiskGb)
    {
        Metadata = JsonSerializer.Deserialize<Dictionary<string, string>>(plan.Metadata) ?? [],
    };
}
