using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>
/// What a plan's metadata may say about its machines: <c>gce.diskType</c>, such as <c>pd-balanced</c> (default: Google's, a standard disk; some machine types need another);
/// <c>gce.networkTier</c>, <c>PREMIUM</c> or <c>STANDARD</c>; <c>gce.tags</c>, network tags with commas between, by which firewall rules choose machines.
/// </summary>
/// <param name="DiskType">Null: Google's default.</param>
/// <param name="NetworkTier">Null: the project's default.</param>
/// <param name="Tags">Empty: none.</param>
internal sealed record GcePlanOptions(string? DiskType, string? NetworkTier, IReadOnlyList<string> Tags)
{
    /// <summary>Reads a plan's metadata.</summary>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Rejected"/>: a value makes no sense.</exception>
    public static GcePlanOptions Read(IReadOnlyDictionary<string, string> metadata)
    {
        var (type, tier, tags) = (Text(metadata, "diskType"), Text(metadata, "networkTier"), GceOptions.Projects(Text(metadata, "tags") ?? ""));
        if (type is not null && !GcePlace.IsName(type)) throw Wrong("gce.diskType must be the name of a disk type");
        if (tier is not (null or "PREMIUM" or "STANDARD")) throw Wrong("gce.networkTier must be PREMIUM or STANDARD");
        return tags.All(GcePlace.IsName) ? new GcePlanOptions(type, tier, tags) : throw Wrong("gce.tags must be network tags with commas between");
    }

    private static string? Text(IReadOnlyDictionary<string, string> metadata, string key) => metadata.GetValueOrDefault($"gce.{key}", "").Trim() is { Length: > 0 } text ? text : null;

    private static BackendException Wrong(string what) => new(BackendErrorKind.Rejected, $"The plan is not set up well: {what}.");
}
