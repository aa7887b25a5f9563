using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Gce;

/// <summary>
/// Compute Engine, Cloud Monitoring and the token endpoint as their notes describe them, over time: every change is an operation that takes seconds and holds what it changes, TERMINATED
/// is what is stopped, public addresses are lost with a stop unless they are reserved, disks that nobody deletes stay.
/// </summary>
public sealed partial class GceFake : FakeApi
{
    public const string Project = "demo";
    public const string Zone = "us-central1-f";
    public const string Region = "us-central1";
    private const string Root = "/compute/v1/projects/demo";
    private const string InZone = $"{Root}/zones/{Zone}";

    private static readonly Dictionary<string, int> Seconds = new()
    {
        ["insert"] = 20, ["delete"] = 10, ["start"] = 8, ["stop"] = 15, ["reset"] = 3, ["setMachineType"] = 3, ["setLabels"] = 1, ["setMetadata"] = 1, ["updateAccessConfig"] = 2, ["attachDisk"] = 3,
        ["detachDisk"] = 3, ["disk"] = 12, ["resizeDisk"] = 4, ["deleteDisk"] = 4, ["image"] = 60, ["deleteImage"] = 4, ["address"] = 3, ["deleteAddress"] = 3,
    };

    private readonly TimeProvider time;
    private readonly Dictionary<string, DateTimeOffset> tokens = [];
    private readonly List<GceFakeOperation> operations = [];
    private int count;

    public GceFake(TimeProvider time)
    {
        this.time = time;
        On(HttpMethod.Post, "/token", GiveToken);
        On(HttpMethod.Get, $"{Root}/regions/{Region}", _ => Ok(new()
        {
            ["kind"] = "compute#region", ["name"] = Region, ["zones"] = new JsonArray(Link("zones/us-central1-a"), Link($"zones/{Zone}")),
            ["quotas"] = new JsonArray(Quota("CPUS", 24, 2), Quota("IN_USE_ADDRESSES", 8, 1), Quota("SNAPSHOTS", 1000, 0)),
        }));
        foreach (var scope in new[] { $"/zones/{Zone}", $"/regions/{Region}", "/global" })
            On(HttpMethod.Get, $"{Root}{scope}/operations/{{id}}", c => operations.Find(o => o.Name == c.Id) is { } operation ? Ok(operation.Shown()) : Missing("operations/" + c.Id));
        MachineRoutes();
        ResourceRoutes();
        On(HttpMethod.Get, "/v3/projects/demo/timeSeries", Series);
    }

    /// <summary>The next operation of each of these types fails with this.</summary>
    internal Dictionary<string, (string Code, string Message)> Fails { get; } = [];

    /// <summary>Forgets all tokens, as Google does when a key is withdrawn for a while.</summary>
    public void ForgetTokens() => tokens.Clear();

    /// <summary>Forgets what operations there were.</summary>
    public void ForgetOperations() => operations.RemoveAll(o => o.IsOver);

    /// <summary>A resource's address.</summary>
    internal static string Link(string below) => $"https://www.googleapis.com/compute/v1/projects/{Project}/{below}";

    /// <summary>The last part of an address.</summary>
    internal static string Last(string link) => link[(link.LastIndexOf('/') + 1)..];

    protected override Answer? Guard(HttpRequestMessage request)
    {
        while (operations.Where(o => !o.IsOver && o.Due <= Now).MinBy(o => o.Due) is { } due) due.End();
        if (request.RequestUri!.AbsolutePath == "/token") return null;
        var token = request.Headers.Authorization is { Scheme: "Bearer", Parameter: { } given } ? given : "";
        return tokens.TryGetValue(token, out var until) && until > Now ? null : Refused(HttpStatusCode.Unauthorized, "authError", "Invalid Credentials");
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private Answer GiveToken(Call call)
    {
        var problem = call.Form.GetValueOrDefault("grant_type") != "urn:ietf:params:oauth:grant-type:jwt-bearer" ? "Bad grant."
            : GceFakeAccount.Ours.Problem(call.Form.GetValueOrDefault("assertion", ""), Now);
        if (problem is not null) return Answer.Of(HttpStatusCode.BadRequest, new JsonObject { ["error"] = "invalid_grant", ["error_description"] = problem });
        var token = $"ya29.fake-{++count}";
        tokens[token] = Now + TimeSpan.FromSeconds(3600);
        return Ok(new() { ["access_token"] = token, ["expires_in"] = 3599, ["token_type"] = "Bearer" });
    }

    // What is asked for takes some seconds, and is so then unless it fails.
    private Answer Begin(string type, string scope, Action end, GceFakeInstance? holds = null, Action? failed = null)
    {
        (string, string)? error = Fails.Remove(type, out var failure) ? failure : null;
        GceFakeOperation? operation = null;
        operation = new GceFakeOperation($"operation-{++count}", scope, type, Now + TimeSpan.FromSeconds(Seconds[type]), () =>
        {
            if (holds?.Pending == operation && holds is not null) holds.Pending = null;
            if (error is null) end();
            else failed?.Invoke();
        })
        { Error = error };
        if (holds is not null) holds.Pending = operation;
        operations.Add(operation);
        return Ok(operation.Shown());
    }

    private string Stamp() => Now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static JsonObject Quota(string metric, decimal limit, decimal usage) => new() { ["metric"] = metric, ["limit"] = limit, ["usage"] = usage };

    private static Answer Ok(JsonObject body) => Answer.Of(HttpStatusCode.OK, body);

    private static Answer Missing(string what) => Refused(HttpStatusCode.NotFound, "notFound", $"The resource 'projects/{Project}/{what}' was not found");

    private static Answer Invalid(string message) => Refused(HttpStatusCode.BadRequest, "invalid", message);

    private static Answer NotReady(string what) => Refused(HttpStatusCode.BadRequest, "resourceNotReady", $"The resource '{what}' is not ready");

    private static Answer Refused(HttpStatusCode status, string reason, string message) => Answer.Of(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = (int)status, ["message"] = message, ["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["domain"] = "global", ["reason"] = reason }),
        },
    });

    // Pages of a list, each naming the place where the next begins.
    private static Answer Page(Call call, string kind, IEnumerable<JsonObject> all)
    {
        var (skip, take) = (Number(call.Query("pageToken"), 0), Number(call.Query("maxResults"), 500));
        var items = all.Skip(skip).Take(take + 1).ToList();
        var page = new JsonObject { ["kind"] = kind, ["id"] = "x" };
        if (items.Count > take) page["nextPageToken"] = (skip + take).ToString(CultureInfo.InvariantCulture);
        if (items.Count > 0) page["items"] = new JsonArray([.. items.Take(take)]);
        return Ok(page);
    }

    private static int Number(string? text, int otherwise) => text is null ? otherwise : int.Parse(text, CultureInfo.InvariantCulture);
}
