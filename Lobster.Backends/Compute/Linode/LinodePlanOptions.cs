using System.Globalization;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>What a plan's metadata says to Linode about new machines. A key that is absent leaves the choice to the account's settings.</summary>
internal sealed record LinodePlanOptions
{
    /// <summary><c>linode.backups</c>: <c>enabled</c> books Linode's paid backup service.</summary>
    public bool? Backups { get; private init; }

    /// <summary><c>linode.firewall</c>: the number of a firewall of the account; for configuration profile interfaces only.</summary>
    public int? Firewall { get; private init; }

    /// <summary><c>linode.swapMb</c>: the size of the swap disk in MB, taken from the plan's disk. Linode's default: 512.</summary>
    public int? SwapMb { get; private init; }

    /// <summary><c>linode.diskEncryption</c>: <c>enabled</c> or <c>disabled</c>.</summary>
    public string? DiskEncryption { get; private init; }

    /// <summary>Reads the metadata of a size.</summary>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Rejected"/>: a value makes no sense.</exception>
    public static LinodePlanOptions Read(IReadOnlyDictionary<string, string> metadata) => new()
    {
        Backups = Word(metadata, "linode.backups") is { } backups ? backups == "enabled" : null,
        Firewall = Number(metadata, "linode.firewall"), SwapMb = Number(metadata, "linode.swapMb"), DiskEncryption = Word(metadata, "linode.diskEncryption"),
    };

    private static string? Word(IReadOnlyDictionary<string, string> metadata, string key) => metadata.GetValueOrDefault(key) switch
    {
        null or "" => null,
        "enabled" or "disabled" => metadata[key],
        _ => throw Senseless(key, "enabled or disabled"),
    };

    private static int? Number(IReadOnlyDictionary<string, string> metadata, string key) => metadata.GetValueOrDefault(key) switch
    {
        null or "" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Senseless(key, "a number"),
    };

    private static BackendException Senseless(string key, string wanted) => new(BackendErrorKind.Rejected, $"This plan cannot be used: its {key} must be {wanted}.");
}
