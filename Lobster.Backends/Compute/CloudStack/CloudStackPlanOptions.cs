using System.Globalization;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>
/// What a plan's metadata may say about its machines: <c>cloudstack.networks</c>, ids of the networks that they join (default: the region's);
/// <c>cloudstack.diskOffering</c>, the id of a disk offering, for a second disk, or for the first of a machine that boots an ISO; <c>cloudstack.securityGroups</c>
/// and <c>cloudstack.affinityGroups</c>, ids with commas between; <c>cloudstack.cpuSpeed</c>, MHz, for custom offerings that leave it open.
/// </summary>
/// <param name="Networks">Null: the region's.</param>
/// <param name="DiskOffering">Null: none.</param>
/// <param name="SecurityGroups">Null: the account's default.</param>
/// <param name="AffinityGroups">Null: none.</param>
/// <param name="CpuSpeed">Null: not told.</param>
internal sealed record CloudStackPlanOptions(string? Networks, string? DiskOffering, string? SecurityGroups, string? AffinityGroups, int? CpuSpeed)
{
    /// <summary>Reads a plan's metadata.</summary>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Rejected"/>: a value makes no sense.</exception>
    public static CloudStackPlanOptions Read(IReadOnlyDictionary<string, string> metadata) =>
        new(Ids(metadata, "networks"), Ids(metadata, "diskOffering"), Ids(metadata, "securityGroups"), Ids(metadata, "affinityGroups"), Speed(metadata));

    private static string? Ids(IReadOnlyDictionary<string, string> metadata, string key)
    {
        var text = Text(metadata, key);
        return text is null || CloudStackOptions.AreIds(text) ? CloudStackOptions.Ids(text) : throw Wrong($"cloudstack.{key} must be an id");
    }

    private static int? Speed(IReadOnlyDictionary<string, string> metadata) => Text(metadata, "cpuSpeed") is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mhz) && mhz > 0 ? mhz : throw Wrong("cloudstack.cpuSpeed must be a number of MHz");

    private static string? Text(IReadOnlyDictionary<string, string> metadata, string key) => metadata.GetValueOrDefault($"cloudstack.{key}", "").Trim() is { Length: > 0 } text ? text : null;

    private static BackendException Wrong(string what) => new(BackendErrorKind.Rejected, $"The plan is not set up well: {what}.");
}
