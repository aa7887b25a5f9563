using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(IRename))]
public abstract class RenameConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    [Fact]
    public async Task Rename_NewName_IsShownAndTheMarkStays()
    {
        var vm = await RunningAsync("before");

        await DoneAsync(vm.Id, await Capability<IRename>().RenameAsync(vm.Id, "after", Token));

        Assert.Equal("after", (await GetAsync(vm.Id)).Name);
        Assert.Equal(vm.Id, (await Backend.FindByTokenAsync(vm.Mark!.Token!.Value, Token))?.Id);
    }

    [Fact]
    public async Task Rename_SameName_Succeeds()
    {
        var vm = await RunningAsync("same");

        await DoneAsync(vm.Id, await Capability<IRename>().RenameAsync(vm.Id, "same", Token));

        Assert.Equal("same", (await GetAsync(vm.Id)).Name);
    }

    [Fact]
    public async Task Rename_UnknownMachine_IsNotFound() => await UnknownVmAsync(id => Capability<IRename>().RenameAsync(id, "name", Token));
}
