using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lobster.Backends.Compute.CloudStack;

// What CloudStack's API answers (https://cloudstack.apache.org/api/), only the fields that the panel reads; names there are all lower case. One file, since
// each is a line or two.

/// <summary>Of <c>listVirtualMachines</c> and the results of jobs. The guest's name is <see cref="Name"/>; <c>hostname</c> is that of the hypervisor.</summary>
internal sealed record CloudStackMachine(string Id)
{
    public string? Name { get; init; }

    public string? DisplayName { get; init; }

    public string? State { get; init; }

    public string? Created { get; init; }

    public string? ServiceOfferingId { get; init; }

    public string? TemplateId { get; init; }

    public string? IsoId { get; init; }

    public int? CpuNumber { get; init; }

    public int? CpuSpeed { get; init; }

    public int? Memory { get; init; }

    public string? OsTypeId { get; init; }

    public string? GuestOsId { get; init; }

    public string? PublicIp { get; init; }

    public string? PublicIpId { get; init; }

    public string? KeyPairs { get; init; }

    public string? Password { get; init; }

    public string? JobId { get; init; }

    public int? JobStatus { get; init; }

    public IReadOnlyList<CloudStackNic>? Nic { get; init; }

    public IReadOnlyList<CloudStackTag>? Tags { get; init; }

    /// <summary>Whether a job is at work on it.</summary>
    public bool IsBusy => JobId is not null && JobStatus == 0;
}

internal sealed record CloudStackTag(string? Key = null, string? Value = null);

internal sealed record CloudStackNic(string Id)
{
    public bool IsDefault { get; init; }

    public string? Type { get; init; }

    public string? NetworkId { get; init; }

    public string? IpAddress { get; init; }

    public string? Netmask { get; init; }

    public string? Gateway { get; init; }

    public string? Ip6Address { get; init; }

    public string? Ip6Cidr { get; init; }

    public string? Ip6Gateway { get; init; }

    public IReadOnlyList<CloudStackSecondaryAddress>? SecondaryIp { get; init; }
}

internal sealed record CloudStackSecondaryAddress(string Id, string? IpAddress = null);

internal sealed record CloudStackPublicAddress(string Id, string? IpAddress = null);

internal sealed record CloudStackVolume(string Id, long? Size = null);

internal sealed record CloudStackOffering(string Id, string? Name = null)
{
    public int? CpuNumber { get; init; }

    public int? CpuSpeed { get; init; }

    public int? Memory { get; init; }

    public int? RootDiskSize { get; init; }

    public bool IsCustomized { get; init; }
}

internal sealed record CloudStackDiskOffering(string Id, bool IsCustomized = false);

/// <summary>A template or an ISO.</summary>
internal sealed record CloudStackImage(string Id)
{
    public string? Name { get; init; }

    public string? DisplayText { get; init; }

    public string? Status { get; init; }

    public bool IsReady { get; init; }

    public bool IsPublic { get; init; }

    public bool IsFeatured { get; init; }

    public long? Size { get; init; }

    public long? PhysicalSize { get; init; }

    public string? Created { get; init; }

    public IReadOnlyList<CloudStackDownload>? DownloadDetails { get; init; }
}

internal sealed record CloudStackDownload(string? DownloadState = null);

/// <summary>The answer of <c>registerTemplate</c> and <c>registerIso</c>.</summary>
internal sealed record CloudStackRegistered(IReadOnlyList<CloudStackImage>? Template = null, IReadOnlyList<CloudStackImage>? Iso = null);

internal sealed record CloudStackSnapshot(string Id, string? Name = null, string? State = null, string? OsTypeId = null);

internal sealed record CloudStackZone(string Id, string? Name = null, string? AllocationState = null);

internal sealed record CloudStackAccount(string Id, string? Name = null, string? Domain = null)
{
    public string? VmLimit { get; init; }

    public long? VmTotal { get; init; }

    public string? CpuLimit { get; init; }

    public long? CpuTotal { get; init; }

    public string? MemoryLimit { get; init; }

    public long? MemoryTotal { get; init; }

    public string? PrimaryStorageLimit { get; init; }

    public long? PrimaryStorageTotal { get; init; }
}

internal sealed record CloudStackKeyPair(string Name, string? Fingerprint = null);

internal sealed record CloudStackUsage
{
    public int? UsageType { get; init; }

    public string? UsageId { get; init; }

    public string? VirtualMachineId { get; init; }

    public string? RawUsage { get; init; }

    public string? StartDate { get; init; }

    public string? EndDate { get; init; }
}

internal sealed record CloudStackConsoleAnswer(CloudStackConsole? ConsoleEndpoint = null);

internal sealed record CloudStackConsole(bool? Success = null, string? Url = null, string? Details = null)
{
    /// <summary>Without the address, which opens the screen.</summary>
    public override string ToString() => $"console endpoint, success {Success}";
}

/// <summary>A job was taken; commands that make something name it at once.</summary>
internal sealed record CloudStackAccepted(string JobId, string? Id = null);

/// <summary>An answer that says nothing more than that it was done.</summary>
internal sealed record CloudStackDone;

/// <summary>Of <c>queryAsyncJobResult</c>. The result is an object, or bare text.</summary>
internal sealed record CloudStackJob(int JobStatus, int? JobResultCode = null, JsonElement JobResult = default);

/// <summary>What a job made or changed, or why it failed.</summary>
internal sealed record CloudStackJobResult
{
    public int? ErrorCode { get; init; }

    public string? ErrorText { get; init; }

    public CloudStackMachine? VirtualMachine { get; init; }

    public CloudStackSecondaryAddress? NicSecondaryIp { get; init; }

    public CloudStackPublicAddress? IpAddress { get; init; }
}

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(CloudStackMachine))]
[JsonSerializable(typeof(CloudStackPublicAddress))]
[JsonSerializable(typeof(CloudStackVolume))]
[JsonSerializable(typeof(CloudStackOffering))]
[JsonSerializable(typeof(CloudStackDiskOffering))]
[JsonSerializable(typeof(CloudStackImage))]
[JsonSerializable(typeof(CloudStackRegistered))]
[JsonSerializable(typeof(CloudStackSnapshot))]
[JsonSerializable(typeof(CloudStackZone))]
[JsonSerializable(typeof(CloudStackAccount))]
[JsonSerializable(typeof(CloudStackKeyPair))]
[JsonSerializable(typeof(CloudStackUsage))]
[JsonSerializable(typeof(CloudStackConsoleAnswer))]
[JsonSerializable(typeof(CloudStackAccepted))]
[JsonSerializable(typeof(CloudStackDone))]
[JsonSerializable(typeof(CloudStackJob))]
[JsonSerializable(typeof(CloudStackJobResult))]
internal sealed partial class CloudStackJson : JsonSerializerContext;
