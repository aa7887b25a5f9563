using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(ITransferMeter))]
public abstract class TransferMeterConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    protected ITransferMeter Meter => Capability<ITransferMeter>();

    [Fact]
    public async Task Read_TimePasses_FiguresNeverShrinkAndTheirKindIsTheBackends()
    {
        var vm = await RunningAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromHours(2));
        var first = await ReadAsync([vm.Id]);
        await Cloud.AdvanceAsync(TimeSpan.FromHours(2));
        var second = await ReadAsync([vm.Id]);

        Assert.NotEmpty(first);
        Assert.All(first.Concat(second), r =>
        {
            Assert.Equal((vm.Id, Meter.TransferKind), (r.VmId, r.Kind));
            Assert.True(r.From is null || r.From < r.Until);
            Assert.InRange(r.CounterId.Length, 1, 100);
        });
        Assert.All(first, before => Assert.Contains(second, after =>
            after.CounterId == before.CounterId && after.OutBytes >= before.OutBytes && (after.InBytes ?? 0) >= (before.InBytes ?? 0)));
        Assert.True(second.Sum(r => r.OutBytes) > first.Sum(r => r.OutBytes));
    }

    [Fact]
    public void Kind_CountersThatRunOn_AreTestedForBeginningAnew() =>
        Assert.Equal(Meter.TransferKind is TransferKind.Cumulative or TransferKind.MonthToDate, this is RunningCountersConformance<TFixture>);

    [Fact]
    public async Task Read_UnknownMachineAmongKnown_IsLeftOut()
    {
        var vm = await RunningAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.All(await ReadAsync(["no-such-machine", vm.Id]), r => Assert.Equal(vm.Id, r.VmId));
        Assert.Empty(await ReadAsync(["no-such-machine"]));
    }

    protected async Task<List<TransferReading>> ReadAsync(string[] vmIds) =>
        await Meter.ReadTransferAsync(vmIds, default(Instant), Token).ToListAsync(Token);
}
