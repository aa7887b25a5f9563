using System.Text;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Sandbox.Screen;

/// <summary>Who is let in to a screen, over a real socket.</summary>
public sealed class SandboxScreenEntryTests : ScreenSuite
{
    [Fact]
    public async Task Screen_RightPassword_TellsSizeAndName()
    {
        var client = await OpenAsync(await AccessToNewAsync());

        Assert.Equal((1024, 768, "web1"), (client.Width, client.Height, client.Name));
    }

    [Fact]
    public async Task Screen_WrongPassword_IsRefusedWithAReason()
    {
        var client = await ConnectAsync(await AccessToNewAsync());

        Assert.Contains("password", await client.ShakeHandsAsync("abcdefgh"), StringComparison.Ordinal);
        Assert.True(await client.IsClosedAsync());
    }

    [Fact]
    public async Task Screen_PasswordUsedTwice_IsRefused()
    {
        var access = await AccessToNewAsync();
        await OpenAsync(access);

        var second = await ConnectAsync(access);

        Assert.Contains("used", await second.ShakeHandsAsync(access.Password!), StringComparison.Ordinal);
        Assert.True(await second.IsClosedAsync());
    }

    [Theory]
    [InlineData(30, "")]
    [InlineData(31, "The password is wrong, was used before or is too old.")]
    public async Task Screen_PasswordOfSomeAge_IsGoodFor30Seconds(int seconds, string reason)
    {
        var access = await AccessToNewAsync();
        Cloud.Time.Advance(TimeSpan.FromSeconds(seconds));

        var client = await ConnectAsync(access);

        Assert.Equal(reason, await client.ShakeHandsAsync(access.Password!));
        Assert.Equal(Core.Instant.From(Cloud.Time.GetUtcNow()) - access.ExpiresAt!.Value, TimeSpan.FromSeconds(seconds - 30));
    }

    [Fact]
    public async Task Screen_TwoMachines_EachPasswordShowsItsOwn()
    {
        var one = await AccessToNewAsync("one");
        var two = await AccessToNewAsync("two");

        Assert.Equal("two", (await OpenAsync(two)).Name);
        Assert.Equal("one", (await OpenAsync(one)).Name);
        Assert.Equal(one.Port, two.Port);
    }

    [Theory]
    [InlineData("RFB 003.003\n", 4)]
    [InlineData("RFB 003.007\n", 1)]
    public async Task Screen_OlderVersion_IsRefusedAsThatVersionReadsIt(string version, int zeros)
    {
        var client = await ConnectAsync(await AccessToNewAsync());
        await client.Stream.ReadExactlyAsync(new byte[12], Patience);

        await client.WriteAsync(Encoding.ASCII.GetBytes(version));

        var none = new byte[zeros];
        await client.Stream.ReadExactlyAsync(none, Patience);
        Assert.All(none, b => Assert.Equal(0, b));
        Assert.Equal("This screen speaks RFB 3.8.", await client.ReasonAsync());
        Assert.True(await client.IsClosedAsync());
    }

    [Fact]
    public async Task Screen_OtherSecurityType_IsRefusedWithAReason()
    {
        var client = await ConnectAsync(await AccessToNewAsync());
        await client.WriteAsync([.. "RFB 003.008\n"u8, 1]);
        await client.Stream.ReadExactlyAsync(new byte[12 + 2], Patience);

        var result = new byte[4];
        await client.Stream.ReadExactlyAsync(result, Patience);

        Assert.Equal([0, 0, 0, 1], result);
        Assert.Contains("VNC authentication", await client.ReasonAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("RFB 003.x08\n")]
    public async Task Screen_AnotherProtocol_IsClosed(string garbage)
    {
        var client = await ConnectAsync(await AccessToNewAsync());
        await client.Stream.ReadExactlyAsync(new byte[12], Patience);

        await client.WriteAsync(Encoding.ASCII.GetBytes(garbage));

        Assert.True(await client.IsClosedAsync());
    }

    [Fact]
    public async Task Screen_ClientThatSaysNothing_IsClosedAfter30Seconds()
    {
        var client = await ConnectAsync(await AccessToNewAsync());
        await client.Stream.ReadExactlyAsync(new byte[12], Patience);

        Cloud.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.True(await client.IsClosedAsync());
    }

    [Fact]
    public async Task Screen_StoppedMachine_IsAConflict()
    {
        var vm = await Cloud.RunningAsync("web1", Patience);
        await Cloud.Backend.StopAsync(vm, Patience);
        Cloud.Time.Advance(TimeSpan.FromSeconds(3));

        var e = await Assert.ThrowsAsync<BackendException>(() => AccessAsync(vm));

        Assert.Equal(BackendErrorKind.Conflict, e.Kind);
    }

    [Fact]
    public async Task Screen_HostStops_EndsSessionsAndOpensNoMore()
    {
        var vm = await Cloud.RunningAsync("web1", Patience);
        var client = await OpenAsync(await AccessAsync(vm));

        await Cloud.StopHostAsync();

        Assert.True(await client.IsClosedAsync());
        Assert.Equal(BackendErrorKind.Unavailable, (await Assert.ThrowsAsync<BackendException>(() => AccessAsync(vm))).Kind);
    }
}
