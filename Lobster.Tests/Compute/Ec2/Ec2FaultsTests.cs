using System.Net;
using System.Text;
using Lobster.Backends.Compute.Ec2;
using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>AWS's own ways of saying no.</summary>
public sealed class Ec2FaultsTests
{
    [Theory]
    [InlineData(400, "InvalidInstanceID.NotFound", BackendErrorKind.NotFound)]
    [InlineData(400, "InvalidInstanceID.Malformed", BackendErrorKind.NotFound)]
    [InlineData(400, "InvalidAMIID.Unavailable", BackendErrorKind.NotFound)]
    [InlineData(400, "InvalidAllocationID.NotFound", BackendErrorKind.NotFound)]
    [InlineData(400, "IncorrectInstanceState", BackendErrorKind.Conflict)]
    [InlineData(400, "IncorrectModificationState", BackendErrorKind.Conflict)]
    [InlineData(400, "InvalidKeyPair.Duplicate", BackendErrorKind.Conflict)]
    [InlineData(400, "InvalidAMIName.Duplicate", BackendErrorKind.Conflict)]
    [InlineData(400, "InvalidIPAddress.InUse", BackendErrorKind.Conflict)]
    [InlineData(400, "InstanceLimitExceeded", BackendErrorKind.QuotaExceeded)]
    [InlineData(400, "VcpuLimitExceeded", BackendErrorKind.QuotaExceeded)]
    [InlineData(400, "AddressLimitExceeded", BackendErrorKind.QuotaExceeded)]
    [InlineData(400, "PrivateIpAddressLimitExceeded", BackendErrorKind.QuotaExceeded)]
    [InlineData(500, "InsufficientInstanceCapacity", BackendErrorKind.QuotaExceeded)]
    [InlineData(400, "InsufficientFreeAddressesInSubnet", BackendErrorKind.QuotaExceeded)]
    [InlineData(400, "VolumeModificationRateExceeded", BackendErrorKind.QuotaExceeded)]
    [InlineData(503, "RequestLimitExceeded", BackendErrorKind.RateLimited)]
    [InlineData(400, "Throttling", BackendErrorKind.RateLimited)]
    [InlineData(401, "AuthFailure", BackendErrorKind.Unauthorized)]
    [InlineData(403, "SignatureDoesNotMatch", BackendErrorKind.Unauthorized)]
    [InlineData(403, "UnauthorizedOperation", BackendErrorKind.Unauthorized)]
    [InlineData(400, "OptInRequired", BackendErrorKind.Unauthorized)]
    [InlineData(400, "RequestExpired", BackendErrorKind.Unauthorized)]
    [InlineData(400, "Unsupported", BackendErrorKind.Rejected)]
    [InlineData(400, "InvalidParameterValue", BackendErrorKind.Rejected)]
    [InlineData(412, "DryRunOperation", BackendErrorKind.Rejected)]
    [InlineData(400, "IdempotentParameterMismatch", BackendErrorKind.OutcomeUnknown)]
    [InlineData(500, "InternalError", BackendErrorKind.OutcomeUnknown)]
    [InlineData(503, "Unavailable", BackendErrorKind.OutcomeUnknown)]
    public void Change_Refused_IsThatKind(int status, string code, BackendErrorKind expected) => Assert.Equal(expected, Failure(status, Ec2Words(code)).Kind);

    [Theory]
    [InlineData(500, "InternalError", BackendErrorKind.Unavailable)]
    [InlineData(503, "RequestLimitExceeded", BackendErrorKind.RateLimited)]
    public void Question_Refused_IsThatKind(int status, string code, BackendErrorKind expected) => Assert.Equal(expected, Failure(status, Ec2Words(code), mayHaveChanged: false).Kind);

    [Fact]
    public void CloudWatch_Refuses_IsUnderstood()
    {
        const string words = """<ErrorResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>The security token is invalid.</Message></Error></ErrorResponse>""";

        Assert.Equal(BackendErrorKind.Unauthorized, Failure(403, words).Kind);
    }

    [Fact]
    public void Rejected_WordsOfAws_AreTold() => Assert.Equal("Some words.", Failure(400, Ec2Words("InvalidParameterValue")).Message);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("<html><body>hello</body></html>")]
    [InlineData("<RunInstancesResponse><instancesSet><item>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><RunInstancesResponse>&a;</RunInstancesResponse>")]
    public void Success_NotAWholeAnswer_IsLost(string body) => Assert.Equal(BackendErrorKind.OutcomeUnknown, Failure(200, body).Kind);

    [Theory]
    [InlineData("error-InvalidInstanceID.NotFound.xml", 400, BackendErrorKind.NotFound)]
    [InlineData("error-DryRunOperation.xml", 412, BackendErrorKind.Rejected)]
    public void Recorded_Error_IsUnderstood(string file, int status, BackendErrorKind expected) => Assert.Equal(expected, Failure(status, File.ReadAllText(Contracts.At("ec2", "responses", file))).Kind);

    private static string Ec2Words(string code) => $"<?xml version=\"1.0\"?><Response><Errors><Error><Code>{code}</Code><Message>Some words</Message></Error></Errors><RequestID>1</RequestID></Response>";

    private static BackendException Failure(int status, string body, bool mayHaveChanged = true)
    {
        var answer = new HttpAnswer(HttpMethod.Post, (HttpStatusCode)status, Encoding.UTF8.GetBytes(body)) { MayHaveChanged = mayHaveChanged };
        var faults = new Ec2Faults();
        var said = faults.Words(answer);
        return faults.Meaning(answer, said) ?? HttpFaults.Of("AWS", answer, said);
    }
}
