using System.Globalization;
using System.Net;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>What Google tells, in the panel's words. Pure.</summary>
internal static class GceMapping
{
    private const long BytesPerMb = 1024 * 1024;
    private const string Translated = "ONE_TO_ONE_NAT";

    /// <summary>A machine. Its type tells how big it is; that is asked for elsewhere.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="zone">Its zone.</param>
    public static BackendVm Vm(GceInstance instance, string zone) => new(new GcePlace(zone, instance.Name).ToString(), instance.Labels?.GetValueOrDefault(GceLabels.Name) ?? instance.Name)
    {
        Power = GceStates.Of(instance.Status), RawState = instance.Status, Mark = GceLabels.Read(instance.Labels), CreatedAt = Moment(instance.CreationTimestamp),
        PlanId = Type(instance), DiskGb = BootDisk(instance)?.DiskSizeGb, Addresses = [.. Addresses(instance)],
        Problem = instance.Status == "REPAIRING" ? "Google repairs the host of this machine." : null,
    };

    /// <summary>The name of an instance's machine type; null when not told.</summary>
    public static string? Type(GceInstance instance) => instance.MachineType is { } type ? GcePlace.Last(type) : null;

    /// <summary>The disk that an instance boots from; null: it has none now.</summary>
    public static GceAttachedDisk? BootDisk(GceInstance instance) => instance.Disks?.FirstOrDefault(d => d.Boot == true);

    /// <summary>The name of the disk that an instance boots from; null: it has none now.</summary>
    public static string? BootDiskName(GceInstance instance) => BootDisk(instance)?.Source is { } source ? GcePlace.Last(source) : null;

    /// <summary>All addresses, the public one first. The guest has the private one; Google translates.</summary>
    public static IEnumerable<VmAddress> Addresses(GceInstance instance)
    {
        foreach (var (nic, config) in Translations(instance))
            if (Address(config.NatIP) is { } address)
                yield return new VmAddress(address) { MapsTo = Address(nic.NetworkIP), ReverseDns = ReverseName(config), CanSetReverseDns = true };
        foreach (var nic in instance.NetworkInterfaces ?? [])
            if (Address(nic.NetworkIP) is { } address) yield return new VmAddress(address) { IsPublic = false };
    }

    /// <summary>The network cards with a public address, or with room for one, and how it is translated.</summary>
    public static IEnumerable<(GceNic Nic, GceAccessConfig Config)> Translations(GceInstance instance) =>
        from nic in instance.NetworkInterfaces ?? []
        from config in nic.AccessConfigs ?? []
        where config.Type is null or Translated
        select (nic, config);

    /// <summary>A public address that a new machine shall have.</summary>
    public static GceAccessConfig NewAddress(string? networkTier) => new() { Type = Translated, Name = "External NAT", NetworkTier = networkTier };

    /// <summary>A machine type.</summary>
    public static BackendPlan Plan(GceMachineType type) => new(type.Name, type.Name) { VCpus = type.GuestCpus, RamMb = type.MemoryMb, IsAvailable = IsOffered(type.Deprecated) };

    /// <summary>An image, under the id that it is to be known by.</summary>
    /// <param name="image">The image.</param>
    /// <param name="id">Its id, or its family's.</param>
    /// <param name="isPublic">Whether it is of another project.</param>
    public static BackendImage Image(GceImage image, GceImageId id, bool isPublic)
    {
        var state = GceStates.Image(image.Status, image.Deprecated?.State);
        return new BackendImage(id.ToString(), isPublic || string.IsNullOrWhiteSpace(image.Description) ? id.Name : image.Description, state, isPublic)
        {
            RawState = image.Deprecated?.State is { } withdrawn ? $"{image.Status}, {withdrawn}" : image.Status, MinDiskGb = image.DiskSizeGb, CreatedAt = Moment(image.CreationTimestamp),
            SizeMb = image.ArchiveSizeBytes is > 0 and var bytes ? (bytes + BytesPerMb - 1) / BytesPerMb : null, Mark = isPublic ? null : GceLabels.Read(image.Labels),
            Problem = state == ImageState.Failed ? "Google has no such image any more, or could not make it." : null,
        };
    }

    /// <summary>Whether something is neither deprecated nor withdrawn.</summary>
    public static bool IsOffered(GceDeprecation? deprecation) => deprecation?.State is null or "ACTIVE";

    /// <summary>A moment; null when it is none.</summary>
    public static Instant? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? Instant.From(moment) : null;

    private static string? ReverseName(GceAccessConfig config) => config.PublicPtrDomainName is { Length: > 0 } name ? name.TrimEnd('.') : null;

    private static IPAddress? Address(string? text) => IPAddress.TryParse(text, out var address) ? address : null;
}
