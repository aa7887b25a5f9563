using System.Net;
using Lobster.Backends.Compute.Proxmox;

namespace Lobster.Tests.Compute.Proxmox;

public sealed class ProxmoxPoolTests
{
    [Fact]
    public void Parse_Ranges_HasEachAddressWithItsGateway()
    {
        var pool = ProxmoxPool.Parse("192.0.2.10-192.0.2.12/24 192.0.2.1\r\n\n 198.51.100.7/32 \n");

        Assert.Equal(4, pool.Count);
        Assert.True(pool.Has(IPAddress.Parse("192.0.2.12")));
        Assert.Equal("ip=192.0.2.10/24,gw=192.0.2.1", pool.Free(new HashSet<IPAddress>(), Guid.Empty)?.Full);
        Assert.Equal(0, ProxmoxPool.Parse(" \n").Count);
    }

    [Fact]
    public void Free_UntilNoneIsLeft_GivesEachOnce()
    {
        var pool = ProxmoxPool.Parse("192.0.2.10-192.0.2.12/24");
        var used = new HashSet<IPAddress>();

        for (var i = 0; i < 3; i++) Assert.True(used.Add(pool.Free(used, Guid.CreateVersion7())!.Address));

        Assert.Null(pool.Free(used, Guid.CreateVersion7()));
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("192.0.2.1/33")]
    [InlineData("192.0.2.1/24 a b")]
    [InlineData("192.0.2.1-192.0.2.2-192.0.2.3/24")]
    [InlineData("2001:db8::1/64")]
    [InlineData("192.0.2.5-192.0.2.1/24")]
    public void Parse_LineThatMakesNoSense_Throws(string line) => Assert.Throws<FormatException>(() => ProxmoxPool.Parse(line));
}
