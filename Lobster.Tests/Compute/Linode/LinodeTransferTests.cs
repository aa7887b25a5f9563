using System.Net;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Linode;

/// <summary>Months, and machines that do not tell.</summary>
public sealed class LinodeTransferTests : ConformanceSuite<LinodeFixture>
{
    private static readonly Instant April = Instant.Utc(2026, 4, 1);

    [Fact]
    public async Task Read_WithinAMonth_IsOneRequestAndTheMonthSoFar()
    {
        var vm = await RunningAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromDays(3));
        Cloud.Api.Asked.Clear();

        var reading = Assert.Single(await ReadAsync(Instant.Utc(2026, 3, 2), vm.Id));

        Assert.Equal([$"GET /v4/linode/instances/{vm.Id}/transfer/2026/3"], Cloud.Api.Asked);
        Assert.Equal(("2026-03", Instant.Utc(2026, 3, 1), Now), (reading.CounterId, reading.From, reading.Until));
    }

    [Fact]
    public async Task Read_MonthHasTurned_TellsTheOldOneOnceMoreWhenItIsClosed()
    {
        var vm = await RunningAsync();
        await UntilAprilAsync(TimeSpan.FromMinutes(10));
        var atOnce = await ReadAsync(Instant.Utc(2026, 3, 31, 23), vm.Id);
        await Cloud.AdvanceAsync(TimeSpan.FromHours(1));
        var closed = await ReadAsync(April + TimeSpan.FromMinutes(10), vm.Id);
        await Cloud.AdvanceAsync(TimeSpan.FromHours(1));
        var later = await ReadAsync(April + TimeSpan.FromMinutes(70), vm.Id);

        Assert.Equal(["2026-04"], atOnce.Select(r => r.CounterId));
        Assert.Equal(["2026-03", "2026-04"], closed.Select(r => r.CounterId));
        Assert.Equal((Instant.Utc(2026, 3, 1), April), (closed[0].From, closed[0].Until));
        Assert.Equal(["2026-04"], later.Select(r => r.CounterId));
    }

    [Fact]
    public async Task Read_OneMachineFails_TheOthersAreTold()
    {
        var (one, two) = (await RunningAsync("one"), await RunningAsync("two"));
        await Cloud.AdvanceAsync(TimeSpan.FromHours(1));
        Cloud.Api.Meet(new Trouble(r => r.RequestUri!.AbsolutePath.Contains($"/{one.Id}/transfer", StringComparison.Ordinal)) { Instead = Trouble.Says(HttpStatusCode.BadRequest, "{}") });

        var told = await ReadAsync(Now, one.Id, "424242", two.Id);

        Assert.Equal([two.Id], told.Select(r => r.VmId));
    }

    [Fact]
    public async Task Read_NothingIsTold_Fails()
    {
        var vm = await RunningAsync();
        Cloud.Api.Meet(new Trouble(r => r.RequestUri!.AbsolutePath.Contains("/transfer", StringComparison.Ordinal)) { Instead = Trouble.Says(HttpStatusCode.Unauthorized, "{}") });

        await RefusedAsync(BackendErrorKind.Unauthorized, async () => await ReadAsync(Now, vm.Id));
    }

    private Instant Now => Instant.From(Cloud.Time.GetUtcNow());

    private Task UntilAprilAsync(TimeSpan later) => Cloud.AdvanceAsync(April - Now + later);

    private async Task<List<TransferReading>> ReadAsync(Instant since, params string[] vmIds) =>
        await Capability<ITransferMeter>().ReadTransferAsync(vmIds, since, Token).ToListAsync(Token);
}
