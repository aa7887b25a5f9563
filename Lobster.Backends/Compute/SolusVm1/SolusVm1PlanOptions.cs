using System.Globalization;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>What a plan's metadata may say about new machines.</summary>
/// <param name="BandwidthGb"><c>solusvm1.bandwidthGb</c>: the transfer of a month in GB, beyond which the master may hold the machine; null: the SolusVM plan's.</param>
internal sealed record SolusVm1PlanOptions(int? BandwidthGb)
{
    /// <summary>Reads a plan's metadata.</summary>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Rejected"/>: a value makes no sense.</exception>
    public static SolusVm1PlanOptions Read(IReadOnlyDictionary<string, string> metadata) => metadata.GetValueOrDefault("solusvm1.bandwidthGb", "").Trim() switch
    {
        "" => new(default(int?)),
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var gb) => new(gb),
        _ => throw new BackendException(BackendErrorKind.Rejected, "This plan cannot be used: its solusvm1.bandwidthGb must be a number."),
    };
}
