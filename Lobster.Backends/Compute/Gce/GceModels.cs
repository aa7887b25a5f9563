using System.Text.Json.Serialization;

namespace Lobster.Backends.Compute.Gce;

// The wire records of Compute Engine v1 (https://cloud.google.com/compute/docs/reference/rest/v1), only the fields that the panel reads or sends. One file, since each
// is a line or two. What a constructor takes must be there: an empty list has no items, but it says of what kind it is. Whole numbers of 64 bits are strings there.

internal sealed record GceKeyFile
{
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    [JsonPropertyName("project_id")]
    public string? ProjectId { get; init; }

    [JsonPropertyName("client_email")]
    public string? ClientEmail { get; init; }

    [JsonPropertyName("private_key")]
    public string? PrivateKey { get; init; }

    [JsonPropertyName("private_key_id")]
    public string? PrivateKeyId { get; init; }

    [JsonPropertyName("token_uri")]
    public string? TokenUri { get; init; }
}

internal sealed record GceTokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] long ExpiresIn);

internal sealed record GceTokenError
{
    [JsonPropertyName("error")]
    public string? Error { get; init; }

    [JsonPropertyName("error_description")]
    public string? ErrorDescription { get; init; }
}

internal sealed record GceErrorAnswer(GceError? Error = null);

internal sealed record GceError(string? Message = null, IReadOnlyList<GceReason>? Errors = null);

internal sealed record GceReason(string? Reason = null);

internal sealed record GceOperation(string Name)
{
    public string? Status { get; init; }

    public string? Zone { get; init; }

    public string? Region { get; init; }

    public int? Progress { get; init; }

    public GceOperationError? Error { get; init; }

    public string? HttpErrorMessage { get; init; }

    /// <summary>Where it is asked for, below the project.</summary>
    [JsonIgnore]
    public string Path => $"{(Zone, Region) switch
    {
        ({ } zone, _) => $"zones/{GcePlace.Last(zone)}",
        (_, { } region) => $"regions/{GcePlace.Last(region)}",
        _ => "global",
    }}/operations/{Name}";
}

internal sealed record GceOperationError(IReadOnlyList<GceOperationReason>? Errors = null);

internal sealed record GceOperationReason(string? Code = null, string? Message = null);

internal sealed record GceInstancesOfZones(string Kind)
{
    public IReadOnlyDictionary<string, GceInstancesOfZone>? Items { get; init; }

    public string? NextPageToken { get; init; }

    public IReadOnlyList<string>? Unreachables { get; init; }
}

internal sealed record GceInstancesOfZone(IReadOnlyList<GceInstance>? Instances = null, GceWarning? Warning = null);

internal sealed record GceWarning(string? Code = null);

internal sealed record GceInstance(string Name)
{
    public string? Zone { get; init; }

    public string? MachineType { get; init; }

    public string? Status { get; init; }

    public string? StatusMessage { get; init; }

    public string? CreationTimestamp { get; init; }

    public IReadOnlyList<GceNic>? NetworkInterfaces { get; init; }

    public IReadOnlyList<GceAttachedDisk>? Disks { get; init; }

    public GceMetadata? Metadata { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string? LabelFingerprint { get; init; }
}

internal sealed record GceNic
{
    public string? Name { get; init; }

    public string? Network { get; init; }

    public string? Subnetwork { get; init; }

    public string? NetworkIP { get; init; }

    public IReadOnlyList<GceAccessConfig>? AccessConfigs { get; init; }
}

internal sealed record GceAccessConfig
{
    public string? Type { get; init; }

    public string? Name { get; init; }

    public string? NatIP { get; init; }

    public string? NetworkTier { get; init; }

    public bool? SetPublicPtr { get; init; }

    public string? PublicPtrDomainName { get; init; }
}

internal sealed record GceAttachedDisk
{
    public bool? Boot { get; init; }

    public bool? AutoDelete { get; init; }

    public string? Type { get; init; }

    public string? DeviceName { get; init; }

    public string? Source { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public int? DiskSizeGb { get; init; }

    public GceDiskParams? InitializeParams { get; init; }
}

internal sealed record GceDiskParams(string SourceImage)
{
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public int? DiskSizeGb { get; init; }

    public string? DiskType { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}

internal sealed record GceMetadata
{
    public string? Fingerprint { get; init; }

    public IReadOnlyList<GceItem>? Items { get; init; }
}

internal sealed record GceItem(string Key, string? Value = null);

internal sealed record GceTags(IReadOnlyList<string> Items);

internal sealed record GceCreate(string Name, string MachineType, IReadOnlyList<GceAttachedDisk> Disks, IReadOnlyList<GceNic> NetworkInterfaces)
{
    public GceMetadata? Metadata { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public GceTags? Tags { get; init; }
}

internal sealed record GceSetMachineType(string MachineType);

internal sealed record GceSetLabels(IReadOnlyDictionary<string, string> Labels, string? LabelFingerprint);

internal sealed record GceMachineTypes(string Kind)
{
    public IReadOnlyList<GceMachineType>? Items { get; init; }

    public string? NextPageToken { get; init; }
}

internal sealed record GceMachineType(string Name)
{
    public string? Description { get; init; }

    public int? GuestCpus { get; init; }

    public int? MemoryMb { get; init; }

    public GceDeprecation? Deprecated { get; init; }
}

internal sealed record GceDeprecation(string? State = null);

internal sealed record GceDisks(string Kind)
{
    public IReadOnlyList<GceDisk>? Items { get; init; }

    public string? NextPageToken { get; init; }
}

internal sealed record GceDisk(string Name)
{
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public int? SizeGb { get; init; }

    public string? Status { get; init; }

    public string? Type { get; init; }

    public string? SourceImage { get; init; }

    public string? CreationTimestamp { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}

internal sealed record GceResizeDisk([property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] int SizeGb);

internal sealed record GceImages(string Kind)
{
    public IReadOnlyList<GceImage>? Items { get; init; }

    public string? NextPageToken { get; init; }
}

internal sealed record GceImage(string Name)
{
    public string? Family { get; init; }

    public string? Description { get; init; }

    public string? Status { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public int? DiskSizeGb { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public long? ArchiveSizeBytes { get; init; }

    public string? CreationTimestamp { get; init; }

    public GceDeprecation? Deprecated { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}

internal sealed record GceCreateImage(string Name, string SourceDisk, string Description, IReadOnlyDictionary<string, string> Labels);

internal sealed record GceAddress(string Name)
{
    public string? Address { get; init; }

    public string? NetworkTier { get; init; }
}

internal sealed record GceSerialOutput(string? Contents = null);

internal sealed record GceRegion(string Name)
{
    public IReadOnlyList<GceQuota>? Quotas { get; init; }

    public IReadOnlyList<string>? Zones { get; init; }
}

internal sealed record GceQuota(string? Metric = null, decimal? Limit = null, decimal? Usage = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GceKeyFile))]
[JsonSerializable(typeof(GceTokenAnswer))]
[JsonSerializable(typeof(GceTokenError))]
[JsonSerializable(typeof(GceErrorAnswer))]
[JsonSerializable(typeof(GceOperation))]
[JsonSerializable(typeof(GceInstancesOfZones))]
[JsonSerializable(typeof(GceCreate))]
[JsonSerializable(typeof(GceSetMachineType))]
[JsonSerializable(typeof(GceSetLabels))]
[JsonSerializable(typeof(GceMachineTypes))]
[JsonSerializable(typeof(GceDisks))]
[JsonSerializable(typeof(GceResizeDisk))]
[JsonSerializable(typeof(GceImages))]
[JsonSerializable(typeof(GceCreateImage))]
[JsonSerializable(typeof(GceAddress))]
[JsonSerializable(typeof(GceSerialOutput))]
[JsonSerializable(typeof(GceRegion))]
[JsonSerializable(typeof(GceSeriesAnswer))]
internal sealed partial class GceJson : JsonSerializerContext;
