using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>CloudStack's words into the panel's. Pure.</summary>
internal static class CloudStackMapping
{
    // Private, shared between providers and customers, link-local.
    private static readonly IPNetwork[] Inner =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"),
    ];

    /// <summary>A machine's power; null when it is gone.</summary>
    public static PowerState? Power(CloudStackMachine vm) => CloudStackStates.Of(vm.State, vm.IsBusy);

    /// <summary>A machine.</summary>
    /// <param name="vm">As it is listed.</param>
    /// <param name="disk">Its first disk; null: not asked for.</param>
    public static BackendVm Vm(CloudStackMachine vm, CloudStackVolume? disk = null) => new(vm.Id, vm.DisplayName is { Length: > 0 } shown ? shown : vm.Name ?? "")
    {
        Power = Power(vm), RawState = vm.IsBusy ? $"{vm.State}, busy" : vm.State, Mark = CloudStackMark.Read(vm.Name), CreatedAt = Moment(vm.Created), PlanId = vm.ServiceOfferingId,
        ImageId = vm.TemplateId is null ? null : vm.TemplateId == vm.IsoId ? CloudStackImageId.Iso(vm.IsoId) : vm.TemplateId,
        VCpus = vm.CpuNumber, RamMb = vm.Memory, DiskGb = Gb(disk?.Size), Addresses = [.. Addresses(vm)],
        Problem = vm.State == "Error" ? "CloudStack could not make this machine." : null,
    };

    /// <summary>A machine's addresses: those of the main network first, a public one that is translated to it before all.</summary>
    public static IEnumerable<VmAddress> Addresses(CloudStackMachine vm)
    {
        var nics = (vm.Nic ?? []).OrderByDescending(n => n.IsDefault).ToList();
        if (Address(vm.PublicIp) is { } outer) yield return new VmAddress(outer) { MapsTo = Address(nics.FirstOrDefault()?.IpAddress), CanRemove = true };
        foreach (var nic in nics)
        {
            if (Address(nic.IpAddress) is { } four) yield return new VmAddress(four) { PrefixLength = Prefix(nic.Netmask), Gateway = Address(nic.Gateway), IsPublic = IsPublic(four) };
            if (Address(nic.Ip6Address) is { } six) yield return new VmAddress(six) { PrefixLength = Length(nic.Ip6Cidr), Gateway = Address(nic.Ip6Gateway), IsPublic = IsPublic(six) };
            foreach (var more in nic.SecondaryIp ?? [])
                if (Address(more.IpAddress) is { } second) yield return new VmAddress(second) { PrefixLength = Prefix(nic.Netmask), IsPublic = IsPublic(second), CanRemove = true };
        }
    }

    /// <summary>Whether it is reachable from the Internet.</summary>
    public static bool IsPublic(IPAddress address) => !Array.Exists(Inner, n => n.BaseAddress.AddressFamily == address.AddressFamily && n.Contains(address));

    /// <summary>An address; null for none.</summary>
    public static IPAddress? Address(string? text) => IPAddress.TryParse(text, out var address) ? address : null;

    /// <summary>A template or ISO.</summary>
    public static BackendImage Image(CloudStackImage image, ImageKind kind)
    {
        var state = CloudStackStates.Image(image);
        var (text, mark) = TextMark.Read(image.DisplayText);
        var name = image.Name is { Length: > 0 } own ? own : text;
        return new BackendImage(kind == ImageKind.Iso ? CloudStackImageId.Iso(image.Id) : image.Id, name.Length > 0 ? name : image.Id, state, image.IsPublic || image.IsFeatured)
        {
            Kind = kind, RawState = image.Status, Mark = mark, CreatedAt = Moment(image.Created), SizeMb = Mb(image.PhysicalSize is > 0 ? image.PhysicalSize : image.Size),
            MinDiskGb = kind == ImageKind.Template ? Gb(image.Size) : null, Percent = state == ImageState.Pending ? CloudStackStates.Percent(image.Status) : null,
            Problem = state == ImageState.Failed ? "CloudStack could not fetch or make this image." : null,
        };
    }

    /// <summary>A service offering. Figures that it leaves open are not told.</summary>
    public static BackendPlan Plan(CloudStackOffering o) => new(o.Id, o.Name is { Length: > 0 } name ? name : o.Id)
    {
        VCpus = o.IsCustomized ? null : o.CpuNumber, RamMb = o.IsCustomized ? null : o.Memory, DiskGb = o.RootDiskSize is > 0 ? o.RootDiskSize : null,
    };

    /// <summary>A moment, such as <c>2021-10-04T09:24:38+0000</c>, or with quotes around the T in records of usage.</summary>
    public static Instant? Moment(string? text) =>
        DateTimeOffset.TryParseExact(text?.Replace("'", "", StringComparison.Ordinal), "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? Instant.From(moment)
            : null;

    /// <summary>Bytes in whole GB, rounded up; null for none.</summary>
    public static int? Gb(long? bytes) => bytes is > 0 ? checked((int)((bytes.Value + 1_073_741_823) / 1_073_741_824)) : null;

    private static long? Mb(long? bytes) => bytes is > 0 ? (bytes + 1_048_575) / 1_048_576 : null;

    private static int? Prefix(string? mask) =>
        IPAddress.TryParse(mask, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetwork ? parsed.GetAddressBytes().Sum(b => int.PopCount(b)) : null;

    private static int? Length(string? cidr) => IPNetwork.TryParse(cidr, out var network) ? network.PrefixLength : null;
}
