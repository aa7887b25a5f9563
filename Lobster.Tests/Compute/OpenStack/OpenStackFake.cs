using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.OpenStack;

/// <summary>Keystone, Nova, Glance and Neutron as their notes describe them, over time: an action is taken at once, shows as a task, and is over seconds later.</summary>
public sealed partial class OpenStackFake : FakeApi
{
    public const string CredentialId = "423f19a4ac1e4f48bbb4180756e6eb6c";
    public const string CredentialSecret = "OPENSTACK-TEST-SECRET";
    public const string Network = "0198a1f2-aaaa-7000-8000-000000000001";
    public const string Pool = "0198a1f2-bbbb-7000-8000-000000000002";

    private readonly TimeProvider time;
    private readonly HashSet<string> tokens = [];
    private readonly List<OpenStackFakeServer> servers = [];
    private readonly Dictionary<string, string> keys = [];
    private readonly List<JsonObject> floating = [];
    private readonly List<JsonObject> images = [Image("0198a1f2-cccc-7000-8000-000000000001", "Debian 12"), Image("0198a1f2-cccc-7000-8000-000000000002", "Ubuntu 24.04")];
    private readonly List<(string Id, DateTimeOffset At, bool IsFetch)> making = [];
    private int count;

    public OpenStackFake(TimeProvider time)
    {
        this.time = time;
        On(HttpMethod.Post, "/v3/auth/tokens", LogIn);
        On(HttpMethod.Get, "/v2.1/", _ => Ok(new() { ["version"] = new JsonObject { ["id"] = "v2.1", ["version"] = Newest, ["min_version"] = "2.1" } }));
        On(HttpMethod.Get, "/v2.1/limits", _ => Ok(new() { ["limits"] = new JsonObject { ["rate"] = new JsonArray(), ["absolute"] = Limits() } }));
        On(HttpMethod.Get, "/v2.1/flavors/detail", _ => Ok(new() { ["flavors"] = new JsonArray([.. OpenStackFakeServer.Flavors.Select(f => f.Value.Shown(f.Key))]) }));
        On(HttpMethod.Post, "/v2.1/os-keypairs", AddKey);
        On(HttpMethod.Delete, "/v2.1/os-keypairs/{id}", c => keys.Remove(c.Id) ? new Answer(HttpStatusCode.Accepted) : Missing("Keypair"));
        ServerRoutes();
        ImageRoutes();
        NetworkRoutes();
    }

    /// <summary>The newest microversion of this cloud.</summary>
    public string Newest { get; set; } = "2.93";

    /// <summary>Whether the credentials may read diagnostics.</summary>
    public bool IsAdmin { get; set; } = true;

    /// <summary>Whether images can be fetched from the Internet.</summary>
    public bool FetchesImages { get; set; } = true;

    /// <summary>The base address of serial consoles; null: the cloud has none.</summary>
    public string? SerialConsoles { get; set; }

    /// <summary>Why the next server comes to nothing; null: it does not.</summary>
    public string? NextFault { get; set; }

    /// <summary>The key objects of the user, which ought to be none when nothing goes on.</summary>
    public IReadOnlyDictionary<string, string> Keys => keys;

    /// <summary>The floating addresses of the project.</summary>
    public int FloatingCount => floating.Count;

    /// <summary>A server, to be put into states that only an operator can.</summary>
    public OpenStackFakeServer Server(string id) => servers.Single(s => s.Id == id);

    /// <summary>Forgets all tokens, as Keystone does when its keys are rotated too fast.</summary>
    public void ForgetTokens() => tokens.Clear();

    /// <summary>Every guest starts anew somewhere else.</summary>
    public void ResetCounters() => servers.ForEach(s => s.LaunchedAt = Now);

    protected override Answer? Guard(HttpRequestMessage request)
    {
        foreach (var server in servers) server.Settle(Now);
        servers.RemoveAll(s => s.IsGone);
        Settle();
        if (request.RequestUri!.AbsolutePath == "/v3/auth/tokens") return null;
        var token = request.Headers.TryGetValues("X-Auth-Token", out var values) ? values.Single() : "";
        if (!tokens.Contains(token)) return new Answer(HttpStatusCode.Unauthorized, """{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}""");
        var isCompute = request.RequestUri.AbsolutePath.StartsWith("/v2.1/", StringComparison.Ordinal) && request.RequestUri.AbsolutePath != "/v2.1/";
        return isCompute && !request.Headers.Contains("OpenStack-API-Version") ? Refused("No microversion was asked for.") : null;
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private string NewId() => $"0198a1f2-0000-7000-9000-{++count:x12}";

    private Answer LogIn(Call call)
    {
        var credential = call.Body["auth"]!["identity"]!["application_credential"];
        if ((string?)credential?["id"] != CredentialId || (string?)credential["secret"] != CredentialSecret)
            return new Answer(HttpStatusCode.Unauthorized, """{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}""");
        var token = $"gAAAAAB-token-{++count}";
        tokens.Add(token);
        var body = new JsonObject
        {
            ["token"] = new JsonObject
            {
                ["expires_at"] = (Now + TimeSpan.FromHours(1)).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), ["user"] = new JsonObject { ["name"] = "panel" },
                ["project"] = new JsonObject { ["name"] = "customers" }, ["roles"] = new JsonArray(new JsonObject { ["name"] = IsAdmin ? "admin" : "member" }),
                ["catalog"] = new JsonArray(Service("compute", "https://cloud.test/v2.1"), Service("image", "https://cloud.test"), Service("network", "https://cloud.test")),
            },
        };
        return Answer.Of(HttpStatusCode.Created, body) with { Headers = new Dictionary<string, string> { ["X-Subject-Token"] = token } };
    }

    private static JsonObject Service(string type, string url) => new()
    {
        ["type"] = type, ["name"] = type, ["endpoints"] = new JsonArray(Endpoint("internal", "RegionOne", "https://inside.test"), Endpoint("public", "RegionTwo", "https://elsewhere.test"), Endpoint("public", "RegionOne", url)),
    };

    private static JsonObject Endpoint(string kind, string region, string url) => new() { ["interface"] = kind, ["region"] = region, ["region_id"] = region, ["url"] = url };

    private JsonObject Limits() => new()
    {
        ["maxTotalInstances"] = 10, ["totalInstancesUsed"] = servers.Count, ["maxTotalCores"] = -1, ["totalCoresUsed"] = 1, ["maxTotalRAMSize"] = 51200, ["totalRAMUsed"] = 1024, ["maxServerMeta"] = 128,
    };

    private Answer AddKey(Call call)
    {
        var key = call.Body["keypair"]!;
        return keys.TryAdd((string)key["name"]!, (string)key["public_key"]!) ? Answer.Of(HttpStatusCode.Created, new JsonObject { ["keypair"] = key.DeepClone() }) : Conflict("Key pair already exists.");
    }

    private static Answer Ok(JsonObject body) => Answer.Of(HttpStatusCode.OK, body);

    private static Answer Accepted() => new(HttpStatusCode.Accepted);

    private static Answer Missing(string what) => Fault(HttpStatusCode.NotFound, "itemNotFound", $"{what} could not be found.");

    private static Answer Conflict(string message) => Fault(HttpStatusCode.Conflict, "conflictingRequest", message);

    private static Answer Refused(string message) => Fault(HttpStatusCode.BadRequest, "badRequest", message);

    private static Answer Fault(HttpStatusCode status, string kind, string message) =>
        Answer.Of(status, new JsonObject { [kind] = new JsonObject { ["code"] = (int)status, ["message"] = message } });
}
