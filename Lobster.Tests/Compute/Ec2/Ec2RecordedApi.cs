using System.Net;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>Answers with what was recorded, whatever is asked.</summary>
internal sealed class Ec2RecordedApi : FakeApi
{
    public Ec2RecordedApi(string file) => On(HttpMethod.Post, "/", _ => new Answer(HttpStatusCode.OK, File.ReadAllText(Contracts.At("ec2", "responses", file + ".xml")), "text/xml"));
}
