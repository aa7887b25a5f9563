using System.Text.Json.Serialization;

namespace Lobster.Backends.Compute.Linode;

// The wire records of Linode's API v4 (https://techdocs.akamai.com/linode-api/reference), only the fields that the panel reads. One file, since each is a line or two.

internal sealed record LinodePage<T>
{
    public required IReadOnlyList<T> Data { get; init; }

    public required int Pages { get; init; }

    public required int Results { get; init; }
}

internal sealed record LinodeInstance
{
    public required long Id { get; init; }

    public required string Label { get; init; }

    public string? Status { get; init; }

    public string? Region { get; init; }

    public string? Type { get; init; }

    public string? Image { get; init; }

    public LinodeSpecs? Specs { get; init; }

    public IReadOnlyList<string>? Ipv4 { get; init; }

    public string? Ipv6 { get; init; }

    public string? Created { get; init; }

    public string? InterfaceGeneration { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}

internal sealed record LinodeSpecs(int? Vcpus, int? Memory, int? Disk);

internal sealed record LinodeUserData(string UserData);

internal sealed record LinodeCreate(string Label, string Region, string Type)
{
    public required string Image { get; init; }

    public required string RootPass { get; init; }

    public IReadOnlyList<string>? AuthorizedKeys { get; init; }

    public LinodeUserData? Metadata { get; init; }

    public bool? PrivateIp { get; init; }

    public bool? Booted { get; init; }

    public string? InterfaceGeneration { get; init; }

    public bool? BackupsEnabled { get; init; }

    public int? FirewallId { get; init; }

    public int? SwapSize { get; init; }

    public string? DiskEncryption { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}

internal sealed record LinodeRebuild(string Image, string RootPass)
{
    public IReadOnlyList<string>? AuthorizedKeys { get; init; }

    public LinodeUserData? Metadata { get; init; }
}

internal sealed record LinodeUpdate(string Label);

internal sealed record LinodeResize(string Type, bool AllowAutoDiskResize, string MigrationType);

internal sealed record LinodePassword(string RootPass);

internal sealed record LinodeDevice(long DiskId);

internal sealed record LinodeRescue(IReadOnlyDictionary<string, LinodeDevice> Devices);

internal sealed record LinodeDisk
{
    public required long Id { get; init; }

    public string? Filesystem { get; init; }

    public string? Status { get; init; }
}

internal sealed record LinodeImage
{
    public required string Id { get; init; }

    public string? Label { get; init; }

    public string? Status { get; init; }

    public bool? IsPublic { get; init; }

    public long? Size { get; init; }

    public string? Created { get; init; }

    public IReadOnlyList<string>? Capabilities { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}

internal sealed record LinodeCapture(long DiskId, string Label)
{
    public string? Description { get; init; }

    public bool? CloudInit { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}

internal sealed record LinodePrice(decimal? Hourly);

internal sealed record LinodeRegionPrice(string Id, decimal? Hourly);

internal sealed record LinodeType
{
    public required string Id { get; init; }

    public string? Label { get; init; }

    public int? Vcpus { get; init; }

    public int? Memory { get; init; }

    public int? Disk { get; init; }

    public int? Transfer { get; init; }

    public LinodePrice? Price { get; init; }

    public IReadOnlyList<LinodeRegionPrice>? RegionPrices { get; init; }
}

internal sealed record LinodeAvailability(string Region, string Plan, bool Available);

internal sealed record LinodeRegion(string Id, string? Status, IReadOnlyList<string>? Capabilities);

internal sealed record LinodeAddress
{
    public required string Address { get; init; }

    public string? Gateway { get; init; }

    public int? Prefix { get; init; }

    public string? Rdns { get; init; }
}

internal sealed record LinodeRange(string Range, int? Prefix);

internal sealed record LinodeIpv4(IReadOnlyList<LinodeAddress>? Public, IReadOnlyList<LinodeAddress>? Private);

internal sealed record LinodeIpv6(LinodeAddress? Slaac, IReadOnlyList<LinodeRange>? Global);

internal sealed record LinodeAddresses
{
    public required LinodeIpv4 Ipv4 { get; init; }

    public LinodeIpv6? Ipv6 { get; init; }
}

internal sealed record LinodeAddAddress(string Type, bool Public);

internal sealed record LinodeAddRange(long LinodeId, int PrefixLength);

internal sealed record LinodeNewRange
{
    public required string Range { get; init; }
}

// Null is written: it is what resets the name.
internal sealed record LinodeReverse([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Rdns);

internal sealed record LinodeTransfer
{
    public required long BytesIn { get; init; }

    public required long BytesOut { get; init; }
}

internal sealed record LinodeEvent
{
    public required long Id { get; init; }

    public string? Action { get; init; }

    public string? Status { get; init; }

    public int? PercentComplete { get; init; }
}

internal sealed record LinodeLish
{
    public required string WeblishUrl { get; init; }

    public required string GlishUrl { get; init; }

    public string? MonitorUrl { get; init; }

    public IReadOnlyList<string>? WsProtocols { get; init; }
}

internal sealed record LinodeProfile(string? Username, bool? Restricted);

internal sealed record LinodeSettings(string? InterfacesForNewLinodes);

internal sealed record LinodeError(string? Field, string? Reason);

internal sealed record LinodeErrors(IReadOnlyList<LinodeError>? Errors);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LinodePage<LinodeInstance>), TypeInfoPropertyName = "Instances")]
[JsonSerializable(typeof(LinodePage<LinodeDisk>), TypeInfoPropertyName = "Disks")]
[JsonSerializable(typeof(LinodePage<LinodeImage>), TypeInfoPropertyName = "Images")]
[JsonSerializable(typeof(LinodePage<LinodeType>), TypeInfoPropertyName = "Types")]
[JsonSerializable(typeof(LinodePage<LinodeAvailability>), TypeInfoPropertyName = "Availabilities")]
[JsonSerializable(typeof(LinodePage<LinodeEvent>), TypeInfoPropertyName = "Events")]
[JsonSerializable(typeof(LinodeCreate))]
[JsonSerializable(typeof(LinodeRebuild))]
[JsonSerializable(typeof(LinodeUpdate))]
[JsonSerializable(typeof(LinodeResize))]
[JsonSerializable(typeof(LinodePassword))]
[JsonSerializable(typeof(LinodeRescue))]
[JsonSerializable(typeof(LinodeCapture))]
[JsonSerializable(typeof(LinodeRegion))]
[JsonSerializable(typeof(LinodeAddresses))]
[JsonSerializable(typeof(LinodeAddAddress))]
[JsonSerializable(typeof(LinodeAddRange))]
[JsonSerializable(typeof(LinodeNewRange))]
[JsonSerializable(typeof(LinodeReverse))]
[JsonSerializable(typeof(LinodeTransfer))]
[JsonSerializable(typeof(LinodeLish))]
[JsonSerializable(typeof(LinodeProfile))]
[JsonSerializable(typeof(LinodeSettings))]
[JsonSerializable(typeof(LinodeErrors))]
internal sealed partial class LinodeJson : JsonSerializerContext;
