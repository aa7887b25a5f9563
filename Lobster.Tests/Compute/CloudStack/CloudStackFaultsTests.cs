using System.Net;
using System.Text;
using System.Text.Json;
using Lobster.Backends.Compute.CloudStack;
using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Lobster.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Compute.CloudStack;

/// <summary>CloudStack's own ways of saying no, in answers and in jobs.</summary>
public sealed class CloudStackFaultsTests
{
    private const string UnknownId = "Unable to execute API command listvirtualmachines due to invalid value. Invalid parameter id value=nope due to incorrect long value format, or entity does not exist or due to incorrect parameter annotation for the field in api cmd class.";
    private const string UnknownTemplate = "Unable to execute API command deployvirtualmachine due to invalid value. Invalid parameter templateid value=nope due to incorrect long value format, or entity does not exist";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, int, string, BackendErrorKind> Codes => new()
    {
        { "GET", 401, "unable to verify user credentials and/or request signature", BackendErrorKind.Unauthorized },
        { "GET", 411, "two factor authentication is needed", BackendErrorKind.Unauthorized },
        { "GET", 429, "The given user has reached his/her account api limit, please retry after 800 ms.", BackendErrorKind.RateLimited },
        { "POST", 430, "Malformed", BackendErrorKind.Rejected },
        { "GET", 431, UnknownId, BackendErrorKind.NotFound },
        { "POST", 431, UnknownTemplate, BackendErrorKind.Rejected },
        { "POST", 431, "A key pair with name 'a' does not exist for account admin", BackendErrorKind.NotFound },
        { "POST", 431, "Unable to find a virtual machine with id 7", BackendErrorKind.NotFound },
        { "POST", 431, "Vm should be stopped to do SSH Key reset", BackendErrorKind.Conflict },
        { "POST", 431, "Going from existing size of 434 to size of 23 would shrink the volume.", BackendErrorKind.Rejected },
        { "POST", 432, "The given command:nope does not exist or it is not available for user", BackendErrorKind.Unauthorized },
        { "POST", 530, "Internal error executing command", BackendErrorKind.OutcomeUnknown },
        { "GET", 530, "Internal error executing command", BackendErrorKind.Unavailable },
        { "POST", 531, "Acct does not have permission to operate with resource", BackendErrorKind.Unauthorized },
        { "POST", 532, "Maximum number of resources of type 'user_vm' has been exceeded.", BackendErrorKind.QuotaExceeded },
        { "POST", 533, "Unable to start a VM due to insufficient capacity", BackendErrorKind.QuotaExceeded },
        { "POST", 534, "Resource is unavailable", BackendErrorKind.Unavailable },
        { "POST", 535, "Maximum number of resources of type 'user_vm' has been exceeded.", BackendErrorKind.QuotaExceeded },
        { "POST", 536, "Resource is in use", BackendErrorKind.Conflict },
        { "POST", 537, "There is already a rule", BackendErrorKind.Conflict },
        { "POST", 599, "Something new", BackendErrorKind.OutcomeUnknown },
    };

    [Theory, MemberData(nameof(Codes))]
    public void Answer_Refused_IsThatKind(string method, int code, string words, BackendErrorKind expected)
    {
        foreach (var wrapper in new[] { "errorresponse", "deployvirtualmachineresponse" })
        {
            var failure = Failure(method, code, JsonSerializer.Serialize(new Dictionary<string, object> { [wrapper] = new { uuidList = Array.Empty<string>(), errorcode = code, errortext = words } }));

            Assert.Equal(expected, failure.Kind);
            Assert.Equal(words, failure.ProviderText);
        }
    }

    [Theory]
    [InlineData(530, "Failed to deploy the machine", BackendErrorKind.Unavailable)]
    [InlineData(531, "Not allowed", BackendErrorKind.Unauthorized)]
    [InlineData(533, "Unable to create a deployment", BackendErrorKind.QuotaExceeded)]
    [InlineData(535, "Limit exceeded", BackendErrorKind.QuotaExceeded)]
    [InlineData(431, "The value is wrong", BackendErrorKind.Rejected)]
    [InlineData(536, "In use", BackendErrorKind.Conflict)]
    public void Job_Failed_IsThatKind(int code, string words, BackendErrorKind expected)
    {
        var job = Job(JsonSerializer.Serialize(new { jobstatus = 2, jobresultcode = 530, jobresulttype = "object", jobresult = new { errorcode = code, errortext = words } }));

        Assert.Equal(expected, Assert.IsType<CloudStackProgress.Failed>(job).Kind);
    }

    [Fact]
    public void Job_FailedWithBareText_IsFailed() =>
        Assert.Contains("went wrong", Assert.IsType<CloudStackProgress.Failed>(Job("""{"jobstatus":2,"jobresultcode":530,"jobresulttype":"text","jobresult":"It went wrong"}""")).Message, StringComparison.Ordinal);

    [Fact]
    public void Job_StatusThatIsNotKnown_IsNotTakenForDone() => Assert.IsType<CloudStackProgress.Failed>(Job("""{"jobstatus":3}"""));

    [Fact]
    public void RateLimit_WaitInTheText_IsTold()
    {
        var failure = Failure("GET", 429, File.ReadAllText(Contracts.At("cloudstack", "responses", "error-429-rate-limit.json")));

        Assert.Equal((BackendErrorKind.RateLimited, TimeSpan.FromMilliseconds(800)), (failure.Kind, failure.RetryAfter!.Value));
    }

    [Theory]
    [InlineData(401, "error-401-signature.json", BackendErrorKind.Unauthorized)]
    [InlineData(431, "error-431-parameter.json", BackendErrorKind.NotFound)]
    [InlineData(432, "error-432-unknown-command.json", BackendErrorKind.Unauthorized)]
    public void Sample_OfTheContract_IsThatKind(int code, string file, BackendErrorKind expected) =>
        Assert.Equal(expected, Failure("GET", code, File.ReadAllText(Contracts.At("cloudstack", "responses", file))).Kind);

    [Fact]
    public void Signature_ClocksFarApart_SaysSo()
    {
        var body = """{"errorresponse":{"errorcode":401,"errortext":"unable to verify user credentials and/or request signature"}}""";
        var late = new Dictionary<string, string> { ["date"] = (Now + TimeSpan.FromMinutes(40)).ToString("r") };

        Assert.Contains("40 minutes", Failure("GET", 401, body, late).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("minutes", Failure("GET", 401, body, new Dictionary<string, string> { ["date"] = Now.ToString("r") }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Job_FailedInAnAnswerThatIsNone_IsNoFaultOfTheAnswer()
    {
        var answer = new HttpAnswer(HttpMethod.Get, HttpStatusCode.OK, File.ReadAllBytes(Contracts.At("cloudstack", "responses", "queryAsyncJobResult-failure.json")));

        Assert.Null(new CloudStackFaults(TimeProvider.System).Meaning(answer, null));
    }

    private static CloudStackProgress Job(string json) => CloudStackProgress.Of(JsonSerializer.Deserialize(json, CloudStackJson.Default.CloudStackJob)!);

    private static BackendException Failure(string method, int code, string body, Dictionary<string, string>? headers = null)
    {
        var faults = new CloudStackFaults(new FakeTimeProvider(Now));
        var answer = new HttpAnswer(new HttpMethod(method), (HttpStatusCode)code, Encoding.UTF8.GetBytes(body)) { Headers = headers ?? [] };
        var said = faults.Words(answer);
        return faults.Meaning(answer, said) ?? HttpFaults.Of("CloudStack", answer, said);
    }
}
