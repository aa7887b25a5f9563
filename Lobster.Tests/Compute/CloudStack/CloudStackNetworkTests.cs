using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;

namespace Lobster.Tests.Compute.CloudStack;

/// <summary>Isolated networks, where a public address is one that the router translates.</summary>
public sealed class CloudStackNetworkTests : ConformanceSuite<CloudStackFixture>
{
    private IAddressChanges Changes => Capability<IAddressChanges>();

    public CloudStackNetworkTests() => Cloud.Api.IsIsolated = true;

    [Fact]
    public async Task Add_Public_IsTranslatedUntilRemoved()
    {
        var vm = await RunningAsync();

        var added = Address(await DoneAsync(vm.Id, await Changes.AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token)));
        var row = (await Changes.ListAddressesAsync(vm.Id, Token))[0];
        await DoneAsync(vm.Id, await Changes.RemoveAddressAsync(vm.Id, added, Token));

        Assert.Equal((added, true, true, vm.Addresses![0].Address), (row.Address, row.IsPublic, row.CanRemove, row.MapsTo));
        Assert.Equal(0, Cloud.Api.TakenCount);
        Assert.Equal(vm.Addresses!.Select(a => a.Address), (await Changes.ListAddressesAsync(vm.Id, Token)).Select(a => a.Address));
    }

    [Fact]
    public async Task Add_ASecondOne_IsRejectedAndTakesNone()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Changes.AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token));

        await RefusedAsync(BackendErrorKind.Rejected, () => Changes.AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token));

        Assert.Equal(1, Cloud.Api.TakenCount);
    }

    [Fact]
    public async Task Add_CannotBeTranslated_IsGivenBack()
    {
        var vm = await RunningAsync();
        Cloud.Api.Fails["enableStaticNat"] = (537, "There is a rule already.");
        var poll = Assert.IsType<BackendChange.Poll>(await Changes.AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token));
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(10));

        var failed = Assert.IsType<BackendTask.Failed>(await Capability<ILongTasks>().GetTaskAsync(poll.TaskId, Token));
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(10));
        await ListAsync();

        Assert.Equal(BackendErrorKind.Conflict, failed.Kind);
        Assert.Equal(0, Cloud.Api.TakenCount);
    }

    [Fact]
    public async Task Delete_MachineWithAPublicAddress_GivesItBack()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Changes.AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token));

        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));

        Assert.Equal(0, Cloud.Api.TakenCount);
    }
}
