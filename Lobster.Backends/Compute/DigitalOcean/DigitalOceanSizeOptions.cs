using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>
/// What a plan's metadata may say about its Droplets: <c>digitalocean.vpc</c>, the UUID of the VPC that they join (default: the region's default VPC), and
/// <c>digitalocean.backups</c>, <c>enabled</c> or <c>disabled</c> (default), the provider's own weekly backups, which it charges for.
/// </summary>
/// <param name="Vpc">The VPC; null: the default one.</param>
/// <param name="Backups">Whether the provider makes backups.</param>
internal sealed record DigitalOceanSizeOptions(Guid? Vpc, bool Backups)
{
    /// <summary>Reads a plan's metadata.</summary>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Rejected"/>: a value makes no sense.</exception>
    public static DigitalOceanSizeOptions Read(IReadOnlyDictionary<string, string> metadata)
    {
        Guid? vpc = metadata.GetValueOrDefault("digitalocean.vpc", "").Trim() is { Length: > 0 } text
            ? Guid.TryParse(text, out var id) ? id : throw Wrong("digitalocean.vpc must be a UUID")
            : null;
        return new DigitalOceanSizeOptions(vpc, metadata.GetValueOrDefault("digitalocean.backups", "disabled") switch
        {
            "enabled" => true,
            "disabled" or "" => false,
            _ => throw Wrong("digitalocean.backups must be enabled or disabled"),
        });
    }

    private static BackendException Wrong(string what) => new(BackendErrorKind.Rejected, $"The plan is not set up well: {what}.");
}
