using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(IAddressChanges))]
public abstract class AddressChangesConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    private IAddressChanges Changes => Capability<IAddressChanges>();

    [Fact]
    public async Task Add_EachType_IsListedUntilRemovedTwice()
    {
        var vm = await RunningAsync();

        foreach (var type in Changes.AddressTypes)
        {
            var added = Address(await DoneAsync(vm.Id, await Changes.AddAddressAsync(vm.Id, type, Token)));
            var row = Assert.Single(await Changes.ListAddressesAsync(vm.Id, Token), a => a.Address.Equals(added));
            Assert.True(row.CanRemove);
            Assert.Equal(type != AddressType.PrivateIPv4, row.IsPublic);

            await DoneAsync(vm.Id, await Changes.RemoveAddressAsync(vm.Id, added, Token));
            await DoneAsync(vm.Id, await Changes.RemoveAddressAsync(vm.Id, added, Token));
            Assert.DoesNotContain(await Changes.ListAddressesAsync(vm.Id, Token), a => a.Address.Equals(added));
        }
    }

    [Fact]
    public async Task Remove_AddressThatStays_IsRejected()
    {
        var vm = await RunningAsync();

        foreach (var main in vm.Addresses!.Where(a => !a.CanRemove))
            await RefusedAsync(BackendErrorKind.Rejected, () => Changes.RemoveAddressAsync(vm.Id, main.Address, Token));

        Assert.Equal(vm.Addresses!.Count, (await Changes.ListAddressesAsync(vm.Id, Token)).Count);
    }

    [Fact]
    public async Task Add_UnknownMachine_IsNotFound() =>
        await UnknownVmAsync(id => Changes.AddAddressAsync(id, Changes.AddressTypes[0], Token));
}
