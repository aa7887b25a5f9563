using Lobster.Core.Consoles;
using Lobster.Core.Data;
using Lobster.Tests.Harness;
using Lobster.Web.Consoles;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Consoles;

public sealed class RunningConsoleTests
{
    private static readonly ConsoleOptions Options = new() { IdleMinutes = 30, LongestMinutes = 120 };
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Idle_OnlyPicturesWereAskedFor_EndsIt()
    {
        using var console = new RunningConsole(new ConsoleId(1), time);

        time.Advance(TimeSpan.FromMinutes(29));
        console.CameIn(10, ScreenInput.IsSomebody([3, 1, 0, 0, 0, 0, 4, 0, 3, 0]));
        console.EndIfOver(Options);
        var before = console.End;
        time.Advance(TimeSpan.FromMinutes(1));
        console.EndIfOver(Options);

        Assert.Equal((null, ConsoleEnd.Idle), (before, console.End));
        Assert.True(console.Stopping.IsCancellationRequested);
    }

    [Fact]
    public void Typing_KeepsItOpenUntilTheLongestTime()
    {
        using var console = new RunningConsole(new ConsoleId(1), time);
        for (var minutes = 0; minutes < 119; minutes++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            console.CameIn(8, ScreenInput.IsSomebody([4, 1, 0, 0, 0, 0, 0, 65]));
            console.EndIfOver(Options);
        }

        var before = console.End;
        time.Advance(TimeSpan.FromMinutes(1));
        console.EndIfOver(Options);

        Assert.Equal((null, ConsoleEnd.TooLong), (before, console.End));
    }

    [Fact]
    public void End_SecondReason_DoesNotCount()
    {
        using var console = new RunningConsole(new ConsoleId(1), time);

        console.EndBecause(ConsoleEnd.Revoked);
        console.EndBecause(ConsoleEnd.Left);

        Assert.Equal(ConsoleEnd.Revoked, console.End);
    }

    [Theory]
    [InlineData(new byte[] { 3, 1, 0, 0, 0, 0, 4, 0, 3, 0, 3, 1, 0, 0, 0, 0, 4, 0, 3, 0 }, false)]
    [InlineData(new byte[] { 3, 1, 0, 0, 0, 0, 4, 0, 3, 0, 5, 1, 0, 9, 0, 9 }, true)]
    [InlineData(new byte[] { 5, 0, 0, 9, 0, 9 }, true)]
    [InlineData(new byte[] { 6 }, true)]
    public void ScreenInput_RequestsForPictures_AreNobodys(byte[] bytes, bool isSomebody) => Assert.Equal(isSomebody, ScreenInput.IsSomebody(bytes));

    [Theory, EveryDatabase]
    public async Task Watch_RightTakenAway_EndsItAtItsNextLook(DatabaseProvider provider)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);
        using var lifetime = new Lifetime();
        using var consoles = new RunningConsoles(Options, lifetime);
        using var watch = new ConsoleWatch(consoles, scene.Gate, Options, scene.Panel.Time, NullLogger<ConsoleWatch>.Instance);
        using var console = new RunningConsole(await scene.OpenAsync(), scene.Panel.Time);
        consoles.Add(console);
        await watch.StartAsync(TestContext.Current.CancellationToken);
        await scene.TakeAwayAsync("machine suspended");

        // Its timer is made on a thread of its own, perhaps only now.
        await Wait.UntilAsync("the console ends", () =>
        {
            scene.Panel.Advance(TimeSpan.FromSeconds(2));
            return console.End is not null;
        });
        await watch.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ConsoleEnd.Revoked, console.End);
    }

    [Fact]
    public void Stop_EndsAllAndLetsNobodyIn()
    {
        using var lifetime = new Lifetime();
        using var consoles = new RunningConsoles(Options, lifetime);
        using var early = new RunningConsole(new ConsoleId(1), time);
        using var late = new RunningConsole(new ConsoleId(2), time);
        consoles.Add(early);

        lifetime.StopApplication();
        consoles.Add(late);

        Assert.Equal((ConsoleEnd.Stopped, ConsoleEnd.Stopped), (early.End, late.End));
        Assert.False(consoles.TryTakePlace());
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => stopping.Cancel();

        public void Dispose() => stopping.Dispose();
    }
}
