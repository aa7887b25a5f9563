using System.Text.RegularExpressions;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>Image files, whose names are all that can carry a mark: <c>debian.lobster-0198…-0199….qcow2</c>. Pure.</summary>
internal static partial class ProxmoxFiles
{
    private const int LongestName = 100;

    /// <summary>The name of a file that is fetched.</summary>
    /// <param name="name">The customer's name for it.</param>
    /// <param name="installation">This panel.</param>
    /// <param name="token">The fetch.</param>
    /// <param name="format">Its ending.</param>
    public static string Name(string name, Guid installation, Guid token, string format)
    {
        var bent = ProxmoxNames.Bend(name, "image");
        return $"{bent[..Math.Min(bent.Length, LongestName)]}.lobster-{installation:N}-{token:N}.{format}";
    }

    /// <summary>The name without storage and mark, and the mark; null where there is none.</summary>
    public static (string Name, VmMark? Mark) Read(string volume)
    {
        var file = volume[(volume.LastIndexOf('/') + 1)..];
        return MarkPattern().Match(file) is { Success: true } m
            ? (m.Groups["name"].Value + m.Groups["end"].Value, new VmMark(Guid.ParseExact(m.Groups["panel"].Value, "N"), Guid.ParseExact(m.Groups["token"].Value, "N")))
            : (file, null);
    }

    /// <summary>The kind of a file; null when the text is no file that machines can be made from.</summary>
    public static ImageKind? Kind(string volume) => VolumePattern().Match(volume) is { Success: true } m ? m.Groups["content"].Value == "iso" ? ImageKind.Iso : ImageKind.Template : null;

    /// <summary>The storage of a volume.</summary>
    public static string Storage(string volume) => volume[..volume.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>What Proxmox VE calls files of a kind.</summary>
    public static string Content(ImageKind kind) => kind == ImageKind.Iso ? "iso" : "import";

    [GeneratedRegex(@"^(?<name>.+)\.lobster-(?<panel>[0-9a-f]{32})-(?<token>[0-9a-f]{32})(?<end>\.[a-z0-9]+)\z")]
    private static partial Regex MarkPattern();

    // A comma would begin another property of the drive.
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*:(?<content>iso|import)/[^,/\s]+\z")]
    private static partial Regex VolumePattern();
}
