using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;

namespace Lobster.Tests.Compute.Gce;

/// <summary>Bytes, each told once.</summary>
public sealed class GceTransferTests : ConformanceSuite<GceFixture>
{
    [Fact]
    public async Task Read_AgainSinceTheLastReading_TellsEachByteOnce()
    {
        var vm = await RunningAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(47));
        var first = await ReadAsync(vm.CreatedAt!.Value, vm.Id);
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(95));

        var all = first.Concat(await ReadAsync(first.Max(r => r.Until), vm.Id)).ToList();

        var whole = (long)(all.Max(r => r.Until) - vm.CreatedAt.Value).TotalSeconds * GceFake.BytesASecond;
        Assert.Equal(all.Count, all.DistinctBy(r => r.From).Count());
        Assert.Equal((whole, whole / 10), (all.Sum(r => r.OutBytes!.Value), all.Sum(r => r.InBytes!.Value)));
        Assert.All(all, r => Assert.Equal(TimeSpan.FromMinutes(10), r.Until - r.From!.Value));
    }

    [Theory]
    [InlineData(14, 0)]
    [InlineData(15, 1)]
    [InlineData(24, 1)]
    [InlineData(25, 2)]
    public async Task Read_SpanThatMayStillGrow_IsLeftForTheNextReading(int minutes, int spans)
    {
        var accepted = await Backend.CreateAsync(Request(), Token);
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(minutes));

        Assert.Equal(spans, (await ReadAsync(Instant.From(Cloud.Time.GetUtcNow()) - TimeSpan.FromMinutes(minutes), accepted.VmId)).Count);
    }

    [Fact]
    public async Task Read_ManyMachines_TakesTwoRequestsAndAllTheirPages()
    {
        var vms = new[] { await RunningAsync("one"), await RunningAsync("two"), await RunningAsync("three") };
        await Cloud.AdvanceAsync(TimeSpan.FromHours(1));
        await ListAsync(); // so that the token is fresh
        Cloud.Api.Asked.Clear();
        var whole = await ReadAsync(default, [.. vms.Select(v => v.Id)]);
        var requests = Cloud.Api.Asked.Count;
        Cloud.Api.SeriesOnAPage = 2;

        var paged = await ReadAsync(default, [.. vms.Select(v => v.Id)]);

        Assert.Equal(2, requests);
        Assert.Equal(whole.OrderBy(r => (r.VmId, r.From!.Value.Micros)), paged.OrderBy(r => (r.VmId, r.From!.Value.Micros)));
        Assert.Equal(3, whole.DistinctBy(r => r.VmId).Count());
    }

    [Fact]
    public async Task Read_LongSilence_LooksBackTwoDaysAtMost()
    {
        var vm = await RunningAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromDays(9));

        var first = (await ReadAsync(vm.CreatedAt!.Value, vm.Id)).Min(r => r.From!.Value);

        Assert.InRange(Instant.From(Cloud.Time.GetUtcNow()) - first, TimeSpan.FromDays(2), TimeSpan.FromDays(2) + TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Read_RightMissing_FailsAndTheTestOfTheRegionWarns()
    {
        var vm = await RunningAsync();
        Cloud.Api.ReadsMetrics = false;
        await Cloud.AdvanceAsync(TimeSpan.FromHours(1));

        await RefusedAsync(BackendErrorKind.Unauthorized, () => ReadAsync(default, vm.Id));

        Assert.Contains("Monitoring Viewer", Assert.Single((await Backend.CheckAsync(Token)).Warnings), StringComparison.Ordinal);
    }

    private async Task<List<TransferReading>> ReadAsync(Instant since, params string[] vms) => await Capability<ITransferMeter>().ReadTransferAsync(vms, since, Token).ToListAsync(Token);
}
