using System.Net;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.CloudStack;

/// <summary>CloudStack's API as its notes describe it, over time: signed commands, jobs that take seconds, machines that start and stop, closed hours of usage.</summary>
public sealed partial class CloudStackFake : FakeApi
{
    public const string ApiKey = "CLOUDSTACK-TEST-API-KEY";
    public const string SecretKey = "CLOUDSTACK-TEST-SECRET";
    public const string Password = "s3cret-once";
    public const string Zone = "1d8d87d4-1425-459c-8d81-c6f57dca2bd2";
    public const string Network = "87503ba2-d59d-4a5e-8f7f-b3f486cedbd8";
    public const string OsType = "e53f7606-5fdf-11ea-9a56-1e006800018c";
    private const int MostOfAPage = 500;

    private readonly TimeProvider time;
    private readonly Dictionary<string, Func<CloudStackFakeCall, JsonObject>> commands;
    private readonly Dictionary<string, CloudStackFakeJob> jobs = [];
    private int made;

    public CloudStackFake(TimeProvider time)
    {
        this.time = time;
        commands = Machines().Concat(Catalogue()).Concat(Addresses()).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        commands["queryAsyncJobResult"] = Job;
        On(HttpMethod.Get, "/client/api", Answer);
        On(HttpMethod.Post, "/client/api", Answer);
    }

    /// <summary>Jobs of these commands fail with this code and text.</summary>
    public Dictionary<string, (int Code, string Text)> Fails { get; } = [];

    /// <summary>Commands that the account's role does not have.</summary>
    public HashSet<string> Forbidden { get; } = [];

    /// <summary>The clock that signatures are checked by; null: the fake's own.</summary>
    public TimeProvider? SignatureClock { get; set; }

    /// <summary>All commands that were asked, in order.</summary>
    public IReadOnlyList<string> Commands => [.. Enumerable.Range(0, Requests.Count).Select(CommandAt)];

    /// <summary>The command of a request that has come here.</summary>
    public string CommandOf(HttpRequestMessage request) => CommandAt(Requests.FindLastIndex(r => ReferenceEquals(r, request)));

    /// <summary>A value of a request that has come here.</summary>
    public string? ValueAt(int index, string name) => CallAt(index)[name];

    public static string Id(int kind, int number) => new Guid(number, (short)kind, 0, [0, 0, 0, 0, 0, 0, 0, 1]).ToString();

    private DateTimeOffset Now => time.GetUtcNow();

    private string CommandAt(int index) => CallAt(index).Command;

    private CloudStackFakeCall CallAt(int index) => CloudStackFakeCall.Read(Requests[index].RequestUri!.Query, Bodies[index]);

    private Answer Answer(Call call)
    {
        var asked = CloudStackFakeCall.Read(call.Request.RequestUri!.Query, call.Text);
        var wrapper = asked.Command.ToLowerInvariant() + "response";
        try
        {
            if (!asked.IsSigned(ApiKey, SecretKey, (SignatureClock ?? time).GetUtcNow())) throw new CloudStackFakeRefusal(401, "unable to verify user credentials and/or request signature");
            if (Forbidden.Contains(asked.Command) || !commands.TryGetValue(asked.Command, out var act))
                throw new CloudStackFakeRefusal(432, $"The given command:{asked.Command} does not exist or it is not available for user");
            Settle();
            return Http.Answer.Of(HttpStatusCode.OK, new JsonObject { [wrapper] = act(asked) });
        }
        catch (CloudStackFakeRefusal refusal)
        {
            var said = new JsonObject { ["uuidList"] = new JsonArray(), ["errorcode"] = refusal.Code, ["cserrorcode"] = 9999, ["errortext"] = refusal.Message };
            return Http.Answer.Of((HttpStatusCode)refusal.Code, new JsonObject { [refusal.Code is 401 or 432 ? "errorresponse" : wrapper] = said });
        }
    }

    // What has become due happens, in order.
    private void Settle()
    {
        foreach (var job in jobs.Values.Where(j => j.Result is null && j.Due <= Now).OrderBy(j => j.Due))
        {
            job.Settle();
            if (job.Machine is { } vm && vm.Job == job.Id) vm.Job = jobs.Values.FirstOrDefault(j => j.Machine == vm && j.Result is null)?.Id;
        }
    }

    private JsonObject Begin(string command, CloudStackFakeMachine? vm, int seconds, Func<JsonObject> finish, string? id = null)
    {
        var from = vm is not null && vm.BusyUntil > Now ? vm.BusyUntil : Now;
        var job = new CloudStackFakeJob(Id(9, ++made), command, vm, from + TimeSpan.FromSeconds(seconds), finish) { Failure = Fails.TryGetValue(command, out var failure) ? failure : null };
        jobs.Add(job.Id, job);
        if (vm is not null) (vm.BusyUntil, vm.Job) = (job.Due, vm.Job ?? job.Id);
        return id is null ? new JsonObject { ["jobid"] = job.Id } : new JsonObject { ["id"] = id, ["jobid"] = job.Id };
    }

    private JsonObject Job(CloudStackFakeCall call)
    {
        if (!jobs.TryGetValue(call["jobid"] ?? "", out var job)) throw Unknown("jobid", call["jobid"]);
        var record = new JsonObject { ["jobid"] = job.Id, ["cmd"] = job.Command, ["jobstatus"] = job.Result is null ? 0 : job.IsGood ? 1 : 2, ["jobprocstatus"] = 0, ["jobresultcode"] = 0 };
        if (job.Result is null) return record;
        (record["jobresulttype"], record["jobresult"], record["jobresultcode"]) = ("object", job.Result.DeepClone(), job.IsGood ? 0 : 530);
        return record;
    }

    private static JsonObject Page(CloudStackFakeCall call, string key, IEnumerable<JsonNode> items)
    {
        var (all, size) = (items.ToList(), call.Number("pagesize", MostOfAPage));
        if (size > MostOfAPage) throw new CloudStackFakeRefusal(431, $"Page size can not exceed max allowed page size: {MostOfAPage}");
        var page = all.Skip((call.Number("page", 1) - 1) * size).Take(size).ToArray();
        return page.Length == 0 ? [] : new JsonObject { ["count"] = all.Count, [key] = new JsonArray(page) };
    }

    private static JsonObject Success() => new() { ["success"] = true };

    private static CloudStackFakeRefusal Unknown(string parameter, string? value) => new(
        431, $"Unable to execute API command due to invalid value. Invalid parameter {parameter} value={value} due to incorrect long value format, or entity does not exist or due to incorrect parameter annotation for the field in api cmd class.");

    private static string Required(CloudStackFakeCall call, string name) =>
        call[name] is { Length: > 0 } value ? value : throw new CloudStackFakeRefusal(431, $"Unable to execute API command {call.Command.ToLowerInvariant()} due to missing parameter {name}");
}
