using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Sandbox;

/// <summary>The figures of each transfer kind tell the same bytes.</summary>
public sealed class SandboxTransferTests : IAsyncDisposable
{
    private readonly SandboxFixture cloud = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => cloud.DisposeAsync();

    [Fact]
    public async Task Kinds_SameSpan_AddUpToTheSameBytes()
    {
        var vm = await RunningAsync();
        cloud.Time.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(8));

        var counter = Assert.Single(await ReadAsync("Cumulative", vm));
        var month = Assert.Single(await ReadAsync("MonthToDate", vm));
        var days = await ReadAsync("UtcDay", vm);
        var hours = await ReadAsync("Delta", vm);

        Assert.True(counter.OutBytes > 0);
        Assert.Equal(counter.OutBytes, month.OutBytes);
        Assert.Equal(counter.OutBytes, days.Sum(r => r.OutBytes));
        Assert.Equal(counter.OutBytes, hours.Sum(r => r.OutBytes));
        Assert.Equal(["2026-03-01", "2026-03-02", "2026-03-03"], days.Select(r => r.CounterId));
        Assert.Equal(72, hours.Count);
        Assert.All(hours.Zip(hours.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.From));
    }

    [Fact]
    public async Task MonthToDate_NextMonth_BeginsAnew()
    {
        var vm = await RunningAsync();
        cloud.Time.Advance(TimeSpan.FromDays(30));
        var march = Assert.Single(await ReadAsync("MonthToDate", vm));
        cloud.Time.Advance(TimeSpan.FromDays(2));

        var april = Assert.Single(await ReadAsync("MonthToDate", vm));

        Assert.Equal(Instant.Utc(2026, 4, 1), april.From);
        Assert.InRange(april.OutBytes!.Value, 1, march.OutBytes!.Value / 10);
    }

    [Fact]
    public async Task Stopped_Machine_SendsNothing()
    {
        var vm = await RunningAsync();
        await cloud.Backend.StopAsync(vm, Token);
        var before = Assert.Single(await ReadAsync("Cumulative", vm));
        cloud.Time.Advance(TimeSpan.FromHours(5));

        Assert.Equal(before.OutBytes, Assert.Single(await ReadAsync("Cumulative", vm)).OutBytes);
    }

    [Fact]
    public async Task Resized_Machine_HasSentWhatItHad()
    {
        var vm = await RunningAsync();
        cloud.Time.Advance(TimeSpan.FromDays(20));
        var before = Assert.Single(await ReadAsync("Cumulative", vm)).OutBytes!.Value;
        await ((IResize)cloud.Backend).ResizeAsync(vm, cloud.LargerSize, Token);
        cloud.Time.Advance(TimeSpan.FromMinutes(1));

        var after = Assert.Single(await ReadAsync("Cumulative", vm)).OutBytes!.Value;

        Assert.InRange(after, before, before + 1_000_000_000);
    }

    [Fact]
    public async Task ResetCountersAtBoot_Reboot_BeginsAnew()
    {
        cloud.Options["resetCountersAtBoot"] = "true";
        var vm = await RunningAsync();
        cloud.Time.Advance(TimeSpan.FromHours(5));
        var before = Assert.Single(await ReadAsync("Cumulative", vm));
        await cloud.Backend.RebootAsync(vm, Token);
        cloud.Time.Advance(TimeSpan.FromMinutes(1));

        var after = Assert.Single(await ReadAsync("Cumulative", vm));

        Assert.InRange(after.OutBytes!.Value, 1, before.OutBytes!.Value - 1);
    }

    [Fact]
    public async Task CounterEpoch_Raised_ResetsOnce()
    {
        var vm = await RunningAsync();
        cloud.Time.Advance(TimeSpan.FromHours(5));
        cloud.Options["counterEpoch"] = "1";
        var reset = Assert.Single(await ReadAsync("Cumulative", vm));
        cloud.Time.Advance(TimeSpan.FromHours(1));

        var grown = Assert.Single(await ReadAsync("Cumulative", vm));

        Assert.Equal(0, reset.OutBytes);
        Assert.True(grown.OutBytes > 0);
    }

    [Fact]
    public async Task SendTraffic_FiveGigabytes_AreCounted()
    {
        var vm = await RunningAsync();
        var before = Assert.Single(await ReadAsync("Cumulative", vm));
        await ((ICustomActions)cloud.Backend).RunActionAsync(vm, "send-traffic", new Dictionary<string, string> { ["gigabytes"] = "5" }, Token);
        cloud.Time.Advance(TimeSpan.FromSeconds(1));

        var grown = Assert.Single(await ReadAsync("Cumulative", vm)).OutBytes - before.OutBytes;

        Assert.InRange(grown!.Value, 5_000_000_000, 5_001_000_000);
    }

    private async Task<string> RunningAsync()
    {
        var vm = await cloud.Backend.CreateAsync(new CreateVm(Guid.CreateVersion7(), "web1", cloud.Size, cloud.ImageId), Token);
        cloud.Time.Advance(TimeSpan.FromSeconds(8));
        return vm.VmId;
    }

    private async Task<List<TransferReading>> ReadAsync(string kind, string vm) =>
        await ((ITransferMeter)cloud.With(("transferKind", kind))).ReadTransferAsync([vm], default(Instant), Token).ToListAsync(Token);
}
