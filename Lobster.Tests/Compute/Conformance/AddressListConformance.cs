using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(IAddressList))]
public abstract class AddressListConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    [Fact]
    public async Task ListAddresses_Running_TellsWhatTheMachineTells()
    {
        var vm = await RunningAsync();

        var addresses = await Capability<IAddressList>().ListAddressesAsync(vm.Id, Token);

        Assert.NotEmpty(addresses);
        Assert.Equal(vm.Addresses!.Select(a => a.Address), addresses.Select(a => a.Address));
    }

    [Fact]
    public async Task ListAddresses_TwoMachines_ShareNone()
    {
        var one = await RunningAsync("one");
        var two = await RunningAsync("two");

        Assert.Empty(one.Addresses!.Select(a => a.Address).Intersect(two.Addresses!.Select(a => a.Address)));
    }

    [Fact]
    public async Task ListAddresses_UnknownMachine_IsNotFound() =>
        await UnknownVmAsync(id => Capability<IAddressList>().ListAddressesAsync(id, Token));
}
