using System.Net.WebSockets;
using Lobster.Backends.Consoles;
using Lobster.Core.Compute;
using Lobster.Core.Consoles;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Consoles.Peers;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Consoles;

/// <summary>How terminals are packed into a provider's WebSocket messages, and how their sessions are kept alive.</summary>
public sealed class SocketLineTests : IAsyncLifetime
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private readonly WatchedTime time = new();
    private readonly CancellationTokenSource patience = new(TestRun.Patience);
    private SocketPeer peer = null!;

    public async ValueTask InitializeAsync() => peer = await SocketPeer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await peer.DisposeAsync();
        patience.Dispose();
    }

    [Theory]
    [InlineData(SerialFraming.Raw, WebSocketMessageType.Binary)]
    [InlineData(SerialFraming.Text, WebSocketMessageType.Text)]
    public async Task Typed_GoesInMessagesOfItsKind(SerialFraming framing, WebSocketMessageType kind)
    {
        await using var line = await DialAsync(new ConsoleAccess.SerialWebSocket(peer.Socket("/line"), framing));

        await line.WriteAsync("ls ü→😀\r"u8.ToArray(), patience.Token);

        Assert.Equal(new SocketPeer.Heard("/line", kind, "ls ü→😀\r"), await peer.HearAsync());
    }

    [Fact]
    public async Task Text_CharacterInTwoPieces_WaitsUntilItIsWhole()
    {
        var bytes = "😀é"u8.ToArray();
        await using var line = await DialAsync(new ConsoleAccess.SerialWebSocket(peer.Socket("/line"), SerialFraming.Text));

        foreach (var one in bytes) await line.WriteAsync(new[] { one }, patience.Token);

        Assert.Equal(["😀", "é"], [(await peer.HearAsync()).Text, (await peer.HearAsync()).Text]);
    }

    [Theory]
    [InlineData(SerialFraming.Raw)]
    [InlineData(SerialFraming.Text)]
    public async Task Socket_Cut_IsTroubleForWhoeverReadsOrTypes(SerialFraming framing)
    {
        await using var line = await DialAsync(new ConsoleAccess.SerialWebSocket(peer.Socket("/line"), framing));
        await line.WriteAsync("x"u8.ToArray(), patience.Token);
        await peer.HearAsync();

        peer.Cut("/line");

        await Assert.ThrowsAnyAsync<IOException>(async () => await line.ReadAsync(new byte[1], patience.Token));
        await Assert.ThrowsAnyAsync<IOException>(async () => await line.WriteAsync("x"u8.ToArray(), patience.Token));
        await Assert.ThrowsAnyAsync<IOException>(async () => await line.ReadAsync(new byte[1], patience.Token));
    }

    [Fact]
    public async Task Renewal_IsSaidAsOftenAsWantedUntilTheConsoleEnds()
    {
        var line = await DialAsync(Renewed());

        var first = await NextAsync();
        var second = await NextAsync();
        await line.DisposeAsync();

        Assert.Equal(new SocketPeer.Heard("/monitor", WebSocketMessageType.Text, "renew"), first);
        Assert.Equal(first, second);
        Assert.Equal(["/line", "/monitor"], new[] { (await peer.HearAsync()).Path, (await peer.HearAsync()).Path }.Order());
    }

    [Fact]
    public async Task Renewal_Broken_IsSaidOnASocketOfItsOwnAgainAndLeavesTheConsole()
    {
        await using var line = await DialAsync(Renewed());
        Assert.Equal("renew", (await NextAsync()).Text);

        peer.Cut("/monitor");
        Assert.Equal(new SocketPeer.Heard("/monitor", WebSocketMessageType.Close, ""), await peer.HearAsync());
        // The first word after the break may be said into the broken socket.
        var again = peer.HearAsync();
        await Wait.UntilAsync("it is said again", async () =>
        {
            if (!again.IsCompleted) await time.StepAsync(Every);
            return again.IsCompleted;
        });
        await line.WriteAsync("still here"u8.ToArray(), patience.Token);

        Assert.Equal(new SocketPeer.Heard("/monitor", WebSocketMessageType.Text, "renew"), await again);
        SocketPeer.Heard typed;
        do typed = await peer.HearAsync();
        while (typed.Path != "/line");
        Assert.Equal("still here", typed.Text);
    }

    [Fact]
    public async Task Renewal_NobodyAnswers_LeavesTheConsoleAndItsEnd()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var monitor = new Uri($"ws://{silent.LocalEndpoint}/monitor");
        var line = await DialAsync(new ConsoleAccess.SerialWebSocket(peer.Socket("/line") with { Renewal = new ConsoleRenewal(monitor, "renew", Every) }, SerialFraming.Text));
        time.Advance(Every);
        using var asked = await silent.AcceptTcpClientAsync(patience.Token);

        await line.WriteAsync("still here"u8.ToArray(), patience.Token);
        var typed = await peer.HearAsync();
        // It is given up when the next word is due, and asked for anew.
        var again = silent.AcceptTcpClientAsync(patience.Token).AsTask();
        await Wait.UntilAsync("it is asked again", () =>
        {
            if (!again.IsCompleted) time.Advance(Every);
            return again.IsCompleted;
        });
        (await again).Dispose();
        await line.DisposeAsync();

        Assert.Equal("still here", typed.Text);
        Assert.Equal(("/line", WebSocketMessageType.Close), (await peer.HearAsync()) is var end ? (end.Path, end.Kind) : default);
    }

    private ConsoleAccess.SerialWebSocket Renewed() =>
        new(peer.Socket("/line") with { Renewal = new ConsoleRenewal(peer.At("/monitor"), "renew", Every) }, SerialFraming.Text);

    // A word that is on its way when the next is due is given up, even if it was heard: the clock waits for it to be over.
    private async Task<SocketPeer.Heard> NextAsync()
    {
        await time.StepAsync(Every);
        return await peer.HearAsync();
    }

    private Task<ConsoleLine> DialAsync(ConsoleAccess access) => new ConsoleDialer(null!, time).ConnectAsync(new VmId(1), access, new Sitter(), patience.Token);
}
