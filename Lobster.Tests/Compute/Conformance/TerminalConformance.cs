using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(ITerminal))]
public abstract class TerminalConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    /// <summary>Starts what terminals need beyond the backend; nothing by default.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    [Fact]
    public async Task Open_Twice_GivesTwoWaysInThatDoNotPrintTheirSecrets()
    {
        await PrepareAsync();
        var vm = await RunningAsync();

        var one = await Capability<ITerminal>().OpenTerminalAsync(vm.Id, Token);
        var two = await Capability<ITerminal>().OpenTerminalAsync(vm.Id, Token);

        Assert.NotSame(one, two);
        Assert.EndsWith(" console", one.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ATerminal_IsOneOfText()
    {
        await PrepareAsync();
        var vm = await RunningAsync();

        var access = await Capability<ITerminal>().OpenTerminalAsync(vm.Id, Token);

        Assert.True(access is ConsoleAccess.SerialWebSocket or ConsoleAccess.Ssh or ConsoleAccess.Url, access.ToString());
    }

    [Fact]
    public async Task Open_UnknownMachine_IsNotFound() => await UnknownVmAsync(id => Capability<ITerminal>().OpenTerminalAsync(id, Token));
}
