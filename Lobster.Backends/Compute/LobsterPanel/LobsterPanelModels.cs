using System.Text.Json.Serialization;

namespace Lobster.Backends.Compute.LobsterPanel;

// What the original's API takes and answers, field by field. Lists without an entry are told as null.

/// <summary>A machine of the list. Its state there is that of the panel's own record, not the power.</summary>
internal sealed record LobsterPanelVm
{
    public required long Id { get; init; }

    public long PlanId { get; init; }

    public string? Region { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public bool TaskPending { get; init; }

    public string? ExternalIp { get; init; }

    public string? PrivateIp { get; init; }

    public long CreatedTime { get; init; }
}

internal sealed record LobsterPanelVms
{
    public required IReadOnlyList<LobsterPanelVm>? Vms { get; init; }
}

/// <summary>What the backend behind the other panel says of a machine.</summary>
internal sealed record LobsterPanelDetails
{
    public string? Ip { get; init; }

    public string? PrivateIp { get; init; }

    public string? Status { get; init; }

    public long? BandwidthUsed { get; init; }

    public string? LoginDetails { get; init; }

    public IReadOnlyList<LobsterPanelAction>? Actions { get; init; }

    public bool CanVnc { get; init; }

    public bool CanReimage { get; init; }

    public bool CanResize { get; init; }

    public bool CanSnapshot { get; init; }

    public bool CanAddresses { get; init; }
}

/// <summary>A button that the backend behind the other panel has.</summary>
internal sealed record LobsterPanelAction
{
    public required string Action { get; init; }

    public string? Name { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public string? Description { get; init; }

    public bool Dangerous { get; init; }
}

internal sealed record LobsterPanelMachine
{
    public required LobsterPanelVm Vm { get; init; }

    public LobsterPanelDetails? Details { get; init; }
}

internal sealed record LobsterPanelAddress
{
    public string? Ip { get; init; }

    public string? PrivateIp { get; init; }

    public bool CanRdns { get; init; }

    public string? Hostname { get; init; }
}

internal sealed record LobsterPanelAddresses
{
    public required IReadOnlyList<LobsterPanelAddress>? Addresses { get; init; }
}

internal sealed record LobsterPanelImage
{
    public required long Id { get; init; }

    public string? Region { get; init; }

    public required string Name { get; init; }

    public string? Status { get; init; }
}

internal sealed record LobsterPanelImages
{
    public required IReadOnlyList<LobsterPanelImage>? Images { get; init; }
}

internal sealed record LobsterPanelImageDetails
{
    public long Size { get; init; }

    public string? Status { get; init; }
}

internal sealed record LobsterPanelOwnImage
{
    public required LobsterPanelImage Image { get; init; }

    public LobsterPanelImageDetails? Details { get; init; }
}

/// <summary>A plan. Its price is in millionths of the currency's unit for an interval of billing.</summary>
internal sealed record LobsterPanelPlan
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public long Price { get; init; }

    public int Ram { get; init; }

    public int Cpu { get; init; }

    public int Storage { get; init; }

    public int Bandwidth { get; init; }
}

internal sealed record LobsterPanelPlans
{
    public required IReadOnlyList<LobsterPanelPlan>? Plans { get; init; }
}

internal sealed record LobsterPanelKey
{
    public required long Id { get; init; }

    public required string Name { get; init; }
}

internal sealed record LobsterPanelKeys
{
    public required IReadOnlyList<LobsterPanelKey>? Keys { get; init; }
}

internal sealed record LobsterPanelMade
{
    public required long Id { get; init; }
}

internal sealed record LobsterPanelScreen
{
    public required string Url { get; init; }
}

internal sealed record LobsterPanelCreate(string Name, long PlanId, long ImageId, long KeyId);

internal sealed record LobsterPanelAct(string Action, string Value);

internal sealed record LobsterPanelReimage(long ImageId);

internal sealed record LobsterPanelResize(long PlanId);

internal sealed record LobsterPanelRemoveAddress(string Ip, string PrivateIp);

internal sealed record LobsterPanelName(string Hostname);

internal sealed record LobsterPanelFetch(string Region, string Name, string Url, string Format);

internal sealed record LobsterPanelNewKey(string Name, string Key);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LobsterPanelVms))]
[JsonSerializable(typeof(LobsterPanelMachine))]
[JsonSerializable(typeof(LobsterPanelAddresses))]
[JsonSerializable(typeof(LobsterPanelImages))]
[JsonSerializable(typeof(LobsterPanelOwnImage))]
[JsonSerializable(typeof(LobsterPanelPlans))]
[JsonSerializable(typeof(LobsterPanelKeys))]
[JsonSerializable(typeof(LobsterPanelMade))]
[JsonSerializable(typeof(LobsterPanelScreen))]
[JsonSerializable(typeof(LobsterPanelCreate))]
[JsonSerializable(typeof(LobsterPanelAct))]
[JsonSerializable(typeof(LobsterPanelReimage))]
[JsonSerializable(typeof(LobsterPanelResize))]
[JsonSerializable(typeof(LobsterPanelRemoveAddress))]
[JsonSerializable(typeof(LobsterPanelName))]
[JsonSerializable(typeof(LobsterPanelFetch))]
[JsonSerializable(typeof(LobsterPanelNewKey))]
internal sealed partial class LobsterPanelJson : JsonSerializerContext;
