using System.Text;
using Lobster.Backends.Consoles;
using Lobster.Core.Compute;
using Lobster.Core.Consoles;
using Lobster.Core.Data;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Consoles.Peers;

/// <summary>Terminals of a real OpenSSH server.</summary>
[Trait("Category", "OtherClients")]
public sealed class SshPeerTests : IAsyncLifetime
{
    private readonly CancellationTokenSource patience = new(TestRun.Patience);
    private ConsoleScene scene = null!;
    private OpenSsh ssh = null!;

    public async ValueTask InitializeAsync()
    {
        ssh = await OpenSsh.StartAsync();
        scene = await ConsoleScene.CreateAsync(DatabaseProvider.Sqlite);
    }

    public async ValueTask DisposeAsync()
    {
        await scene.DisposeAsync();
        await ssh.DisposeAsync();
        patience.Dispose();
    }

    [Fact]
    public async Task Shell_TypedCommand_PrintsItsAnswerInAnyScript()
    {
        await using var line = await DialAsync(ssh.Access);

        await TypeAsync(line, "printf 'a%sz\\n' 'ü→漢'\r");

        Assert.Contains("aü→漢z", await ReadUntilAsync(line, "aü→漢z"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shell_WindowResized_ResizesTheTerminal()
    {
        await using var line = await DialAsync(ssh.Access, new Sitter { Size = new TerminalSize(101, 31) });
        await TypeAsync(line, "echo first $(stty size)\r");
        await ReadUntilAsync(line, "first 31 101");

        await line.ResizeAsync(new TerminalSize(77, 19), patience.Token);
        await TypeAsync(line, "echo then $(stty size)\r");

        Assert.Contains("then 19 77", await ReadUntilAsync(line, "then 19 77"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shell_Left_EndsTheLine()
    {
        await using var line = await DialAsync(ssh.Access);

        await TypeAsync(line, "exit\r");

        var buffer = new byte[1024];
        while (await line.ReadAsync(buffer, patience.Token) > 0)
        {
            // Its last words.
        }
    }

    [Fact]
    public async Task Shell_FloodThatNobodyReads_WaitsAndGoesOn()
    {
        await using var line = await DialAsync(ssh.Access);
        await TypeAsync(line, "head -c 20000000 /dev/zero | tr '\\0' x; echo; echo end$((40+2))\r");

        var before = GC.GetTotalMemory(forceFullCollection: true);
        using (var pause = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System)) await pause.WaitForNextTickAsync(patience.Token);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;

        await ReadUntilAsync(line, "end42");
        Assert.InRange(held, long.MinValue, 8 * 1024 * 1024);
    }

    [Fact]
    public async Task HostKey_FirstSeen_IsPinnedAndKnownFromThenOn()
    {
        await using var first = await DialAsync(ssh.Access);
        await using var second = await DialAsync(ssh.Access);

        Assert.StartsWith("ssh-ed25519 SHA256:", first.HostKey!.Key, StringComparison.Ordinal);
        Assert.Equal((first.HostKey.Key, true, false), (second.HostKey!.Key, first.HostKey.IsNew, second.HostKey.IsNew));
    }

    [Fact]
    public async Task HostKey_Another_IsRefusedUntilTheOldOneIsForgotten()
    {
        await (await DialAsync(ssh.Access)).DisposeAsync();
        await ssh.ChangeHostKeyAsync();

        var refused = await Assert.ThrowsAsync<ConsoleLineException>(() => DialAsync(ssh.Access));
        await scene.Desk.ForgetHostKeyAsync(scene.Owner, scene.Vm);
        await using var again = await DialAsync(ssh.Access);

        Assert.Equal(ConsoleEnd.OtherHostKey, refused.End);
        Assert.True(again.HostKey!.IsNew);
    }

    [Fact]
    public async Task HostKey_ToldByTheBackend_IsInsistedOn()
    {
        var line = ssh.HostKeyLine;
        var told = await DialAsync(ssh.Access with { HostKey = line });
        await told.DisposeAsync();
        await ssh.ChangeHostKeyAsync();

        var refused = await Assert.ThrowsAsync<ConsoleLineException>(() => DialAsync(ssh.Access with { HostKey = line }));

        Assert.False(told.HostKey!.IsNew);
        Assert.Equal(ConsoleEnd.OtherHostKey, refused.End);
    }

    [Fact]
    public async Task Login_WrongPassword_IsAskedThriceAndRefused()
    {
        var sitter = new Sitter("one", "two", "three");

        var refused = await Assert.ThrowsAsync<ConsoleLineException>(() => DialAsync(ssh.Access with { PrivateKey = null }, sitter));

        Assert.Equal(ConsoleEnd.LoginRefused, refused.End);
        Assert.Equal(3, sitter.Asked.Count);
        Assert.StartsWith($"{Environment.UserName}@127.0.0.1's password", sitter.Asked[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_NothingTyped_IsLeft()
    {
        var left = await Assert.ThrowsAsync<ConsoleLineException>(() => DialAsync(ssh.Access with { PrivateKey = null }, new Sitter((string?)null)));

        Assert.Equal(ConsoleEnd.Left, left.End);
    }

    [Fact]
    public async Task Host_NotThere_IsUnreachable()
    {
        var nobody = await Assert.ThrowsAsync<ConsoleLineException>(() => DialAsync(ssh.Access with { Port = 1 }));

        Assert.Equal(ConsoleEnd.Unreachable, nobody.End);
    }

    private Task<ConsoleLine> DialAsync(ConsoleAccess access, IConsolePrompt? sitter = null) =>
        new ConsoleDialer(new SshDialer(scene.Panel.Get<HostKeys>()), TimeProvider.System).ConnectAsync(scene.Vm, access, sitter ?? new Sitter(), patience.Token);

    private async Task TypeAsync(ConsoleLine line, string text) => await line.WriteAsync(Encoding.UTF8.GetBytes(text), patience.Token);

    private async Task<string> ReadUntilAsync(ConsoleLine line, string end)
    {
        var said = new StringBuilder();
        var decoder = Encoding.UTF8.GetDecoder();
        var (buffer, text) = (new byte[4096], new char[4096]);
        while (!Tail(said, end).Contains(end, StringComparison.Ordinal))
        {
            var read = await line.ReadAsync(buffer, patience.Token);
            if (read == 0) Assert.Fail($"It ended after: {said}");
            said.Append(text, 0, decoder.GetChars(buffer, 0, read, text, 0));
        }

        return said.ToString();
    }

    private static string Tail(StringBuilder said, string end)
    {
        var length = Math.Min(said.Length, 4096 + end.Length);
        return said.ToString(said.Length - length, length);
    }
}
