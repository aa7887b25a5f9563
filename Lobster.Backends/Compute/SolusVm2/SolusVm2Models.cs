using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lobster.Backends.Compute.SolusVm2;

// The wire records of a SolusVM 2 master's API v1, only the fields that the panel reads. One file, since each is a line or two. What a constructor takes must be there: an answer
// without its list is no empty list. All else may be missing or null: releases differ, and a machine of somebody else's must not spoil a list.

internal sealed record SolusVm2Answer<T>(T Data)
{
    /// <summary>Never null, which the serializer does not see to where the type is a parameter.</summary>
    public T Data { get; } = Data ?? throw new JsonException("There are no data.");
}

internal sealed record SolusVm2Page<T>(IReadOnlyList<T> Data, SolusVm2Meta Meta);

internal sealed record SolusVm2Meta(int LastPage);

internal sealed record SolusVm2Server(long Id)
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Status { get; init; }

    public bool? IsProcessing { get; init; }

    public bool? IsSuspended { get; init; }

    [JsonConverter(typeof(SolusVm2ObjectConverter<SolusVm2Size>))]
    public SolusVm2Size? Specifications { get; init; }

    public IReadOnlyList<SolusVm2Ip>? Ips { get; init; }

    [JsonConverter(typeof(SolusVm2ObjectConverter<SolusVm2IpLists>))]
    public SolusVm2IpLists? IpAddresses { get; init; }

    public SolusVm2Named? Location { get; init; }

    public SolusVm2Plan? Plan { get; init; }

    [JsonConverter(typeof(SolusVm2ObjectConverter<SolusVm2Usage>))]
    public SolusVm2Usage? Usage { get; init; }

    [JsonConverter(typeof(SolusVm2ObjectConverter<SolusVm2Settings>))]
    public SolusVm2Settings? Settings { get; init; }

    public IReadOnlyList<SolusVm2SshKey>? SshKeys { get; init; }

    public string? CreatedAt { get; init; }
}

/// <summary>A size: disk in GiB, RAM in bytes.</summary>
internal sealed record SolusVm2Size
{
    public int? Disk { get; init; }

    public long? Ram { get; init; }

    public int? Vcpu { get; init; }
}

internal sealed record SolusVm2Ip
{
    public long? Id { get; init; }

    public string? Ip { get; init; }

    public bool? IsPrimary { get; init; }

    public SolusVm2IpBlock? IpBlock { get; init; }
}

internal sealed record SolusVm2IpBlock
{
    public string? Gateway { get; init; }

    public string? Netmask { get; init; }
}

internal sealed record SolusVm2IpLists
{
    public IReadOnlyList<SolusVm2Ip>? Ipv4 { get; init; }

    public IReadOnlyList<SolusVm2Ip>? Ipv6 { get; init; }
}

internal sealed record SolusVm2Named
{
    public long? Id { get; init; }

    public string? Name { get; init; }
}

internal sealed record SolusVm2Usage
{
    [JsonConverter(typeof(SolusVm2ObjectConverter<SolusVm2Traffic>))]
    public SolusVm2Traffic? Network { get; init; }
}

internal sealed record SolusVm2Traffic
{
    public SolusVm2Bytes? Incoming { get; init; }

    public SolusVm2Bytes? Outgoing { get; init; }
}

internal sealed record SolusVm2Bytes
{
    public decimal? Value { get; init; }
}

internal sealed record SolusVm2Settings
{
    [JsonConverter(typeof(SolusVm2ObjectConverter<SolusVm2Vnc>))]
    public SolusVm2Vnc? Vnc { get; init; }

    /// <summary>Where older releases have the password.</summary>
    public string? VncPassword { get; init; }

    public override string ToString() => "settings";
}

internal sealed record SolusVm2Vnc
{
    public string? Password { get; init; }

    public override string ToString() => "screen";
}

internal sealed record SolusVm2Plan
{
    public long? Id { get; init; }

    public string? Name { get; init; }

    public string? VirtualizationType { get; init; }

    [JsonConverter(typeof(SolusVm2ObjectConverter<SolusVm2Size>))]
    public SolusVm2Size? Params { get; init; }

    public bool? IsVisible { get; init; }

    [JsonConverter(typeof(SolusVm2ObjectConverter<SolusVm2Limits>))]
    public SolusVm2Limits? Limits { get; init; }
}

internal sealed record SolusVm2Limits
{
    public SolusVm2Limit? NetworkTotalTraffic { get; init; }
}

internal sealed record SolusVm2Limit
{
    public bool? IsEnabled { get; init; }

    public decimal? Limit { get; init; }

    public string? Unit { get; init; }
}

internal sealed record SolusVm2OsImage(long Id)
{
    public string? Name { get; init; }

    public bool? IsVisible { get; init; }

    public IReadOnlyList<SolusVm2OsVersion>? Versions { get; init; }
}

internal sealed record SolusVm2OsVersion(long Id)
{
    public string? Version { get; init; }

    public string? VirtualizationType { get; init; }

    public bool? IsVisible { get; init; }
}

internal sealed record SolusVm2SshKey(long Id)
{
    public string? Name { get; init; }

    public string? Body { get; init; }
}

/// <summary>What the master calls a task.</summary>
internal sealed record SolusVm2Job(long Id)
{
    public string? Status { get; init; }

    public decimal? Progress { get; init; }
}

internal sealed record SolusVm2Create(string Name, string Description, long Plan, long Location, long Os)
{
    public IReadOnlyList<string>? Fqdns { get; init; }

    public long? Project { get; init; }

    public long? User { get; init; }

    public long? ComputeResource { get; init; }

    public IReadOnlyList<string>? IpTypes { get; init; }

    public IReadOnlyList<long>? SshKeys { get; init; }

    public string? UserData { get; init; }

    public string? Password { get; init; }

    public override string ToString() => $"machine {Name}";
}

internal sealed record SolusVm2Reinstall(long Os)
{
    public IReadOnlyList<long>? SshKeys { get; init; }

    public string? UserData { get; init; }

    public string? Password { get; init; }

    public override string ToString() => $"disk of {Os}";
}

internal sealed record SolusVm2Rename(string Name)
{
    public IReadOnlyList<string>? Fqdns { get; init; }
}

internal sealed record SolusVm2Force(bool Force);

internal sealed record SolusVm2Resize(long PlanId, bool PreserveDisk);

internal sealed record SolusVm2AddIps(int Count);

internal sealed record SolusVm2RemoveIps(IReadOnlyList<long> Ids);

internal sealed record SolusVm2AddSshKey(string Name, string Body)
{
    public long? UserId { get; init; }
}

internal sealed record SolusVm2AddImage(string Name, bool IsVisible);

internal sealed record SolusVm2AddVersion(string Version, string VirtualizationType, string Url, string CloudInitVersion, bool IsVisible);

internal sealed record SolusVm2Screen(string Url)
{
    public override string ToString() => "screen";
}

internal sealed record SolusVm2Error
{
    public string? Message { get; init; }

    /// <summary>Field to texts.</summary>
    public JsonElement? Errors { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SolusVm2Answer<SolusVm2Server>), TypeInfoPropertyName = "Server")]
[JsonSerializable(typeof(SolusVm2Answer<SolusVm2Job>), TypeInfoPropertyName = "Job")]
[JsonSerializable(typeof(SolusVm2Answer<SolusVm2OsImage>), TypeInfoPropertyName = "OsImage")]
[JsonSerializable(typeof(SolusVm2Answer<SolusVm2OsVersion>), TypeInfoPropertyName = "OsVersion")]
[JsonSerializable(typeof(SolusVm2Answer<SolusVm2SshKey>), TypeInfoPropertyName = "SshKey")]
[JsonSerializable(typeof(SolusVm2Page<SolusVm2Server>), TypeInfoPropertyName = "Servers")]
[JsonSerializable(typeof(SolusVm2Page<SolusVm2Plan>), TypeInfoPropertyName = "Plans")]
[JsonSerializable(typeof(SolusVm2Page<SolusVm2OsImage>), TypeInfoPropertyName = "OsImages")]
[JsonSerializable(typeof(SolusVm2Page<SolusVm2SshKey>), TypeInfoPropertyName = "SshKeys")]
[JsonSerializable(typeof(SolusVm2Page<SolusVm2Named>), TypeInfoPropertyName = "Names")]
[JsonSerializable(typeof(SolusVm2Size))]
[JsonSerializable(typeof(SolusVm2IpLists))]
[JsonSerializable(typeof(SolusVm2Usage))]
[JsonSerializable(typeof(SolusVm2Traffic))]
[JsonSerializable(typeof(SolusVm2Settings))]
[JsonSerializable(typeof(SolusVm2Vnc))]
[JsonSerializable(typeof(SolusVm2Limits))]
[JsonSerializable(typeof(SolusVm2Create))]
[JsonSerializable(typeof(SolusVm2Reinstall))]
[JsonSerializable(typeof(SolusVm2Rename))]
[JsonSerializable(typeof(SolusVm2Force))]
[JsonSerializable(typeof(SolusVm2Resize))]
[JsonSerializable(typeof(SolusVm2AddIps))]
[JsonSerializable(typeof(SolusVm2RemoveIps))]
[JsonSerializable(typeof(SolusVm2AddSshKey))]
[JsonSerializable(typeof(SolusVm2AddImage))]
[JsonSerializable(typeof(SolusVm2AddVersion))]
[JsonSerializable(typeof(SolusVm2Screen))]
[JsonSerializable(typeof(SolusVm2Error))]
internal sealed partial class SolusVm2Json : JsonSerializerContext;
