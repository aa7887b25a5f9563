using System.Globalization;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>What a plan's metadata may say about new machines.</summary>
/// <param name="ComputeResource"><c>solusvm2.computeResource</c>: the number of the compute resource on which they are made; null: the region's.</param>
internal sealed record SolusVm2PlanOptions(long? ComputeResource)
{
    /// <summary>Reads a plan's metadata.</summary>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Rejected"/>: a value makes no sense.</exception>
    public static SolusVm2PlanOptions Read(IReadOnlyDictionary<string, string> metadata) => metadata.GetValueOrDefault("solusvm2.computeResource", "").Trim() switch
    {
        "" => new(default(long?)),
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 => new(id),
        _ => throw new BackendException(BackendErrorKind.Rejected, "This plan cannot be used: its solusvm2.computeResource must be a number."),
    };
}
