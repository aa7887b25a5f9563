using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Lobster.Backends.Compute.Proxmox;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>Proxmox VE's own ways of saying no: in the reason phrase, and in the body too from 8.x on.</summary>
public sealed class ProxmoxFaultsTests
{
    public static TheoryData<string, int, string, BackendErrorKind> Answers => new()
    {
        { "GET", 500, "Configuration file 'nodes/pve1/qemu-server/999.conf' does not exist", BackendErrorKind.NotFound },
        { "POST", 500, "Configuration file 'nodes/pve1/qemu-server/999.conf' does not exist", BackendErrorKind.NotFound },
        { "GET", 400, "no such task", BackendErrorKind.NotFound },
        { "PUT", 500, "VM is locked (clone)", BackendErrorKind.Conflict },
        { "PUT", 500, "can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout", BackendErrorKind.Conflict },
        { "PUT", 500, "detected modified configuration - file changed by other user? Try again.", BackendErrorKind.Conflict },
        { "DELETE", 500, "VM 100 is running - destroy failed", BackendErrorKind.Conflict },
        { "POST", 500, "VM 100 already running", BackendErrorKind.Conflict },
        { "POST", 500, "VM 100 not running", BackendErrorKind.Conflict },
        { "GET", 500, "QEMU guest agent is not running", BackendErrorKind.Conflict },
        { "POST", 500, "unable to create VM 100 - VM 100 already exists on node 'pve1'", BackendErrorKind.Conflict },
        { "DELETE", 500, "can't remove VM 100 - protection mode enabled", BackendErrorKind.Rejected },
        { "POST", 500, "unable to create image: No space left on device", BackendErrorKind.QuotaExceeded },
        { "POST", 500, "start failed: Cannot allocate memory", BackendErrorKind.QuotaExceeded },
        { "PUT", 500, "cluster not ready - no quorum?", BackendErrorKind.Unavailable },
        { "PUT", 500, "shrinking disks is not supported", BackendErrorKind.Rejected },
        { "POST", 500, "storage 'local-lvm2' does not exist", BackendErrorKind.Rejected },
        { "POST", 500, "volume 'local:import/gone.qcow2' does not exist", BackendErrorKind.Rejected },
        { "POST", 400, "Parameter verification failed.", BackendErrorKind.Rejected },
        { "GET", 401, "permission denied - invalid PVE ticket", BackendErrorKind.Unauthorized },
        { "GET", 401, "No ticket", BackendErrorKind.Unauthorized },
        { "POST", 401, "authentication failure", BackendErrorKind.Unauthorized },
        { "POST", 403, "Permission check failed (/vms/100, VM.PowerMgmt)", BackendErrorKind.Unauthorized },
        { "POST", 501, "Method 'POST /nodes/pve1/qemu/100/x' not implemented", BackendErrorKind.Rejected },
        { "GET", 595, "Connection refused", BackendErrorKind.Unavailable },
        { "POST", 595, "No route to host", BackendErrorKind.Unavailable },
        { "GET", 596, "Broken pipe", BackendErrorKind.Unavailable },
        { "POST", 596, "Broken pipe", BackendErrorKind.OutcomeUnknown },
        { "GET", 500, "something new", BackendErrorKind.Unavailable },
        { "POST", 500, "something new", BackendErrorKind.OutcomeUnknown },
        { "POST", 429, "Too Many Requests", BackendErrorKind.RateLimited },
    };

    [Theory, MemberData(nameof(Answers))]
    public void Answer_WordsInTheReasonPhraseAlone_IsThatKind(string method, int status, string words, BackendErrorKind expected) =>
        Assert.Equal(expected, Failure(new HttpAnswer(new HttpMethod(method), (HttpStatusCode)status, """{"data":null}"""u8.ToArray()) { Reason = words }).Kind);

    [Theory, MemberData(nameof(Answers))]
    public void Answer_WordsInTheBodyAlone_IsThatKind(string method, int status, string words, BackendErrorKind expected)
    {
        var body = new JsonObject { ["data"] = null, ["message"] = words + "\n" }.ToJsonString();

        Assert.Equal(expected, Failure(new HttpAnswer(new HttpMethod(method), (HttpStatusCode)status, Encoding.UTF8.GetBytes(body)) { Reason = "Internal Server Error" }).Kind);
    }

    [Fact]
    public void Rejected_ParametersThatAreWrong_AreNamed()
    {
        var answer = new HttpAnswer(HttpMethod.Post, HttpStatusCode.BadRequest, """{"data":null,"message":"Parameter verification failed.\n","errors":{"name":"does not look like a valid DNS name"}}"""u8.ToArray())
        {
            Reason = "Parameter verification failed.",
        };

        Assert.Equal("Parameter verification failed.; name: does not look like a valid DNS name.", Failure(answer).Message);
    }

    [Fact]
    public void Forbidden_RightThatIsMissing_IsTold() =>
        Assert.Contains("VM.PowerMgmt", Failure(new HttpAnswer(HttpMethod.Post, HttpStatusCode.Forbidden, []) { Reason = "Permission check failed (/vms/100, VM.PowerMgmt)" }).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(500, "QEMU guest agent is not running", true)]
    [InlineData(500, "Internal Server Error", false)]
    [InlineData(500, null, false)]
    [InlineData(503, "something", false)]
    public void IsFinal_Only500sThatSayWhatIsWrong(int status, string? reason, bool expected)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status) { ReasonPhrase = reason };

        Assert.Equal(expected, ProxmoxFaults.IsFinal(response));
    }

    private static BackendException Failure(HttpAnswer answer)
    {
        var faults = new ProxmoxFaults();
        var said = faults.Words(answer);
        return faults.Meaning(answer, said) ?? HttpFaults.Of("Proxmox VE", answer, said);
    }
}
