using System.Globalization;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>What a plan's metadata says to Proxmox VE about new machines.</summary>
internal sealed record ProxmoxPlanOptions
{
    /// <summary><c>proxmox.storage</c>: another storage for the disk than the region's.</summary>
    public string? Storage { get; private init; }

    /// <summary><c>proxmox.bridge</c>: another bridge than the region's.</summary>
    public string? Bridge { get; private init; }

    /// <summary><c>proxmox.cpu</c>: the processor that guests see, such as <c>host</c> or <c>x86-64-v3</c>.</summary>
    public string? Cpu { get; private init; }

    /// <summary><c>proxmox.networkMBps</c>: the limit of the network card in MB a second.</summary>
    public int? NetworkMBps { get; private init; }

    /// <summary><c>proxmox.snippet</c>: a volume with cloud-init vendor data that an operator has put there, such as <c>local:snippets/base.yaml</c>.</summary>
    public string? Snippet { get; private init; }

    /// <summary>Reads the metadata of a size.</summary>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Rejected"/>: a value makes no sense.</exception>
    public static ProxmoxPlanOptions Read(IReadOnlyDictionary<string, string> metadata) => new()
    {
        Storage = Word(metadata, "proxmox.storage"), Bridge = Word(metadata, "proxmox.bridge"), Cpu = Word(metadata, "proxmox.cpu"),
        NetworkMBps = Number(metadata, "proxmox.networkMBps"), Snippet = Word(metadata, "proxmox.snippet"),
    };

    // A comma would begin another property of the device.
    private static string? Word(IReadOnlyDictionary<string, string> metadata, string key) => metadata.GetValueOrDefault(key, "").Trim() switch
    {
        "" => null,
        var text when text.All(c => char.IsAsciiLetterOrDigit(c) || "-_.:/".Contains(c, StringComparison.Ordinal)) => text,
        _ => throw Senseless(key, "a name"),
    };

    private static int? Number(IReadOnlyDictionary<string, string> metadata, string key) => metadata.GetValueOrDefault(key, "").Trim() switch
    {
        "" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        _ => throw Senseless(key, "a number"),
    };

    private static BackendException Senseless(string key, string wanted) => new(BackendErrorKind.Rejected, $"This plan cannot be used: its {key} must be {wanted}.");
}
