using System.Net;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>Addresses that cost money, names that only some of them have, and bytes that are known late.</summary>
public sealed class Ec2NetworkTests : ConformanceSuite<Ec2Fixture>
{
    [Fact]
    public async Task Addresses_TwoExtra_LeaveTheMainOneAndGoWithTheMachine()
    {
        var vm = await RunningAsync();
        Cloud.Api.AllocateForOperator();
        var changes = Capability<IAddressChanges>();

        await changes.AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token);
        await changes.AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token);
        var listed = await changes.ListAddressesAsync(vm.Id, Token);
        await Backend.DeleteAsync(vm.Id, Token);

        Assert.Equal(3, listed.Count(a => a.IsPublic));
        Assert.Equal(vm.Addresses![0].Address, listed[0].Address);
        Assert.Equal([false, true, true], listed.Where(a => a.IsPublic).Select(a => a.CanRemove));
        Assert.Single(Cloud.Api.ElasticAddresses);
    }

    [Fact]
    public async Task Addresses_AssociationLost_IsFoundAgain()
    {
        var vm = await RunningAsync();
        Cloud.Api.Meet(new Trouble(r => Cloud.Api.ActionOf(r) == "AssociateAddress") { Instead = Trouble.Breaks(HttpRequestError.ResponseEnded) });
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token));

        await Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token);

        Assert.Single(Cloud.Api.ElasticAddresses);
    }

    [Fact]
    public async Task Addresses_AssociationRefused_LeavesNothing()
    {
        var vm = await RunningAsync();
        Cloud.Api.Refuses["AssociateAddress"] = ("PrivateIpAddressLimitExceeded", 400);

        await RefusedAsync(BackendErrorKind.QuotaExceeded, () => Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token));

        Assert.Empty(Cloud.Api.ElasticAddresses);
        Assert.Equal(vm.Addresses!.Count, (await Capability<IAddressChanges>().ListAddressesAsync(vm.Id, Token)).Count);
    }

    [Fact]
    public async Task ReverseDns_AddressOfThePool_IsRejected()
    {
        var vm = await RunningAsync();

        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IReverseDns>().SetReverseDnsAsync(vm.Id, vm.Addresses![0].Address, "mail.example.org", Token));
        await RefusedAsync(BackendErrorKind.NotFound, () => Capability<IReverseDns>().SetReverseDnsAsync(vm.Id, IPAddress.Parse("192.0.2.1"), "mail.example.org", Token));
    }

    [Fact]
    public async Task Elastic_EachMachine_HasOneThatStaysAndGoesWithIt()
    {
        await using var cloud = new Ec2ElasticFixture();
        var request = new CreateVm(Guid.CreateVersion7(), "web", cloud.Size, cloud.ImageId);
        cloud.LoseNextCreate();
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => cloud.Backend.CreateAsync(request, Token));
        var found = (await cloud.Backend.FindByTokenAsync(request.Token, Token))!;
        var task = Assert.IsType<BackendChange.Poll>(found.Creation).TaskId;
        await cloud.AdvanceAsync(TimeSpan.FromSeconds(10));

        // Two panels may come to the end of the same creation.
        Assert.IsType<BackendTask.Succeeded>(await ((ILongTasks)cloud.Backend).GetTaskAsync(task, Token));
        Assert.IsType<BackendTask.Succeeded>(await ((ILongTasks)cloud.Backend).GetTaskAsync(task, Token));
        var vm = (await cloud.Backend.GetAsync(found.Id, Token))!;

        Assert.Equal(Assert.Single(cloud.Api.ElasticAddresses), vm.Addresses![0].Address.ToString());
        Assert.True(vm.Addresses[0] is { CanSetReverseDns: true, CanRemove: false });
        await cloud.Backend.DeleteAsync(found.Id, Token);
        Assert.Empty(cloud.Api.ElasticAddresses);
    }

    [Fact]
    public async Task Transfer_LateBytes_AreToldInTheirDay()
    {
        var vm = await RunningAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromHours(30));
        var before = await TransferAsync(vm.Id);

        Cloud.Api.Late[new DateTimeOffset(2026, 3, 1, 22, 0, 0, TimeSpan.Zero)] = 5_000_000_000;
        var after = await TransferAsync(vm.Id);

        Assert.Equal(["2026-03-01", "2026-03-02"], before.Select(r => r.CounterId));
        Assert.Equal(before[0].OutBytes + 5_000_000_000, after[0].OutBytes);
        Assert.Equal(before[1], after[1]);
        Assert.Equal(24 * 3600 * Ec2Fake.BytesIn, before[0].InBytes);
        Assert.Equal((Instant.Utc(2026, 3, 2), Instant.Utc(2026, 3, 2)), (before[0].Until, before[1].From));
    }

    [Fact]
    public async Task Transfer_LongUnread_LooksBackNoFurtherThanAwsAnswersAtOnce()
    {
        var vm = await RunningAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromDays(100));

        Assert.Equal(15, (await TransferAsync(vm.Id)).Count);
    }

    [Fact]
    public async Task Transfer_Throttled_FailsOnlyWhenNothingWasRead()
    {
        var vm = await RunningAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromHours(1));
        Cloud.Api.Refuses["GetMetricStatistics"] = ("Throttling", 400);

        await RefusedAsync(BackendErrorKind.RateLimited, () => TransferAsync(vm.Id));
    }

    [Fact]
    public async Task Transfer_NoRight_IsSaidByTheTestOfTheRegionAndKeepsNothingElseFromWorking()
    {
        var vm = await RunningAsync();
        Cloud.Api.Refuses["GetMetricStatistics"] = ("AccessDenied", 403);

        Assert.Empty(await TransferAsync(vm.Id));
        Assert.Contains("CloudWatch", Assert.Single((await Backend.CheckAsync(Token)).Warnings), StringComparison.Ordinal);
    }

    private Task<List<TransferReading>> TransferAsync(string vmId) => Capability<ITransferMeter>().ReadTransferAsync([vmId], default(Instant), Token).ToListAsync(Token).AsTask();
}
