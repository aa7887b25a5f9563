using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lobster.Backends.Compute.Vultr;

// The wire records of Vultr's API v2 (https://www.vultr.com/api/), only the fields that the panel reads. One file, since each is a line or two.

internal sealed record VultrInstance(string Id)
{
    public string? Label { get; init; }

    public string? Status { get; init; }

    public string? PowerStatus { get; init; }

    public string? ServerStatus { get; init; }

    public string? Region { get; init; }

    public string? Plan { get; init; }

    public int? VcpuCount { get; init; }

    public int? Ram { get; init; }

    public int? Disk { get; init; }

    public int? OsId { get; init; }

    public string? SnapshotId { get; init; }

    public string? MainIp { get; init; }

    public string? NetmaskV4 { get; init; }

    public string? GatewayV4 { get; init; }

    public string? InternalIp { get; init; }

    public string? V6MainIp { get; init; }

    public int? V6NetworkSize { get; init; }

    public string? Kvm { get; init; }

    public string? DefaultPassword { get; init; }

    public string? UserScheme { get; init; }

    public string? DateCreated { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}

internal sealed record VultrCreate(string Region, string Plan)
{
    public int? OsId { get; init; }

    public string? SnapshotId { get; init; }

    public string? IsoId { get; init; }

    public string? Label { get; init; }

    public string? Hostname { get; init; }

    public IReadOnlyList<string>? SshkeyId { get; init; }

    public string? UserData { get; init; }

    public bool? EnableIpv6 { get; init; }

    public string? Backups { get; init; }

    public bool? ActivationEmail { get; init; }

    public string? FirewallGroupId { get; init; }

    public IReadOnlyList<string>? AttachVpc { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}

internal sealed record VultrUpdate
{
    public string? Label { get; init; }

    public string? Plan { get; init; }

    public int? OsId { get; init; }

    public string? UserData { get; init; }
}

internal sealed record VultrReinstall(string? Hostname = null);

internal sealed record VultrRestore(string SnapshotId);

internal sealed record VultrInstanceAnswer(VultrInstance Instance);

internal sealed record VultrLinks(string? Next);

internal sealed record VultrMeta(VultrLinks? Links);

internal sealed record VultrInstances(IReadOnlyList<VultrInstance> Instances, VultrMeta? Meta);

internal sealed record VultrSnapshot(string Id)
{
    public string? Description { get; init; }

    public string? Status { get; init; }

    public long? Size { get; init; }

    public long? CompressedSize { get; init; }

    public string? DateCreated { get; init; }
}

internal sealed record VultrSnapshotAnswer(VultrSnapshot Snapshot);

internal sealed record VultrSnapshots(IReadOnlyList<VultrSnapshot> Snapshots, VultrMeta? Meta);

internal sealed record VultrMakeSnapshot(string InstanceId, string Description);

internal sealed record VultrFetchSnapshot(string Url, string Description, bool Uefi = false);

internal sealed record VultrOs(int Id, string Name, string? Family);

internal sealed record VultrOsList(IReadOnlyList<VultrOs> Os, VultrMeta? Meta);

internal sealed record VultrIso(string Id, string? Filename, string? Status, long? Size);

internal sealed record VultrIsos(IReadOnlyList<VultrIso> Isos, VultrMeta? Meta);

internal sealed record VultrPlan(string Id)
{
    public int? VcpuCount { get; init; }

    public int? Ram { get; init; }

    public int? Disk { get; init; }

    public int? Bandwidth { get; init; }

    public decimal? MonthlyCost { get; init; }
}

internal sealed record VultrPlans(IReadOnlyList<VultrPlan> Plans, VultrMeta? Meta);

internal sealed record VultrAvailability(IReadOnlyList<string> AvailablePlans);

internal sealed record VultrUpgradeList(IReadOnlyList<JsonElement>? Plans);

internal sealed record VultrUpgrades(VultrUpgradeList Upgrades);

internal sealed record VultrIpv4(string Ip)
{
    public string? Netmask { get; init; }

    public string? Gateway { get; init; }

    public string? Type { get; init; }

    public string? Reverse { get; init; }
}

internal sealed record VultrIpv4Answer(VultrIpv4 Ipv4);

internal sealed record VultrIpv4s(IReadOnlyList<VultrIpv4> Ipv4s, VultrMeta? Meta);

internal sealed record VultrIpv6(string Ip, int? NetworkSize, string? Type);

internal sealed record VultrIpv6s(IReadOnlyList<VultrIpv6> Ipv6s, VultrMeta? Meta);

internal sealed record VultrAddIpv4(bool Reboot);

internal sealed record VultrReverse(string Ip, string? Reverse);

internal sealed record VultrReverseIpv6s(IReadOnlyList<VultrReverse> ReverseIpv6s);

internal sealed record VultrTraffic(long IncomingBytes, long OutgoingBytes);

internal sealed record VultrBandwidth(IReadOnlyDictionary<string, VultrTraffic> Bandwidth);

internal sealed record VultrSshKey(string Id, string? Name, string? SshKey);

internal sealed record VultrSshKeyAnswer(VultrSshKey SshKey);

internal sealed record VultrSshKeys(IReadOnlyList<VultrSshKey> SshKeys, VultrMeta? Meta);

internal sealed record VultrAddSshKey(string Name, string SshKey);

internal sealed record VultrAccount(string? Name, string? Email, decimal? Balance, decimal? PendingCharges);

internal sealed record VultrAccountAnswer(VultrAccount Account);

internal sealed record VultrError(string? Error, int? Status);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VultrCreate))]
[JsonSerializable(typeof(VultrUpdate))]
[JsonSerializable(typeof(VultrReinstall))]
[JsonSerializable(typeof(VultrRestore))]
[JsonSerializable(typeof(VultrInstanceAnswer))]
[JsonSerializable(typeof(VultrInstances))]
[JsonSerializable(typeof(VultrSnapshotAnswer))]
[JsonSerializable(typeof(VultrSnapshots))]
[JsonSerializable(typeof(VultrMakeSnapshot))]
[JsonSerializable(typeof(VultrFetchSnapshot))]
[JsonSerializable(typeof(VultrOsList))]
[JsonSerializable(typeof(VultrIsos))]
[JsonSerializable(typeof(VultrPlans))]
[JsonSerializable(typeof(VultrAvailability))]
[JsonSerializable(typeof(VultrUpgrades))]
[JsonSerializable(typeof(VultrIpv4Answer))]
[JsonSerializable(typeof(VultrIpv4s))]
[JsonSerializable(typeof(VultrIpv6s))]
[JsonSerializable(typeof(VultrAddIpv4))]
[JsonSerializable(typeof(VultrReverse))]
[JsonSerializable(typeof(VultrReverseIpv6s))]
[JsonSerializable(typeof(VultrBandwidth))]
[JsonSerializable(typeof(VultrSshKeyAnswer))]
[JsonSerializable(typeof(VultrSshKeys))]
[JsonSerializable(typeof(VultrAddSshKey))]
[JsonSerializable(typeof(VultrAccountAnswer))]
[JsonSerializable(typeof(VultrError))]
internal sealed partial class VultrJson : JsonSerializerContext;
