using System.Globalization;
using System.Net;
using Amazon.EC2.Model;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>AWS's words into the panel's. Pure.</summary>
internal static class Ec2Mapping
{
    private const int MbPerGb = 1024;

    // Who owns a public address that is nobody's own.
    private const string Pool = "amazon";

    /// <summary>The power state.</summary>
    public static PowerState Power(Instance i) => Ec2States.Of(State(i));

    /// <summary>AWS's word for it.</summary>
    public static string? State(Instance i) => i.State?.Name?.Value;

    /// <summary>The panel's id.</summary>
    public static Ec2Id Id(Instance i, string region) => new(region, i.InstanceId, Ec2Tags.MadeAt(i.Tags));

    /// <summary>A machine as the list of instances tells it: its RAM and its disk are told elsewhere.</summary>
    public static BackendVm Vm(Instance i, string region) => new(Id(i, region).ToString(), Ec2Tags.Of(i.Tags, Ec2Tags.Name) is { Length: > 0 } name ? name : i.InstanceId)
    {
        Power = Power(i), RawState = State(i), Mark = Ec2Tags.Mark(i.Tags), CreatedAt = Ec2Tags.MadeAt(i.Tags) is { } made ? Instant.FromUnixSeconds(made) : null,
        PlanId = i.InstanceType?.Value, ImageId = i.ImageId, VCpus = i.CpuOptions is { CoreCount: > 0, ThreadsPerCore: > 0 } cpu ? cpu.CoreCount * cpu.ThreadsPerCore : null, Addresses = Addresses(i, []),
    };

    /// <summary>The addresses of an instance: public ones first, main interface first.</summary>
    /// <param name="i">The instance.</param>
    /// <param name="elastic">Its Elastic IP addresses, as far as they are known.</param>
    public static IReadOnlyList<VmAddress> Addresses(Instance i, IReadOnlyList<Address> elastic)
    {
        var interfaces = Interfaces(i);
        var own = interfaces.SelectMany(n => n.PrivateIpAddresses ?? []).ToList();
        var outer = own.Where(a => a.Association?.PublicIp is not null).Select(a => (Public: a.Association.PublicIp, Private: a.PrivateIpAddress))
            // What was associated a moment ago may be told by the address and not yet by the instance.
            .Concat(elastic.Where(e => e.AssociationId is not null).Select(e => (Public: e.PublicIp, Private: e.PrivateIpAddress))).DistinctBy(a => a.Public).ToList();
        return
        [
            .. outer.Select(a => Public(a.Public, a.Private, elastic.FirstOrDefault(e => e.PublicIp == a.Public))).OfType<VmAddress>(),
            .. interfaces.SelectMany(n => n.Ipv6Addresses ?? []).Select(a => Parse(a.Ipv6Address)).OfType<IPAddress>().Select(a => new VmAddress(a)),
            .. own.Where(a => Parse(a.PrivateIpAddress) is not null).Select(a => new VmAddress(Parse(a.PrivateIpAddress)!)
            {
                IsPublic = false, CanRemove = a.Primary == false && outer.TrueForAll(o => o.Private != a.PrivateIpAddress),
            }),
        ];
    }

    /// <summary>The interfaces, main one first.</summary>
    public static IReadOnlyList<InstanceNetworkInterface> Interfaces(Instance i) => [.. (i.NetworkInterfaces ?? []).OrderBy(n => n.Attachment?.DeviceIndex ?? 0)];

    /// <summary>Whether it may have Elastic IP addresses; others belong to the pool.</summary>
    public static bool MayHaveElastic(Instance i) =>
        Interfaces(i).SelectMany(n => n.PrivateIpAddresses ?? []).Any(a => a.Association?.PublicIp is not null && a.Association.IpOwnerId != Pool);

    /// <summary>The id of the volume that it boots from; null while there is none.</summary>
    public static string? RootVolume(Instance i) => i.BlockDeviceMappings?.FirstOrDefault(b => b.DeviceName == i.RootDeviceName)?.Ebs?.VolumeId;

    /// <summary>The device that an image boots from; null where it is no EBS volume.</summary>
    public static EbsBlockDevice? RootDevice(Image i) => i.BlockDeviceMappings?.FirstOrDefault(b => b.DeviceName == i.RootDeviceName)?.Ebs;

    /// <summary>An image.</summary>
    public static BackendImage Image(Image i)
    {
        var state = Ec2States.Image(i.State?.Value);
        var isPublic = i.Public == true;
        var sizes = (i.BlockDeviceMappings ?? []).Select(b => b.Ebs?.VolumeSize).OfType<int>().ToList();
        var name = Ec2Tags.Of(i.Tags, Ec2Tags.Name) is { Length: > 0 } tagged && !isPublic ? tagged : i.Name;
        return new BackendImage(i.ImageId, string.IsNullOrEmpty(name) ? i.ImageId : name, state, isPublic)
        {
            RawState = i.State?.Value, Mark = isPublic ? null : Ec2Tags.Mark(i.Tags), SizeMb = sizes.Count > 0 ? sizes.Sum(gb => (long)gb * MbPerGb) : null, MinDiskGb = RootDevice(i)?.VolumeSize,
            CreatedAt = DateTimeOffset.TryParse(i.CreationDate, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var made) ? Instant.From(made) : null,
            Problem = state == ImageState.Failed ? Http.Redaction.Shorten(i.StateReason?.Message, 300) ?? "AWS could not make this image." : null,
        };
    }

    /// <summary>A plan. Its disk is a volume of whatever size.</summary>
    public static BackendPlan Plan(InstanceTypeInfo t) => new(t.InstanceType.Value, t.InstanceType.Value) { VCpus = t.VCpuInfo?.DefaultVCpus, RamMb = RamMb(t) };

    /// <summary>RAM in MB; null when not told.</summary>
    public static int? RamMb(InstanceTypeInfo t) => t.MemoryInfo?.SizeInMiB is > 0 and <= int.MaxValue and var mb ? (int)mb : null;

    private static VmAddress? Public(string address, string? mapsTo, Address? elastic) => Parse(address) is not { } parsed ? null : new VmAddress(parsed)
    {
        MapsTo = Parse(mapsTo), CanSetReverseDns = elastic is not null, CanRemove = elastic is not null && Ec2Tags.Of(elastic.Tags, Ec2Tags.For) is not null && Ec2Tags.Of(elastic.Tags, Ec2Tags.Main) is null,
    };

    private static IPAddress? Parse(string? text) => IPAddress.TryParse(text, out var parsed) ? parsed : null;
}
