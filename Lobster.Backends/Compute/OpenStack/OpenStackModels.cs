using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Lobster.Backends.Compute.OpenStack;

// Keystone: https://docs.openstack.org/api-ref/identity/v3/

internal sealed record OpenStackNamed(string Name);

internal sealed record OpenStackAuthUser(string Name, OpenStackNamed Domain, string Password);

internal sealed record OpenStackAuthPassword(OpenStackAuthUser User);

internal sealed record OpenStackAuthApplication(string Id, string Secret);

internal sealed record OpenStackAuthIdentity(IReadOnlyList<string> Methods)
{
    public OpenStackAuthPassword? Password { get; init; }

    public OpenStackAuthApplication? ApplicationCredential { get; init; }
}

internal sealed record OpenStackAuthProject(string Name, OpenStackNamed Domain);

internal sealed record OpenStackAuthScope(OpenStackAuthProject Project);

internal sealed record OpenStackAuth(OpenStackAuthIdentity Identity, OpenStackAuthScope? Scope);

internal sealed record OpenStackAuthRequest(OpenStackAuth Auth);

internal sealed record OpenStackEndpoint(string Interface, string? Region, string? RegionId, string Url);

internal sealed record OpenStackService(string Type, IReadOnlyList<OpenStackEndpoint> Endpoints);

internal sealed record OpenStackToken(string ExpiresAt, OpenStackNamed User, OpenStackNamed? Project, IReadOnlyList<OpenStackNamed>? Roles, IReadOnlyList<OpenStackService>? Catalog);

internal sealed record OpenStackTokenAnswer(OpenStackToken Token);

// Nova: https://docs.openstack.org/api-ref/compute/, as version 2.57 to 2.79 writes it.

/// <param name="Version">The newest microversion; empty where there are none.</param>
internal sealed record OpenStackVersion(string? Version);

internal sealed record OpenStackVersionAnswer(OpenStackVersion Version);

internal sealed record OpenStackLink(string Rel, string? Href);

internal sealed record OpenStackServerFlavor(string? OriginalName, int? Vcpus, int? Ram, int? Disk);

internal sealed record OpenStackAddress(string Addr, int Version)
{
    [JsonPropertyName("OS-EXT-IPS:type")]
    public string? Type { get; init; }

    [JsonPropertyName("OS-EXT-IPS-MAC:mac_addr")]
    public string? Mac { get; init; }
}

internal sealed record OpenStackFault(string? Message);

internal sealed record OpenStackServer(string Id, string? Name, string? Status)
{
    [JsonPropertyName("OS-EXT-STS:task_state")]
    public string? Task { get; init; }

    public string? Created { get; init; }

    public OpenStackServerFlavor? Flavor { get; init; }

    /// <summary>An object with an id; an empty text for a machine that boots from a volume.</summary>
    public JsonNode? Image { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<OpenStackAddress>>? Addresses { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public OpenStackFault? Fault { get; init; }
}

internal sealed record OpenStackServerAnswer(OpenStackServer Server);

internal sealed record OpenStackServers(IReadOnlyList<OpenStackServer> Servers, IReadOnlyList<OpenStackLink>? ServersLinks);

internal sealed record OpenStackNetworkRef(string Uuid);

internal sealed record OpenStackBlockDevice(string Uuid, int VolumeSize, string? VolumeType)
{
    public int BootIndex { get; init; }

    public string SourceType { get; init; } = "image";

    public string DestinationType { get; init; } = "volume";

    public bool DeleteOnTermination { get; init; } = true;
}

/// <param name="Name">Its name.</param>
/// <param name="FlavorRef">The flavor's id.</param>
/// <param name="Networks">A list of <see cref="OpenStackNetworkRef"/>, or the word <c>auto</c>.</param>
internal sealed record OpenStackCreate(string Name, [property: JsonPropertyName("flavorRef")] string FlavorRef, JsonNode Networks)
{
    [JsonPropertyName("imageRef")]
    public string? ImageRef { get; init; }

    public string? KeyName { get; init; }

    public string? UserData { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<OpenStackNamed>? SecurityGroups { get; init; }

    public string? AvailabilityZone { get; init; }

    [JsonPropertyName("block_device_mapping_v2")]
    public IReadOnlyList<OpenStackBlockDevice>? BlockDevices { get; init; }
}

internal sealed record OpenStackCreateRequest(OpenStackCreate Server);

/// <param name="Id">The server's id.</param>
/// <param name="AdminPass">A password that Nova made up, told only here.</param>
internal sealed record OpenStackMade(string Id, [property: JsonPropertyName("adminPass")] string? AdminPass);

internal sealed record OpenStackMadeAnswer(OpenStackMade Server);

internal sealed record OpenStackRename(OpenStackNamed Server);

internal sealed record OpenStackSnapshotAnswer(string ImageId);

internal sealed record OpenStackOutput(string Output);

internal sealed record OpenStackRescued([property: JsonPropertyName("adminPass")] string? AdminPass);

internal sealed record OpenStackConsoleKind(string Protocol, string Type)
{
    /// <summary>A page with noVNC.</summary>
    public static OpenStackConsoleKind Screen { get; } = new("vnc", "novnc");

    /// <summary>A WebSocket with the bytes of the serial port.</summary>
    public static OpenStackConsoleKind Serial { get; } = new("serial", "serial");
}

internal sealed record OpenStackConsoleRequest(OpenStackConsoleKind RemoteConsole);

internal sealed record OpenStackConsole(string Url)
{
    // Whoever has the address has the console.
    public override string ToString() => "console";
}

internal sealed record OpenStackConsoleAnswer(OpenStackConsole RemoteConsole);

internal sealed record OpenStackNic(string MacAddress, long? RxOctets, long? TxOctets);

internal sealed record OpenStackDiagnostics(IReadOnlyList<OpenStackNic>? NicDetails);

internal sealed record OpenStackFlavor(string Id, string Name, int Vcpus, int Ram, int Disk)
{
    [JsonPropertyName("OS-FLV-DISABLED:disabled")]
    public bool? IsDisabled { get; init; }
}

internal sealed record OpenStackFlavors(IReadOnlyList<OpenStackFlavor> Flavors, IReadOnlyList<OpenStackLink>? FlavorsLinks);

internal sealed record OpenStackKeypair(string Name, string PublicKey);

internal sealed record OpenStackKeypairRequest(OpenStackKeypair Keypair);

internal sealed record OpenStackAttachment(string? PortId, string? NetId);

internal sealed record OpenStackAttach(string? NetId);

internal sealed record OpenStackAttachRequest([property: JsonPropertyName("interfaceAttachment")] OpenStackAttach InterfaceAttachment);

internal sealed record OpenStackAttachAnswer([property: JsonPropertyName("interfaceAttachment")] OpenStackAttachment InterfaceAttachment);

internal sealed record OpenStackAbsolute(
    [property: JsonPropertyName("maxTotalInstances")] long? MaxMachines, [property: JsonPropertyName("totalInstancesUsed")] long? Machines,
    [property: JsonPropertyName("maxTotalCores")] long? MaxCores, [property: JsonPropertyName("totalCoresUsed")] long? Cores,
    [property: JsonPropertyName("maxTotalRAMSize")] long? MaxRam, [property: JsonPropertyName("totalRAMUsed")] long? Ram);

internal sealed record OpenStackLimits(OpenStackAbsolute Absolute);

internal sealed record OpenStackLimitsAnswer(OpenStackLimits Limits);

// Glance: https://docs.openstack.org/api-ref/image/v2/

internal sealed record OpenStackImage(string Id, string? Name, string? Status)
{
    public string? Visibility { get; init; }

    public string? DiskFormat { get; init; }

    public long? Size { get; init; }

    public int? MinDisk { get; init; }

    public string? CreatedAt { get; init; }

    [JsonPropertyName(OpenStackMark.Panel)]
    public string? Panel { get; init; }

    [JsonPropertyName(OpenStackMark.Token)]
    public string? Token { get; init; }

    [JsonPropertyName("os_glance_failed_import")]
    public string? FailedImport { get; init; }

    [JsonPropertyName("os_glance_importing_to_stores")]
    public string? Importing { get; init; }
}

internal sealed record OpenStackImagePage(IReadOnlyList<OpenStackImage> Images, string? Next);

internal sealed record OpenStackNewImage(
    string Name, string DiskFormat, [property: JsonPropertyName(OpenStackMark.Panel)] string Panel, [property: JsonPropertyName(OpenStackMark.Token)] string Token)
{
    public string ContainerFormat { get; init; } = "bare";

    public string Visibility { get; init; } = "private";
}

internal sealed record OpenStackImportMethod(string Name, string Uri);

internal sealed record OpenStackImport(OpenStackImportMethod Method);

internal sealed record OpenStackImportValues(IReadOnlyList<string>? Value);

/// <param name="Methods">Ways to import an image.</param>
internal sealed record OpenStackImportInfo([property: JsonPropertyName("import-methods")] OpenStackImportValues? Methods);

// Neutron: https://docs.openstack.org/api-ref/network/v2/

internal sealed record OpenStackFixedIp(string IpAddress);

internal sealed record OpenStackPort(string Id, string? DeviceId, string? CreatedAt, IReadOnlyList<OpenStackFixedIp>? FixedIps);

internal sealed record OpenStackPorts(IReadOnlyList<OpenStackPort> Ports);

internal sealed record OpenStackFloatingIp(string Id, string FloatingIpAddress, string? PortId);

internal sealed record OpenStackFloatingIps([property: JsonPropertyName("floatingips")] IReadOnlyList<OpenStackFloatingIp> FloatingIps);

internal sealed record OpenStackNewFloatingIp(string FloatingNetworkId, string PortId, string Description);

internal sealed record OpenStackFloatingIpRequest([property: JsonPropertyName("floatingip")] OpenStackNewFloatingIp FloatingIp);

internal sealed record OpenStackFloatingIpAnswer([property: JsonPropertyName("floatingip")] OpenStackFloatingIp FloatingIp);

internal sealed record OpenStackNetwork(string Id, string? Name);

internal sealed record OpenStackNetworkAnswer(OpenStackNetwork Network);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OpenStackAuthRequest))]
[JsonSerializable(typeof(OpenStackTokenAnswer))]
[JsonSerializable(typeof(OpenStackVersionAnswer))]
[JsonSerializable(typeof(OpenStackServerAnswer))]
[JsonSerializable(typeof(OpenStackServers))]
[JsonSerializable(typeof(OpenStackCreateRequest))]
[JsonSerializable(typeof(OpenStackMadeAnswer))]
[JsonSerializable(typeof(OpenStackRename))]
[JsonSerializable(typeof(OpenStackSnapshotAnswer))]
[JsonSerializable(typeof(OpenStackOutput))]
[JsonSerializable(typeof(OpenStackRescued))]
[JsonSerializable(typeof(OpenStackConsoleRequest))]
[JsonSerializable(typeof(OpenStackConsoleAnswer))]
[JsonSerializable(typeof(OpenStackDiagnostics))]
[JsonSerializable(typeof(OpenStackFlavors))]
[JsonSerializable(typeof(OpenStackKeypairRequest))]
[JsonSerializable(typeof(OpenStackAttachRequest))]
[JsonSerializable(typeof(OpenStackAttachAnswer))]
[JsonSerializable(typeof(OpenStackLimitsAnswer))]
[JsonSerializable(typeof(OpenStackImage))]
[JsonSerializable(typeof(OpenStackImagePage))]
[JsonSerializable(typeof(OpenStackNewImage))]
[JsonSerializable(typeof(OpenStackImport))]
[JsonSerializable(typeof(OpenStackImportInfo))]
[JsonSerializable(typeof(OpenStackPorts))]
[JsonSerializable(typeof(OpenStackFloatingIps))]
[JsonSerializable(typeof(OpenStackFloatingIpRequest))]
[JsonSerializable(typeof(OpenStackFloatingIpAnswer))]
[JsonSerializable(typeof(OpenStackNetworkAnswer))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class OpenStackJson : JsonSerializerContext;
