using System.Net;
using System.Text;
using Lobster.Backends.Compute.SolusVm2;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.SolusVm2;

/// <summary>SolusVM 2's own ways of saying no.</summary>
public sealed class SolusVm2FaultsTests
{
    [Theory]
    [InlineData("GET", 401, """{"message":"Unauthenticated."}""", BackendErrorKind.Unauthorized)]
    [InlineData("POST", 403, """{"message":"This action is unauthorized."}""", BackendErrorKind.Unauthorized)]
    [InlineData("GET", 404, """{"message":"Not found."}""", BackendErrorKind.NotFound)]
    [InlineData("POST", 422, """{"message":"The given data was invalid.","errors":{"name":["The name field is required."]}}""", BackendErrorKind.Rejected)]
    [InlineData("POST", 422, """{"message":"The server is processing another task.","errors":[]}""", BackendErrorKind.Conflict)]
    [InlineData("POST", 400, """{"message":"A task is in progress."}""", BackendErrorKind.Conflict)]
    [InlineData("POST", 422, """{"message":"The server is being deleted."}""", BackendErrorKind.Conflict)]
    [InlineData("POST", 422, """{"message":"The compute resource is under maintenance."}""", BackendErrorKind.Conflict)]
    [InlineData("POST", 422, """{"message":"x","errors":{"plan":["There are not enough resources."]}}""", BackendErrorKind.QuotaExceeded)]
    [InlineData("POST", 422, """{"message":"There is no available compute resource."}""", BackendErrorKind.QuotaExceeded)]
    [InlineData("POST", 422, """{"message":"There are no free IP addresses."}""", BackendErrorKind.QuotaExceeded)]
    [InlineData("POST", 422, """{"message":"The limit of servers is reached."}""", BackendErrorKind.QuotaExceeded)]
    [InlineData("POST", 422, """{"message":null,"errors":null}""", BackendErrorKind.Rejected)]
    [InlineData("POST", 422, "no json", BackendErrorKind.Rejected)]
    [InlineData("POST", 409, """{"message":"Busy."}""", BackendErrorKind.Conflict)]
    [InlineData("GET", 429, """{"message":"Too Many Attempts."}""", BackendErrorKind.RateLimited)]
    [InlineData("GET", 500, """{"message":"Server Error"}""", BackendErrorKind.Unavailable)]
    [InlineData("POST", 500, """{"message":"Server Error"}""", BackendErrorKind.OutcomeUnknown)]
    [InlineData("POST", 503, """{"message":"The limit of the queue is reached."}""", BackendErrorKind.OutcomeUnknown)]
    [InlineData("GET", 302, "<html>", BackendErrorKind.Unavailable)]
    public void Answer_Refused_IsThatKind(string method, int status, string body, BackendErrorKind expected) => Assert.Equal(expected, Failure(method, status, body).Kind);

    [Fact]
    public void Rejected_FieldsOfTheMaster_AreTold() => Assert.Equal(
        "The selected os is invalid. The name is too long.",
        Failure("POST", 422, """{"message":"The given data was invalid.","errors":{"os":["The selected os is invalid."],"name":["The name is too long."]}}""").Message);

    [Fact]
    public void Rejected_WithoutFields_TellsTheMessage() => Assert.Equal("Name is taken.", Failure("POST", 422, """{"message":"Name is taken","errors":[]}""").Message);

    private static BackendException Failure(string method, int status, string body)
    {
        var (faults, answer) = (new SolusVm2Faults(), new HttpAnswer(new HttpMethod(method), (HttpStatusCode)status, Encoding.UTF8.GetBytes(body)));
        var said = faults.Words(answer);
        return faults.Meaning(answer, said) ?? HttpFaults.Of("SolusVM", answer, said);
    }
}
