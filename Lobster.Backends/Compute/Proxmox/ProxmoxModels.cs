using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lobster.Backends.Compute.Proxmox;

// The wire records of Proxmox VE's API (https://pve.proxmox.com/pve-docs/api-viewer/), only the fields that the panel reads. One file, since each is a line or
// two. What a constructor takes must be there: an answer without its list is no empty list. Numbers come as text here and there.

internal sealed record ProxmoxTicketAnswer(ProxmoxTicket Data);

internal sealed record ProxmoxTicket(string Ticket, [property: JsonPropertyName("CSRFPreventionToken")] string CsrfPreventionToken)
{
    [JsonPropertyName("NeedTFA")]
    public int? NeedTfa { get; init; }

    [JsonIgnore]
    public bool NeedsSecondFactor => NeedTfa == 1 || Ticket.StartsWith("PVE:!tfa!", StringComparison.Ordinal);

    [JsonIgnore]
    public string Cookie => $"PVEAuthCookie={Uri.EscapeDataString(Ticket)}";

    public override string ToString() => "ticket";
}

internal sealed record ProxmoxVersionAnswer(ProxmoxVersion Data);

internal sealed record ProxmoxVersion(string Version);

internal sealed record ProxmoxResources(IReadOnlyList<ProxmoxResource> Data);

// A guest of the cluster. Containers are among them, whose processors may be fractions.
internal sealed record ProxmoxResource(string Type, int Vmid, string Node)
{
    public string? Name { get; init; }

    public string? Status { get; init; }

    public string? Lock { get; init; }

    public int? Template { get; init; }

    public decimal? Maxcpu { get; init; }

    public long? Maxmem { get; init; }

    public long? Maxdisk { get; init; }

    public long? Netin { get; init; }

    public long? Netout { get; init; }

    public string? Tags { get; init; }

    public string? Pool { get; init; }

    [JsonIgnore]
    public ProxmoxPlace Place => new(Node, Vmid);

    [JsonIgnore]
    public bool IsVm => Type == "qemu";

    [JsonIgnore]
    public bool IsTemplate => Template == 1;

    [JsonIgnore]
    public IReadOnlyList<string> TagList => ProxmoxTags.Read(Tags);
}

internal sealed record ProxmoxRunningTasks(IReadOnlyList<ProxmoxRunningTask> Data);

// A task of the cluster; one that runs has no status.
internal sealed record ProxmoxRunningTask(string Upid)
{
    public string? Type { get; init; }

    public string? Id { get; init; }

    public string? Status { get; init; }

    public long? Endtime { get; init; }
}

internal sealed record ProxmoxNodes(IReadOnlyList<ProxmoxNode> Data);

internal sealed record ProxmoxNode(string Node)
{
    public string? Status { get; init; }

    public long? Mem { get; init; }

    public long? Maxmem { get; init; }
}

internal sealed record ProxmoxConfigAnswer(IReadOnlyDictionary<string, JsonElement> Data);

internal sealed record ProxmoxStatusAnswer(ProxmoxStatus Data);

internal sealed record ProxmoxStatus(string Status)
{
    public string? Qmpstatus { get; init; }

    public string? Lock { get; init; }

    [JsonIgnore]
    public bool IsStopped => Status == "stopped";

    [JsonIgnore]
    public bool IsRunning => Status == "running";
}

// The id of the task that has begun, or null where there was nothing to wait for.
internal sealed record ProxmoxUpid(string? Data);

internal sealed record ProxmoxTaskAnswer(ProxmoxTaskStatus Data);

internal sealed record ProxmoxTaskStatus(string Status)
{
    public string? Exitstatus { get; init; }
}

internal sealed record ProxmoxVncAnswer(ProxmoxVnc Data);

internal sealed record ProxmoxVnc(int Port, string Ticket)
{
    public string? Password { get; init; }

    public override string ToString() => "screen";
}

internal sealed record ProxmoxTermAnswer(ProxmoxTerm Data);

internal sealed record ProxmoxTerm(int Port, string Ticket, string User)
{
    public override string ToString() => "terminal";
}

internal sealed record ProxmoxAgentAnswer(ProxmoxAgent Data);

internal sealed record ProxmoxAgent(IReadOnlyList<ProxmoxInterface> Result);

internal sealed record ProxmoxInterface
{
    public string? Name { get; init; }

    [JsonPropertyName("hardware-address")]
    public string? HardwareAddress { get; init; }

    [JsonPropertyName("ip-addresses")]
    public IReadOnlyList<ProxmoxGuestAddress>? IpAddresses { get; init; }
}

internal sealed record ProxmoxGuestAddress
{
    [JsonPropertyName("ip-address")]
    public string? IpAddress { get; init; }

    public int? Prefix { get; init; }
}

internal sealed record ProxmoxStorages(IReadOnlyList<ProxmoxStorage> Data);

internal sealed record ProxmoxStorage(string Storage)
{
    public string? Content { get; init; }

    public int? Active { get; init; }

    [JsonIgnore]
    public IReadOnlyList<string> Contents => (Content ?? "").Split(',', StringSplitOptions.TrimEntries);
}

internal sealed record ProxmoxVolumes(IReadOnlyList<ProxmoxVolume> Data);

internal sealed record ProxmoxVolume(string Volid)
{
    public string? Content { get; init; }

    public long? Size { get; init; }

    public long? Ctime { get; init; }
}

internal sealed record ProxmoxError(string? Message = null, IReadOnlyDictionary<string, string>? Errors = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ProxmoxTicketAnswer))]
[JsonSerializable(typeof(ProxmoxVersionAnswer))]
[JsonSerializable(typeof(ProxmoxResources))]
[JsonSerializable(typeof(ProxmoxRunningTasks))]
[JsonSerializable(typeof(ProxmoxNodes))]
[JsonSerializable(typeof(ProxmoxConfigAnswer))]
[JsonSerializable(typeof(ProxmoxStatusAnswer))]
[JsonSerializable(typeof(ProxmoxUpid))]
[JsonSerializable(typeof(ProxmoxTaskAnswer))]
[JsonSerializable(typeof(ProxmoxVncAnswer))]
[JsonSerializable(typeof(ProxmoxTermAnswer))]
[JsonSerializable(typeof(ProxmoxAgentAnswer))]
[JsonSerializable(typeof(ProxmoxStorages))]
[JsonSerializable(typeof(ProxmoxVolumes))]
[JsonSerializable(typeof(ProxmoxError))]
internal sealed partial class ProxmoxJson : JsonSerializerContext;
