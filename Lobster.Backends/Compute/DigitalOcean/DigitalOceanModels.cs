using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lobster.Backends.Compute.DigitalOcean;

// The wire records of DigitalOcean's API v2 (https://docs.digitalocean.com/reference/api/), only the fields that the panel reads. One file, since each is a
// line or two. What a constructor takes must be there: an answer without its list is no empty list.

internal sealed record DigitalOceanDroplet(long Id)
{
    public string? Name { get; init; }

    public string? Status { get; init; }

    public bool? Locked { get; init; }

    public int? Memory { get; init; }

    public int? Vcpus { get; init; }

    public int? Disk { get; init; }

    public string? SizeSlug { get; init; }

    public string? CreatedAt { get; init; }

    public DigitalOceanImage? Image { get; init; }

    public DigitalOceanRegion? Region { get; init; }

    public DigitalOceanNetworks? Networks { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}

internal sealed record DigitalOceanNetworks
{
    public IReadOnlyList<DigitalOceanV4>? V4 { get; init; }

    public IReadOnlyList<DigitalOceanV6>? V6 { get; init; }
}

internal sealed record DigitalOceanV4
{
    public string? IpAddress { get; init; }

    public string? Netmask { get; init; }

    public string? Gateway { get; init; }

    public string? Type { get; init; }
}

internal sealed record DigitalOceanV6
{
    public string? IpAddress { get; init; }

    public int? Netmask { get; init; }

    public string? Gateway { get; init; }
}

internal sealed record DigitalOceanCreate(string Name, string Region, string Size, DigitalOceanRef Image)
{
    public IReadOnlyList<DigitalOceanRef>? SshKeys { get; init; }

    public string? UserData { get; init; }

    public bool? Ipv6 { get; init; }

    public bool? Monitoring { get; init; }

    public bool? Backups { get; init; }

    public Guid? VpcUuid { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}

internal sealed record DigitalOceanActionLink(long Id, string? Rel = null);

internal sealed record DigitalOceanPages(string? Next = null);

internal sealed record DigitalOceanLinks
{
    public DigitalOceanPages? Pages { get; init; }

    public IReadOnlyList<DigitalOceanActionLink>? Actions { get; init; }
}

internal sealed record DigitalOceanDropletAnswer(DigitalOceanDroplet Droplet, DigitalOceanLinks? Links = null);

internal sealed record DigitalOceanDroplets(IReadOnlyList<DigitalOceanDroplet> Droplets, DigitalOceanLinks? Links = null);

internal sealed record DigitalOceanAct(string Type)
{
    public string? Name { get; init; }

    public string? Size { get; init; }

    public bool? Disk { get; init; }

    public DigitalOceanRef? Image { get; init; }
}

internal sealed record DigitalOceanAction(long Id)
{
    public string? Type { get; init; }

    public string? Status { get; init; }

    public string? CompletedAt { get; init; }
}

internal sealed record DigitalOceanActionAnswer(DigitalOceanAction Action);

internal sealed record DigitalOceanActions(IReadOnlyList<DigitalOceanAction> Actions, DigitalOceanLinks? Links = null);

internal sealed record DigitalOceanImage(long Id)
{
    public string? Name { get; init; }

    public string? Distribution { get; init; }

    public string? Slug { get; init; }

    public bool? Public { get; init; }

    public IReadOnlyList<string>? Regions { get; init; }

    public string? CreatedAt { get; init; }

    public int? MinDiskSize { get; init; }

    public decimal? SizeGigabytes { get; init; }

    public string? Status { get; init; }

    public string? ErrorMessage { get; init; }
}

internal sealed record DigitalOceanImageAnswer(DigitalOceanImage Image);

internal sealed record DigitalOceanImages(IReadOnlyList<DigitalOceanImage> Images, DigitalOceanLinks? Links = null);

internal sealed record DigitalOceanFetch(string Name, string Url, string Region, string Distribution)
{
    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}

internal sealed record DigitalOceanSize(string Slug)
{
    public string? Description { get; init; }

    public int? Memory { get; init; }

    public int? Vcpus { get; init; }

    public int? Disk { get; init; }

    public decimal? Transfer { get; init; }

    public decimal? PriceHourly { get; init; }

    public bool? Available { get; init; }

    public IReadOnlyList<string>? Regions { get; init; }
}

internal sealed record DigitalOceanSizes(IReadOnlyList<DigitalOceanSize> Sizes, DigitalOceanLinks? Links = null);

internal sealed record DigitalOceanRegion(string Slug)
{
    public bool? Available { get; init; }
}

internal sealed record DigitalOceanRegions(IReadOnlyList<DigitalOceanRegion> Regions, DigitalOceanLinks? Links = null);

internal sealed record DigitalOceanSshKey(long Id, string? Name = null);

internal sealed record DigitalOceanSshKeyAnswer(DigitalOceanSshKey SshKey);

internal sealed record DigitalOceanAddSshKey(string Name, string PublicKey);

internal sealed record DigitalOceanReservedIp(string Ip)
{
    public DigitalOceanDroplet? Droplet { get; init; }
}

internal sealed record DigitalOceanReservedIpAnswer(DigitalOceanReservedIp ReservedIp, DigitalOceanLinks? Links = null);

internal sealed record DigitalOceanReservedIps(IReadOnlyList<DigitalOceanReservedIp> ReservedIps, DigitalOceanLinks? Links = null);

internal sealed record DigitalOceanReserve(long DropletId);

internal sealed record DigitalOceanTag(string Name);

internal sealed record DigitalOceanTagged(string ResourceId, string ResourceType);

internal sealed record DigitalOceanTagging(IReadOnlyList<DigitalOceanTagged> Resources);

internal sealed record DigitalOceanSeries(IReadOnlyList<IReadOnlyList<JsonElement>> Values);

internal sealed record DigitalOceanMetricData(IReadOnlyList<DigitalOceanSeries> Result);

internal sealed record DigitalOceanMetrics(DigitalOceanMetricData Data);

internal sealed record DigitalOceanTeam(string? Name = null);

internal sealed record DigitalOceanAccount
{
    public string? Email { get; init; }

    public DigitalOceanTeam? Team { get; init; }

    public long? DropletLimit { get; init; }

    public long? FloatingIpLimit { get; init; }

    public string? Status { get; init; }

    public string? StatusMessage { get; init; }
}

internal sealed record DigitalOceanAccountAnswer(DigitalOceanAccount Account);

internal sealed record DigitalOceanError(string? Message = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DigitalOceanCreate))]
[JsonSerializable(typeof(DigitalOceanDropletAnswer))]
[JsonSerializable(typeof(DigitalOceanDroplets))]
[JsonSerializable(typeof(DigitalOceanAct))]
[JsonSerializable(typeof(DigitalOceanActionAnswer))]
[JsonSerializable(typeof(DigitalOceanActions))]
[JsonSerializable(typeof(DigitalOceanImageAnswer))]
[JsonSerializable(typeof(DigitalOceanImages))]
[JsonSerializable(typeof(DigitalOceanFetch))]
[JsonSerializable(typeof(DigitalOceanSizes))]
[JsonSerializable(typeof(DigitalOceanRegions))]
[JsonSerializable(typeof(DigitalOceanSshKeyAnswer))]
[JsonSerializable(typeof(DigitalOceanAddSshKey))]
[JsonSerializable(typeof(DigitalOceanReservedIpAnswer))]
[JsonSerializable(typeof(DigitalOceanReservedIps))]
[JsonSerializable(typeof(DigitalOceanReserve))]
[JsonSerializable(typeof(DigitalOceanTag))]
[JsonSerializable(typeof(DigitalOceanTagging))]
[JsonSerializable(typeof(DigitalOceanMetrics))]
[JsonSerializable(typeof(DigitalOceanAccountAnswer))]
[JsonSerializable(typeof(DigitalOceanError))]
internal sealed partial class DigitalOceanJson : JsonSerializerContext;
