using Lobster.Backends.Compute.Sandbox;
using Lobster.Tests.Compute.Sandbox.Screen;

namespace Lobster.Tests.Compute.Sandbox;

public sealed class SandboxConversationTests
{
    [Fact]
    public void Login_EmptyName_IsAskedForAgain()
    {
        var conversation = AtLogin();

        Assert.Equal(("\r\nweb1 login: ", false), conversation.Type("\r"));
    }

    [Fact]
    public void Login_NameAndPassword_EchoesOnlyTheName()
    {
        var conversation = AtLogin();

        Assert.Equal("mara\r\nPassword: ", conversation.Type("mara\r").Output);
        Assert.Equal("", conversation.Type("secx\bret").Output);
        Assert.EndsWith(":~$ ", conversation.Type("\r").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Login_Interrupted_BeginsAnew()
    {
        var conversation = AtLogin();

        Assert.EndsWith("^C\r\nweb1 login: ", conversation.Type("mara\rsec\u0003").Output, StringComparison.Ordinal);
        Assert.Equal("x", conversation.Type("x").Output);
    }

    [Theory]
    [InlineData("exit\r")]
    [InlineData("\u0004")]
    public void Leaving_AShellWithoutALogin_Ends(string typed)
    {
        var conversation = new SandboxConversation(ScreenParts.Shell(), asksForLogin: false);
        conversation.Begin();

        var (output, left) = conversation.Type(typed);

        Assert.EndsWith("logout\r\n", output, StringComparison.Ordinal);
        Assert.True(left);
    }

    [Fact]
    public void ControlD_InALine_DoesNothing() => Assert.Equal(("ls", false), AtShell().Type("ls\u0004"));

    [Fact]
    public void ControlL_InALine_ClearsAndShowsTheLine() =>
        Assert.EndsWith("# ls", SandboxAnsi.Plain(AtShell().Type("ls\f").Output), StringComparison.Ordinal);

    [Fact]
    public void Clear_Clears() => Assert.Contains(SandboxAnsi.Clear, AtShell().Type("clear\r").Output, StringComparison.Ordinal);

    [Fact]
    public void Line_WithoutEnd_IsBounded() => Assert.Equal(1000, AtShell().Type(new string('x', 5000)).Output.Length);

    [Fact]
    public void Name_WithSpacesAndSigns_IsOneWordAtThePrompt() =>
        Assert.Equal("mara@My-shop-1:~$ ", SandboxAnsi.Plain(ScreenParts.Shell("My shop #1").Prompt("mara")));

    private static SandboxConversation AtLogin()
    {
        var conversation = new SandboxConversation(ScreenParts.Shell(), asksForLogin: true);
        conversation.Begin();
        return conversation;
    }

    private static SandboxConversation AtShell()
    {
        var conversation = new SandboxConversation(ScreenParts.Shell(), asksForLogin: false);
        conversation.Begin();
        return conversation;
    }
}
