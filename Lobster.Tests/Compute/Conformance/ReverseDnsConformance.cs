using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(IReverseDns))]
public abstract class ReverseDnsConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    private IReverseDns Names => Capability<IReverseDns>();

    [Fact]
    public async Task Set_EachAddressThatMay_IsListedAndReset()
    {
        var vm = await RunningAsync();
        var may = vm.Addresses!.Where(a => a.CanSetReverseDns).ToList();

        Assert.NotEmpty(may);
        foreach (var address in may)
        {
            await DoneAsync(vm.Id, await Names.SetReverseDnsAsync(vm.Id, address.Address, "mail.example.org", Token));
            Assert.Equal("mail.example.org", await NameOfAsync(vm.Id, address.Address));

            await DoneAsync(vm.Id, await Names.SetReverseDnsAsync(vm.Id, address.Address, null, Token));
            Assert.NotEqual("mail.example.org", await NameOfAsync(vm.Id, address.Address));
        }
    }

    [Fact]
    public async Task Set_AddressOfAnotherMachine_IsNotFound()
    {
        var vm = await RunningAsync("one");
        var other = await RunningAsync("two");

        await RefusedAsync(
            BackendErrorKind.NotFound, () => Names.SetReverseDnsAsync(vm.Id, other.Addresses![0].Address, "mail.example.org", Token));
    }

    [Fact]
    public async Task Set_NoHostName_IsRejected()
    {
        var vm = await RunningAsync();

        await RefusedAsync(BackendErrorKind.Rejected, () => Names.SetReverseDnsAsync(vm.Id, vm.Addresses![0].Address, "not a name", Token));
    }

    private async Task<string?> NameOfAsync(string vmId, IPAddress address) =>
        (await Names.ListAddressesAsync(vmId, Token)).Single(a => a.Address.Equals(address)).ReverseDns;
}
