namespace Lobster.Tests.Compute.Conformance;

/// <summary>For meters whose counters run on from reading to reading, and now and then begin anew.</summary>
public abstract class RunningCountersConformance<TFixture> : TransferMeterConformance<TFixture>
    where TFixture : BackendFixture, new()
{
    [Fact]
    public async Task Read_AfterReset_IsSmallerThanBeforeOrAnotherCounter()
    {
        var vm = await RunningAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromHours(5));
        var before = Assert.Single(await ReadAsync([vm.Id]));

        Cloud.ResetCounters();
        await ReadAsync([vm.Id]);
        await Cloud.AdvanceAsync(TimeSpan.FromHours(1));
        var after = Assert.Single(await ReadAsync([vm.Id]));

        Assert.True(after.CounterId != before.CounterId || after.OutBytes < before.OutBytes);
        Assert.True(after.OutBytes > 0);
    }
}
