using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.DigitalOcean;

/// <summary>Bytes out of samples.</summary>
public sealed class DigitalOceanTrafficTests : ConformanceSuite<DigitalOceanFixture>
{
    private const long BytesPerSecondOut = 250_000;
    private ITransferMeter Meter => Capability<ITransferMeter>();

    [Fact]
    public async Task Read_SteadyRate_IsAnEstimateInSpansOfTenMinutes()
    {
        var vm = await RunningAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromHours(3));

        var spans = await ReadAsync(vm.Id, Cloud.Time.GetUtcNow() - TimeSpan.FromHours(1));

        Assert.All(spans, s => Assert.Equal((true, 600, 600 * BytesPerSecondOut, 600 * BytesPerSecondOut / 4), (s.IsEstimate, (s.Until - s.From!.Value).TotalSeconds, s.OutBytes, s.InBytes)));
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.From));
        Assert.InRange(spans.Count, 6, 12);
    }

    [Fact]
    public async Task Read_LaterAndFromElsewhere_TellsTheSameSpansAgain()
    {
        var vm = await RunningAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(127));
        var first = await ReadAsync(vm.Id, DateTimeOffset.UnixEpoch);
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(31));

        var second = await ReadAsync(vm.Id, DateTimeOffset.UnixEpoch);

        Assert.Equal(first, second.Take(first.Count));
        Assert.True(second.Count > first.Count);
    }

    [Fact]
    public async Task Read_SamplesMissing_TellsNothingOfThatTime()
    {
        var vm = await RunningAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromHours(3));
        var (from, until) = (Instant.Utc(2026, 3, 1, 1, 4), Instant.Utc(2026, 3, 1, 1, 46));
        Cloud.Api.Silence = (from.Micros / Instant.MicrosPerSecond, until.Micros / Instant.MicrosPerSecond);

        var spans = await ReadAsync(vm.Id, DateTimeOffset.UnixEpoch);

        // The last sample before the silence speaks for nobody knows how long.
        Assert.DoesNotContain(spans, s => s.From < until && s.Until > from - TimeSpan.FromMinutes(2));
        Assert.Contains(spans, s => s.Until == from - TimeSpan.FromMinutes(2));
        Assert.Contains(spans, s => s.From == until);
    }

    [Fact]
    public async Task Read_OneMachineFails_TellsTheOthers()
    {
        var (one, two) = (await RunningAsync("one"), await RunningAsync("two"));
        await Cloud.AdvanceAsync(TimeSpan.FromHours(1));
        Cloud.Api.Meet(new Trouble(r => r.RequestUri!.Query.Contains($"host_id={one.Id}", StringComparison.Ordinal)) { Times = int.MaxValue, Instead = Trouble.Says(System.Net.HttpStatusCode.Forbidden) });

        var told = await Meter.ReadTransferAsync([one.Id, two.Id], default, Token).ToListAsync(Token);

        Assert.All(told, r => Assert.Equal(two.Id, r.VmId));
        Assert.NotEmpty(told);
        await RefusedAsync(BackendErrorKind.Unauthorized, async () => await Meter.ReadTransferAsync([one.Id], default, Token).ToListAsync(Token));
    }

    private async Task<List<TransferReading>> ReadAsync(string vmId, DateTimeOffset since) => await Meter.ReadTransferAsync([vmId], Instant.From(since), Token).ToListAsync(Token);
}
