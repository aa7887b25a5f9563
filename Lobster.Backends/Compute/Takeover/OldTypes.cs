using Lobster.Backends.Compute.Gce;

namespace Lobster.Backends.Compute.Takeover;

/// <summary>
/// The types of the old configuration files and their keys. The original's own files say <c>type</c> (cmd/lobster.go, VmConfig), those of its cloud library
/// say <c>provider</c> (cloug, provider/*/json.go); some keys differ between the two.
/// </summary>
internal static class OldTypes
{
    private const string SolusPath = "/api/admin/command.php";

    // The places of Linode's API v3 and Vultr's API v1, which numbered them.
    private static readonly Dictionary<string, string> LinodePlaces = new()
    {
        ["2"] = "us-central", ["3"] = "us-west", ["4"] = "us-southeast", ["6"] = "us-east", ["7"] = "eu-west", ["9"] = "ap-south", ["10"] = "eu-central",
    };

    private static readonly Dictionary<string, string> VultrPlaces = new()
    {
        ["1"] = "ewr", ["2"] = "ord", ["3"] = "dfw", ["4"] = "sea", ["5"] = "lax", ["6"] = "atl", ["7"] = "ams", ["8"] = "lhr", ["9"] = "fra", ["12"] = "sjc",
        ["19"] = "syd", ["22"] = "yto", ["24"] = "cdg", ["25"] = "nrt", ["34"] = "icn", ["39"] = "mia", ["40"] = "sgp",
    };

    /// <summary>Today's backend and the fields, by the old type's name.</summary>
    public static IReadOnlyDictionary<string, (string Backend, IReadOnlyList<OldField> Fields)> All { get; } = new Dictionary<string, (string, IReadOnlyList<OldField>)>
    {
        ["openstack"] = ("openstack", [new("url", "address", Keystone), new("username", "username"), new("password", "password"), new("tenant", "project"), new("network_id", "network")]),
        ["solusvm"] = ("solusvm1", [new("url", "address", SolusMaster), new("api_id", "apiId"), new("api_key", "apiKey"), new("virt_type", "virtType"), new("node_group", "nodeGroup")]),
        ["cloudstack"] = ("cloudstack", [new("url", "address"), new("zone_id", "zone"), new("network_id", "networks"), new("api_key", "apiKey"), new("secret_key", "secretKey")]),
        ["lndynamic"] = ("lunanode", Luna),
        ["lunanode"] = ("lunanode", Luna),
        ["digitalocean"] = ("digitalocean", [new("token", "token"), new("api_id", "token"), new("region", "region")]),
        ["vultr"] = ("vultr", [new("api_key", "apiKey"), new("region", "region", place => Place("Vultr", VultrPlaces, place))]),
        ["linode"] = ("linode", [new("api_key", "token", LinodeKey), new("region", "region", place => Place("Linode", LinodePlaces, place))]),
        ["proxmox"] = ("proxmox", [new("url", "address"), new("username", "user"), new("password", "password")]),
        ["lobster"] = ("lobster", [new("url", "address"), new("api_id", "apiId"), new("api_key", "apiKey"), new("region", "region")]),
        ["ec2"] = ("ec2", [new("key_id", "accessKeyId"), new("secret_key", "secretAccessKey"), new("region", "region")]),
        ["googlecompute"] = ("gce", [new("private_key", GceFields.Account, GoogleKey)]),
        ["fake"] = ("sandbox", []),
    };

    private static IReadOnlyList<OldField> Luna => [new("api_id", "apiId"), new("api_key", "apiKey"), new("region", "region")];

    private static (string?, string?) Keystone(string url) => url.TrimEnd('/').EndsWith("/v2.0", StringComparison.Ordinal)
        ? (url.TrimEnd('/')[..^"/v2.0".Length] + "/v3", "The old address spoke Keystone's version 2, which clouds have switched off. Look whether version 3 is at this address.")
        : (url, null);

    private static (string?, string?) SolusMaster(string url) =>
        (url.EndsWith(SolusPath, StringComparison.Ordinal) ? url[..^(SolusPath.Length - 1)] : url, null);

    private static (string?, string?) GoogleKey(string key) =>
        (null, "Paste the whole key file that Google hands out for a service account; the old configuration had only parts of it.");

    private static (string?, string?) LinodeKey(string key) =>
        (null, "Linode has switched off the old API with its keys. Make a personal access token.");

    private static (string?, string?) Place(string provider, Dictionary<string, string> places, string old) =>
        !old.All(char.IsAsciiDigit) ? (old, null)
        : places.TryGetValue(old, out var place) ? (place, null)
        : (null, $"{provider} once numbered its places; {old} is not known here. Enter today's id.");
}
