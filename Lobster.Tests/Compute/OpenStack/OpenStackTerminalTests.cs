using System.Net;
using Lobster.Backends.Compute.OpenStack;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.OpenStack;

/// <summary>Serial consoles, at clouds that have them and at clouds that do not.</summary>
public sealed class OpenStackTerminalTests : ConformanceSuite<OpenStackSerialFixture>
{
    private const string Fingerprint = "AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89";

    [Fact]
    public async Task Terminal_Running_IsAWebSocketOfRawBytes()
    {
        var vm = await RunningAsync();

        var terminal = Assert.IsType<ConsoleAccess.SerialWebSocket>(await Capability<ITerminal>().OpenTerminalAsync(vm.Id, Token));

        Assert.Matches(@"^ws://cloud\.test:6083/\?token=console-secret-\d+$", terminal.Socket.Address.AbsoluteUri);
        Assert.Equal(["binary"], terminal.Socket.SubProtocols);
        Assert.Empty(terminal.Socket.Headers);
        Assert.Equal((SerialFraming.Raw, null, null, null), (terminal.Framing, terminal.Hello, terminal.Socket.Cookie, terminal.Socket.CertificateSha256));
        Assert.DoesNotContain(Cloud.Log.Lines, l => l.Contains("console-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Terminal_RegionWithItsOwnTrust_HasIt()
    {
        Cloud.Values["trust"] = Fingerprint;
        Cloud.Api.SerialConsoles = "wss://cloud.test:6083/";
        var vm = await RunningAsync();

        var terminal = Assert.IsType<ConsoleAccess.SerialWebSocket>(await Capability<ITerminal>().OpenTerminalAsync(vm.Id, Token));

        Assert.Equal("wss", terminal.Socket.Address.Scheme);
        Assert.Equal(Fingerprint.Replace(":", "", StringComparison.Ordinal), terminal.Socket.CertificateSha256);
        Assert.Null(terminal.Socket.CaPem);
    }

    [Fact]
    public async Task Terminal_SwitchedOff_IsMissingAndTheReasonNamesTheSwitch()
    {
        await using var usual = new OpenStackFixture();
        var label = OpenStackFields.All.Single(f => f.Key == "serialConsole").Label;

        var reason = usual.Backend.WhyNot(Core.Compute.Capability.Terminal);

        Assert.False(usual.Backend is ITerminal);
        Assert.Contains($"\"{label}\"", reason, StringComparison.Ordinal);
        Assert.Null(Backend.WhyNot(Core.Compute.Capability.Terminal));
    }

    [Fact]
    public async Task Screen_SwitchedOn_IsWhatItWas()
    {
        var vm = await RunningAsync();

        Assert.Equal("/vnc_auto.html", Assert.IsType<ConsoleAccess.Url>(await Capability<IConsole>().OpenConsoleAsync(vm.Id, Token)).Address.AbsolutePath);
    }

    [Fact]
    public async Task Terminal_CloudHasNone_IsRejectedAndSaysWhatItLacks()
    {
        Cloud.Api.SerialConsoles = null;
        var vm = await RunningAsync();

        var refusal = await RefusedAsync(BackendErrorKind.Rejected, () => Capability<ITerminal>().OpenTerminalAsync(vm.Id, Token));

        Assert.StartsWith("OpenStack has no serial console for this machine", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("Unavailable console type serial.", refusal.ProviderText);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotImplemented, "notImplemented", "Requested functionality is not supported.", BackendErrorKind.Rejected, "OpenStack has no serial console for this machine")]
    [InlineData(HttpStatusCode.BadRequest, "badRequest", "The number of serial ports is invalid.", BackendErrorKind.Rejected, "OpenStack has no serial console for this machine")]
    [InlineData(HttpStatusCode.Conflict, "conflictingRequest", "Instance 7 is not ready", BackendErrorKind.Conflict, "The machine's serial console is not ready yet")]
    [InlineData(HttpStatusCode.Forbidden, "forbidden", "Policy doesn't allow it to be performed.", BackendErrorKind.Unauthorized, "OpenStack does not accept the credentials")]
    public async Task Terminal_CloudRefuses_IsThatKindAndASentence(HttpStatusCode status, string key, string words, BackendErrorKind kind, string sentence)
    {
        var vm = await RunningAsync();
        Cloud.Api.Meet(new Trouble(IsConsole) { Instead = Trouble.Says(status, $$$"""{"{{{key}}}":{"code":{{{(int)status}}},"message":"{{{words}}}"}}""") });

        var refusal = await RefusedAsync(kind, () => Capability<ITerminal>().OpenTerminalAsync(vm.Id, Token));

        Assert.StartsWith(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(words, refusal.ProviderText);
    }

    [Fact]
    public async Task Terminal_Stopped_IsAConflictAndNotAskedFor()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        await RefusedAsync(BackendErrorKind.Conflict, () => Capability<ITerminal>().OpenTerminalAsync(vm.Id, Token));

        Assert.DoesNotContain(Cloud.Api.Requests, IsConsole);
    }

    [Theory]
    [InlineData("https://cloud.test:6083/")]
    [InlineData("cloud.test/")]
    [InlineData("/")]
    [InlineData("")]
    public async Task Terminal_AddressOfNoWebSocket_IsRejectedWithoutTellingIt(string address)
    {
        Cloud.Api.SerialConsoles = address;
        var vm = await RunningAsync();

        var refusal = await RefusedAsync(BackendErrorKind.Rejected, () => Capability<ITerminal>().OpenTerminalAsync(vm.Id, Token));

        Assert.Contains("base_url", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("console-secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_ThatIsPrinted_TellsNoAddress() =>
        Assert.DoesNotContain("token", new OpenStackConsoleAnswer(new OpenStackConsole("ws://cloud.test:6083/?token=console-secret")).ToString(), StringComparison.Ordinal);

    private static bool IsConsole(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.EndsWith("/remote-consoles", StringComparison.Ordinal);
}
