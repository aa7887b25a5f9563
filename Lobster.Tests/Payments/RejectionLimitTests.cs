using System.Net;
using Lobster.Web.Webhooks;

namespace Lobster.Tests.Payments;

public sealed class RejectionLimitTests
{
    [Fact]
    public void Floods_FromOneAddress_AreWrittenDownSoOftenOnly()
    {
        using var limit = new RejectionLimit();

        var written = Enumerable.Range(0, 1000).Count(_ => limit.MayWrite(IPAddress.Parse("192.0.2.1")));

        Assert.Equal(RejectionLimit.PerMinute, written);
        Assert.True(limit.MayWrite(IPAddress.Parse("192.0.2.2")));
        Assert.True(limit.MayWrite(null));
    }
}
