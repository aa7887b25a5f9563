using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(IConsole))]
public abstract class ConsoleConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    /// <summary>Starts what consoles need beyond the backend; nothing by default.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    [Fact]
    public async Task Open_Twice_GivesTwoWaysInThatDoNotPrintTheirSecrets()
    {
        await PrepareAsync();
        var vm = await RunningAsync();

        var one = await Capability<IConsole>().OpenConsoleAsync(vm.Id, Token);
        var two = await Capability<IConsole>().OpenConsoleAsync(vm.Id, Token);

        Assert.NotSame(one, two);
        Assert.EndsWith(" console", one.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_UnknownMachine_IsNotFound() => await UnknownVmAsync(id => Capability<IConsole>().OpenConsoleAsync(id, Token));
}
