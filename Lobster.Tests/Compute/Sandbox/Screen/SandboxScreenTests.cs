using Lobster.Backends.Compute.Sandbox.Screen;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Sandbox.Screen;

/// <summary>What a screen shows and takes, over a real socket.</summary>
public sealed class SandboxScreenTests : ScreenSuite
{
    private const uint Shift = 0xffe1;
    private const uint Control = 0xffe3;
    private const uint Alt = 0xffe9;
    private const uint Insert = 0xff63;
    private const uint Delete = 0xffff;

    [Fact]
    public async Task Boot_InTwoSeconds_ShowsLineAfterLineAndThenALogin()
    {
        var client = await OpenAsync(await AccessToNewAsync());
        var first = client.Text();

        Cloud.Time.Advance(TimeSpan.FromSeconds(1));
        var half = await client.UntilAsync("OK");
        Cloud.Time.Advance(TimeSpan.FromSeconds(1));
        var all = await client.UntilAsync("web1 login:");

        Assert.Equal("Lobster sandbox firmware", first);
        Assert.DoesNotContain("web1 is up.", half, StringComparison.Ordinal);
        Assert.Contains("[  OK  ] Started network.service - Simulated network.\n", all, StringComparison.Ordinal);
        Assert.Contains("simulated: no system runs in it.\nweb1 is up.\n", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_AnyNameAndPassword_LeadsToAShellAndShowsNoPassword()
    {
        var client = await AtLoginAsync();

        await client.TypeAsync("mara\rhunter2\rhostname\r");
        var text = await client.UntilAsync("mara@web1:~$ hostname\nweb1\nmara@web1:~$");

        Assert.Contains("web1 login: mara\nPassword:\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TypedKey_ChangesThePixels_AndOnlyThoseAreSent()
    {
        var client = await AtShellAsync();
        await client.RefreshAsync();
        var before = client.Pixels.ToArray();

        await client.TypeAsync("u");
        await client.UntilAsync("$ u");

        Assert.NotEqual(before, client.Pixels);
        Assert.All(client.Rectangles, r => Assert.True(r.Width <= 16 && r.Height == 16));
    }

    [Fact]
    public async Task Exit_AtTheShell_GoesBackToTheLogin()
    {
        var client = await AtShellAsync();

        await client.TypeAsync("exit\r");

        Assert.EndsWith("web1 login:", await client.UntilAsync("logout\n\nLobster sandbox web1 tty1\n\nweb1 login:"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ControlAltDelete_Pressed_ShowsAnotherBootAndLeavesTheMachineAlone()
    {
        var vm = await Cloud.RunningAsync("web1", Patience);
        var client = await OpenAsync(await AccessAsync(vm));
        Cloud.Time.Advance(TimeSpan.FromSeconds(2));
        await client.UntilAsync("login:");

        await client.ChordAsync(Control, Alt, Delete);
        while (client.Text() != "Lobster sandbox firmware")
            await client.RefreshAsync();
        Cloud.Time.Advance(TimeSpan.FromSeconds(2));
        await client.UntilAsync("login:");

        Assert.Equal(PowerState.Running, (await Cloud.Backend.GetAsync(vm, Patience))!.Power);
    }

    [Fact]
    public async Task ControlKeys_AtTheShell_InterruptClearAndLogOut()
    {
        var client = await AtShellAsync();

        await client.TypeAsync("sleep");
        await client.ChordAsync(Control, 'c');
        var interrupted = await client.UntilAsync("sleep^C\nmara@web1:~$");
        await client.ChordAsync(Control, 'l');
        while (client.Text() != "mara@web1:~$")
            await client.RefreshAsync();
        await client.ChordAsync(Control, 'd');

        Assert.EndsWith("$", interrupted, StringComparison.Ordinal);
        Assert.StartsWith("mara@web1:~$\nlogout\n", await client.UntilAsync("login:"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyLines_Scroll_AndTheLastOneStays()
    {
        var client = await AtShellAsync();

        for (var i = 0; i < 50; i++)
            await client.TypeAsync("nproc\r");
        await client.TypeAsync("uname\r");
        var text = await client.UntilAsync("simulated, no system");

        Assert.DoesNotContain("login:", text, StringComparison.Ordinal);
        Assert.InRange(text.Split('\n').Length, 44, 46);
    }

    [Fact]
    public async Task ClientsClipboard_IsTypedByMiddleButtonAndByShiftInsert()
    {
        var client = await AtShellAsync();

        await client.CopyAsync("echo caf\u00e9\r\nnproc");
        await client.PointerAsync(2, 300, 300);
        await client.PointerAsync(0, 300, 300);
        var pasted = await client.UntilAsync("not in this simulation\nmara@web1:~$ nproc");
        await client.CopyAsync(" -n");
        await client.ChordAsync(Shift, Insert);

        Assert.Contains("$ echo caf?\necho: not", pasted, StringComparison.Ordinal);
        await client.UntilAsync("$ nproc -n");
    }

    [Fact]
    public async Task MarkedText_GoesToTheClientsClipboardAndIsShownInverted()
    {
        var client = await OpenAsync(await AccessToNewAsync());
        var ground = client.Pixel(0, 0);

        await client.PointerAsync(0, 16, 20);
        await client.PointerAsync(1, 16, 20);
        await client.PointerAsync(1, 16 + 6 * 8 + 4, 20);
        await client.PointerAsync(0, 16 + 6 * 8 + 4, 20);

        Assert.Equal("Lobster", await client.CopiedAsync());
        await client.RefreshAsync();
        Assert.NotEqual(ground, client.Pixel(16 + 7, 16));
        Assert.Equal(ground, client.Pixel(16 + 8 * 8 + 7, 16));
    }

    [Theory]
    [InlineData(false, new byte[] { 0x7b, 0xc6 })]
    [InlineData(true, new byte[] { 0xc6, 0x7b })]
    public async Task PixelFormat_Of16Bits_IsHonoured(bool bigEndian, byte[] text)
    {
        var client = await OpenAsync(await AccessToNewAsync());

        await client.FormatAsync(new PixelFormat(16, 16, bigEndian, new(31, 11), new(63, 5), new(31, 0)));
        await client.RefreshAsync();

        Assert.Equal("Lobster sandbox firmware", client.Text());
        Assert.Equal(text, client.Pixel(16, 16 + 2));
    }

    [Fact]
    public async Task TwoClients_OfOneMachine_EachHaveTheirOwnSession()
    {
        var vm = await Cloud.RunningAsync("web1", Patience);
        var one = await OpenAsync(await AccessAsync(vm));
        var two = await OpenAsync(await AccessAsync(vm));
        Cloud.Time.Advance(TimeSpan.FromSeconds(2));
        await one.UntilAsync("login:");
        await two.UntilAsync("login:");

        await one.TypeAsync("anna");
        await two.TypeAsync("bert");

        Assert.DoesNotContain("bert", await one.UntilAsync("login: anna"), StringComparison.Ordinal);
        Assert.DoesNotContain("anna", await two.UntilAsync("login: bert"), StringComparison.Ordinal);
    }
}
