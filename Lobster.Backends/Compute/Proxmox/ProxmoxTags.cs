using System.Globalization;
using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>The tags beside a machine's mark: its address, and what is still to be done with it, so that whoever finds it half-done can go on. Pure.</summary>
internal static class ProxmoxTags
{
    /// <summary>Gets its disk and its first start.</summary>
    public const string New = "lobster-new";

    /// <summary>Is stopped to get another disk.</summary>
    public const string Reimage = "lobster-reimage";

    /// <summary>Was stopped to be resized and is to be started again.</summary>
    public const string Restart = "lobster-restart";

    /// <summary>Is no machine but an image, or becomes one.</summary>
    public const string Image = "lobster-image";

    private const string Disk = "lobster-disk-";
    private const string Ip = "lobster-ip-";

    /// <summary>How big the disk is to become before the first start.</summary>
    public static string DiskTag(int gb) => string.Create(CultureInfo.InvariantCulture, $"{Disk}{gb}");

    /// <summary>That the machine has this address of the pool.</summary>
    public static string AddressTag(IPAddress address) => Ip + address;

    /// <summary>The tags in their text.</summary>
    public static IReadOnlyList<string> Read(string? text) => (text ?? "").Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a tag is there.</summary>
    public static bool Has(IReadOnlyList<string> tags, string tag) => tags.Contains(tag, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it is, or becomes, an image.</summary>
    public static bool IsImage(IReadOnlyList<string> tags) => Has(tags, Image);

    /// <summary>How big the disk is to become; null: as it is.</summary>
    public static int? DiskGoal(IReadOnlyList<string> tags) => tags.Select(t => Number(After(t, Disk))).FirstOrDefault(n => n is not null);

    /// <summary>The addresses of the pool that the machine has.</summary>
    public static IEnumerable<IPAddress> Addresses(IReadOnlyList<string> tags) =>
        tags.Select(t => After(t, Ip)).Where(t => t is not null).Select(t => IPAddress.TryParse(t, out var address) ? address : null).OfType<IPAddress>();

    /// <summary>The mark; null for a foreign machine.</summary>
    public static VmMark? Mark(IReadOnlyList<string> tags) => TagMark.Read(tags);

    /// <summary>Tags with others in the place of some.</summary>
    public static string Write(IReadOnlyList<string> tags, IEnumerable<string> without, params IEnumerable<string> with) =>
        string.Join(';', tags.Except(without, StringComparer.OrdinalIgnoreCase).Concat(with).Distinct(StringComparer.OrdinalIgnoreCase));

    /// <summary>The tags that say that the machine is being made.</summary>
    public static IEnumerable<string> Making(IReadOnlyList<string> tags) => tags.Where(t => After(t, Disk) is not null).Append(New).Append(Reimage);

    private static string? After(string tag, string prefix) => tag.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? tag[prefix.Length..] : null;

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
