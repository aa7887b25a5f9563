using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Amazon.Runtime.Internal.Auth;
using Lobster.Backends.Compute.Ec2;
using Lobster.Tests.Compute.Http;
using static Lobster.Tests.Compute.Ec2.Ec2FakeXml;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>EC2 and CloudWatch as their notes describe them, over time: signed forms in, XML out, states that take seconds, one instance for one token.</summary>
public sealed partial class Ec2Fake : FakeApi
{
    public const string AccessKeyId = "AKIATESTTESTTESTTEST";
    public const string SecretAccessKey = "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY";
    public const string Region = "us-west-2";
    public const string Account = "123456789012";
    public const string SecurityGroup = "sg-00000000000000001";
    public const string Subnet = "subnet-00000000000000001";

    private readonly TimeProvider time;
    private readonly Dictionary<string, Func<Ec2FakeCall, object?[]>> actions;
    private int made;

    public Ec2Fake(TimeProvider time)
    {
        this.time = time;
        actions = Instances().Concat(Images()).Concat(Addresses()).ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);
        actions["DescribeSecurityGroups"] = c => [X("securityGroupInfo", [.. new[] { SecurityGroup }.Where(g => c.Passes(f => f == "group-id" ? g : null)).Select(g => X("item", X("ownerId", Account), X("groupId", g)))])];
        actions["DescribeSubnets"] = c => [X("subnetSet", [.. new[] { Subnet }.Where(s => c.Passes(f => f == "subnet-id" ? s : null)).Select(s => X("item", X("subnetId", s)))])];
        On(HttpMethod.Post, "/", Answer);
    }

    /// <summary>The clock that signatures are checked by; null: the fake's own.</summary>
    public TimeProvider? SignatureClock { get; set; }

    /// <summary>Actions that are refused with this code.</summary>
    public Dictionary<string, (string Code, int Status)> Refuses { get; } = [];

    /// <summary>The actions that were asked, in order.</summary>
    public IReadOnlyList<string> Actions => [.. Requests.Select(ActionOf)];

    /// <summary>The action of a request that has come here.</summary>
    public string ActionOf(HttpRequestMessage request) => ValueOf(request, "Action");

    /// <summary>A value of the form of a request that has come here; empty when there is none.</summary>
    public string ValueOf(HttpRequestMessage request, string name) => new Call("", "", request, BodyOf(request)).Form.GetValueOrDefault(name, "");

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.000'Z'", CultureInfo.InvariantCulture);

    private DateTimeOffset Now => time.GetUtcNow();

    private Answer Answer(Call call)
    {
        var asked = new Ec2FakeCall(call.Form, call.Text);
        try
        {
            Verify(call, asked.Action == "GetMetricStatistics" ? "monitoring" : "ec2");
            if (Refuses.TryGetValue(asked.Action, out var refusal)) throw new Ec2FakeRefusal(refusal.Code, $"Refused: {refusal.Code}", refusal.Status);
            foreach (var vm in instances.Values) vm.Settle(Now);
            if (asked.Action == "GetMetricStatistics") return Xml(200, Statistics(asked));
            if (!actions.TryGetValue(asked.Action, out var act)) throw new Ec2FakeRefusal("InvalidAction", $"The action {asked.Action} is not valid for this web service.");
            return Xml(200, X(asked.Action + "Response", [X("requestId", "request-id"), .. act(asked)]));
        }
        catch (Ec2FakeRefusal refusal)
        {
            return Xml(refusal.Status, new XElement("Response", new XElement("Errors", new XElement("Error", new XElement("Code", refusal.Code), new XElement("Message", refusal.Message))), new XElement("RequestID", "request-id")));
        }
    }

    // The signature is worked out again from what arrived, as AWS does it.
    private void Verify(Call call, string service)
    {
        var authorization = call.Request.Headers.TryGetValues("Authorization", out var given) ? given.Single() : "";
        var moment = call.Request.Headers.TryGetValues("X-Amz-Date", out var dates) ? dates.Single() : "";
        if (!DateTimeOffset.TryParseExact(moment, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) throw new Ec2FakeRefusal("MissingAuthenticationToken", "Not signed.", 403);
        if (((SignatureClock ?? time).GetUtcNow() - at).Duration() > TimeSpan.FromMinutes(5)) throw new Ec2FakeRefusal("RequestExpired", "Request has expired.");
        var canonical = Ec2Signer.Canonical(HttpMethod.Post, call.Request.RequestUri!, call.Request.Content!.Headers.ContentType!.ToString(), moment, System.Text.Encoding.UTF8.GetBytes(call.Text));
        var wanted = AWS4Signer.ComputeSignature(AccessKeyId, SecretAccessKey, Region, at.UtcDateTime, service, "content-type;host;x-amz-date", canonical).ForAuthorizationHeader;
        if (authorization != wanted) throw new Ec2FakeRefusal("AuthFailure", "AWS was not able to validate the provided access credentials", 401);
    }

    private static Answer Xml(int status, XElement body) => new((HttpStatusCode)status, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body, "text/xml");

    // AWS's pages: at most a thousand, at least five.
    private static object?[] Page(Ec2FakeCall call, string set, IEnumerable<XElement> items, int most = 1000)
    {
        var size = call.Number("MaxResults") ?? most;
        if (size < 5 || size > most) throw new Ec2FakeRefusal("InvalidParameterValue", $"Value ( {size} ) for parameter maxResults is invalid.");
        var from = call["NextToken"] is { } token ? int.Parse(token["page-".Length..], CultureInfo.InvariantCulture) : 0;
        var all = items.ToList();
        return [X(set, [.. all.Skip(from).Take(size)]), all.Count > from + size ? X("nextToken", $"page-{from + size}") : null];
    }
}
