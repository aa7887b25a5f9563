using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>Servers, flavors and images in the panel's words. Pure.</summary>
internal static class OpenStackMapping
{
    private const string Floating = "floating";
    private const long BytesPerMb = 1024 * 1024;

    /// <summary>A server.</summary>
    public static BackendVm Vm(OpenStackServer server) => new(server.Id, server.Name ?? server.Id)
    {
        Power = Power(server), RawState = OpenStackStates.Raw(server.Status, server.Task), Mark = TagMark.Read(server.Tags), CreatedAt = Moment(server.Created),
        ImageId = ImageId(server), VCpus = server.Flavor?.Vcpus, RamMb = server.Flavor?.Ram, DiskGb = server.Flavor?.Disk is > 0 and var disk ? disk : null,
        Addresses = server.Addresses is null ? null : Addresses(server),
        Problem = OpenStackStates.Of(server.Status, server.Task) == PowerState.Error ? Problem(server.Fault?.Message) : null,
        Restrictions = BootsFromVolume(server) ? VolumeRestrictions : NoRestrictions,
    };

    /// <summary>Its power state.</summary>
    public static PowerState Power(OpenStackServer server) => OpenStackStates.Of(server.Status, server.Task);

    /// <summary>Whether its disk is a volume: then Nova names no image.</summary>
    public static bool BootsFromVolume(OpenStackServer server) => server.Image is not null && ImageId(server) is null;

    /// <summary>
    /// Its addresses, those reachable from the Internet first, otherwise as Nova lists them. A floating address and a port beyond the first may be taken away.
    /// </summary>
    public static IReadOnlyList<VmAddress> Addresses(OpenStackServer server)
    {
        var all = (server.Addresses ?? new Dictionary<string, IReadOnlyList<OpenStackAddress>>()).SelectMany(n => n.Value).Where(a => IPAddress.TryParse(a.Addr, out _)).ToList();
        var first = all.FirstOrDefault(a => a.Type != Floating)?.Mac;
        return [.. all.Select(a => Address(a, all, first)).OrderBy(a => !a.IsPublic).ThenBy(a => a.Address.AddressFamily == AddressFamily.InterNetworkV6)];
    }

    /// <summary>A flavor. One without a disk boots from a volume of any size.</summary>
    public static BackendPlan Plan(OpenStackFlavor flavor) => new(flavor.Id, flavor.Name)
    {
        VCpus = flavor.Vcpus, RamMb = flavor.Ram, DiskGb = flavor.Disk > 0 ? flavor.Disk : null, IsAvailable = flavor.IsDisabled != true,
    };

    /// <summary>An image. One of a volume has no size of its own.</summary>
    public static BackendImage Image(OpenStackImage image) =>
        new(image.Id, string.IsNullOrEmpty(image.Name) ? image.Id : image.Name, OpenStackStates.Image(image.Status, image.FailedImport), image.Visibility is "public" or "community" or "shared")
        {
            Kind = image.DiskFormat == "iso" ? ImageKind.Iso : ImageKind.Template, RawState = image.Status, SizeMb = image.Size is > 0 and var bytes ? (bytes + BytesPerMb - 1) / BytesPerMb : null,
            MinDiskGb = image.MinDisk is > 0 and var disk ? disk : null, CreatedAt = Moment(image.CreatedAt), Mark = OpenStackMark.Read(image),
            Problem = OpenStackStates.Image(image.Status, image.FailedImport) == ImageState.Failed ? "The cloud could not make this image." : null,
        };

    /// <summary>The image that it was made from; null when not told.</summary>
    public static string? ImageId(OpenStackServer server) => server.Image is System.Text.Json.Nodes.JsonObject image ? (string?)image["id"] : null;

    private static VmAddress Address(OpenStackAddress address, List<OpenStackAddress> all, string? firstMac)
    {
        var ip = IPAddress.Parse(address.Addr);
        var isFloating = address.Type == Floating;
        var inside = isFloating ? all.Find(a => a.Mac == address.Mac && a.Type != Floating && a.Version == 4) : null;
        var isMapped = !isFloating && all.Exists(a => a.Mac == address.Mac && a.Type == Floating);
        return new VmAddress(ip)
        {
            IsPublic = isFloating || IsPublic(ip), MapsTo = inside is null ? null : IPAddress.Parse(inside.Addr),
            CanRemove = isFloating || (address.Version == 4 && !isMapped && address.Mac != firstMac),
        };
    }

    // RFC 1918, RFC 6598, link-local and loopback, RFC 4193.
    private static bool IsPublic(IPAddress ip) => ip.AddressFamily == AddressFamily.InterNetworkV6
        ? !ip.IsIPv6LinkLocal && !ip.IsIPv6UniqueLocal && !ip.IsIPv6SiteLocal && !IPAddress.IsLoopback(ip)
        : ip.GetAddressBytes() is not ([10, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [100, >= 64 and < 128, ..] or [169, 254, ..] or [127, ..]);

    private static string Problem(string? fault) =>
        fault?.Contains("No valid host", StringComparison.OrdinalIgnoreCase) == true ? "The cloud has no room for this machine now." : "The cloud reports an error with this machine.";

    private static Instant? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? Instant.From(at) : null;

    private static readonly Dictionary<Capability, string> NoRestrictions = [];

    private static readonly Dictionary<Capability, string> VolumeRestrictions = new()
    {
        [Capability.Reimage] = "This machine boots from a volume, which cannot be replaced.",
    };
}
