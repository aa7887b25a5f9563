using System.Text.Json.Serialization;

namespace Lobster.Backends.Compute.LunaNode;

// The wire records of Luna Node's dynamic API (https://www.lunanode.com/api/overview), only the fields that the panel reads. One file, since each is a line or two.
// Every figure is text there. What is required must be there for the answer to count as one.

internal sealed record LunaNodeOutcome(string? Success, string? Error);

internal sealed record LunaNodeVm
{
    public required string VmId { get; init; }

    public string? Name { get; init; }

    public string? Hostname { get; init; }

    public string? PlanId { get; init; }

    public string? Primaryip { get; init; }

    public string? Ram { get; init; }

    public string? Vcpu { get; init; }

    public string? Storage { get; init; }

    public string? Region { get; init; }
}

internal sealed record LunaNodeVms
{
    public required IReadOnlyList<LunaNodeVm> Vms { get; init; }
}

internal sealed record LunaNodeAddress
{
    public required string Addr { get; init; }

    public string? External { get; init; }
}

internal sealed record LunaNodeInfo
{
    public IReadOnlyList<LunaNodeAddress>? Addresses { get; init; }

    public string? StatusNohtml { get; init; }

    public string? StatusRaw { get; init; }

    public string? Ip { get; init; }

    public string? Privateip { get; init; }

    [JsonPropertyName("bandwidthUsedGB")]
    public string? BandwidthUsedGb { get; init; }

    public string? LoginDetails { get; init; }
}

/// <summary>A machine: what goes on with it, and its record.</summary>
internal sealed record LunaNodeMachine
{
    public required LunaNodeInfo Info { get; init; }

    public required LunaNodeVm Extra { get; init; }

    /// <summary>Without the login.</summary>
    public override string ToString() => $"machine {Extra.VmId}";
}

internal sealed record LunaNodeMadeVm
{
    public required string VmId { get; init; }
}

internal sealed record LunaNodeMadeImage
{
    public required string ImageId { get; init; }
}

internal sealed record LunaNodeMadeKey
{
    public required string KeyId { get; init; }
}

internal sealed record LunaNodeMadeScript
{
    public required string ScriptId { get; init; }
}

internal sealed record LunaNodeScreen
{
    public required string VncUrl { get; init; }
}

internal sealed record LunaNodeImage
{
    public required string ImageId { get; init; }

    public string? Name { get; init; }

    public string? Status { get; init; }
}

internal sealed record LunaNodeImages
{
    public required IReadOnlyList<LunaNodeImage> Images { get; init; }
}

internal sealed record LunaNodeImageDetails
{
    public string? Name { get; init; }

    public string? Status { get; init; }

    public string? Size { get; init; }

    public string? TimeCreated { get; init; }
}

internal sealed record LunaNodeImageAnswer
{
    public required LunaNodeImageDetails Details { get; init; }
}

internal sealed record LunaNodePlan
{
    public required string PlanId { get; init; }

    public string? Name { get; init; }

    public string? Vcpu { get; init; }

    public string? Ram { get; init; }

    public string? Storage { get; init; }

    public string? Bandwidth { get; init; }

    public string? Price { get; init; }
}

internal sealed record LunaNodePlans
{
    public required IReadOnlyList<LunaNodePlan> Plans { get; init; }
}

internal sealed record LunaNodeRegions
{
    public required IReadOnlyDictionary<string, string> Regions { get; init; }
}

internal sealed record LunaNodeFloating
{
    public required string Ip { get; init; }

    public string? Hostname { get; init; }
}

internal sealed record LunaNodeFloatings
{
    public required IReadOnlyList<LunaNodeFloating> Ips { get; init; }
}

/// <summary>A key or a script as the lists tell it; the contract leaves open what the fields are called.</summary>
internal sealed record LunaNodePart
{
    public string? Id { get; init; }

    public string? KeyId { get; init; }

    public string? ScriptId { get; init; }

    public string? Name { get; init; }

    public string? Label { get; init; }
}

internal sealed record LunaNodeKeys
{
    public required IReadOnlyList<LunaNodePart> Keys { get; init; }
}

internal sealed record LunaNodeScripts
{
    public required IReadOnlyList<LunaNodePart> Scripts { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, Converters = [typeof(LunaNodeTextConverter)])]
[JsonSerializable(typeof(LunaNodeOutcome))]
[JsonSerializable(typeof(LunaNodeVms))]
[JsonSerializable(typeof(LunaNodeMachine))]
[JsonSerializable(typeof(LunaNodeMadeVm))]
[JsonSerializable(typeof(LunaNodeMadeImage))]
[JsonSerializable(typeof(LunaNodeMadeKey))]
[JsonSerializable(typeof(LunaNodeMadeScript))]
[JsonSerializable(typeof(LunaNodeScreen))]
[JsonSerializable(typeof(LunaNodeImages))]
[JsonSerializable(typeof(LunaNodeImageAnswer))]
[JsonSerializable(typeof(LunaNodePlans))]
[JsonSerializable(typeof(LunaNodeRegions))]
[JsonSerializable(typeof(LunaNodeFloatings))]
[JsonSerializable(typeof(LunaNodeKeys))]
[JsonSerializable(typeof(LunaNodeScripts))]
internal sealed partial class LunaNodeJson : JsonSerializerContext;
