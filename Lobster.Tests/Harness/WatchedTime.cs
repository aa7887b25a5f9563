using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Harness;

/// <summary>A clock that counts its timers, for work that wakes, sets itself a limit, and sleeps again: it is moved on only while that work sleeps.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private int made;
    private int set;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref set);
        Interlocked.Increment(ref made);
        return new Watched(base.CreateTimer(callback, state, dueTime, period), this);
    }

    /// <summary>Moves on, and waits until what woke has set a timer for its work and put it away again.</summary>
    public async Task StepAsync(TimeSpan by)
    {
        var (before, asleep) = (Volatile.Read(ref made), Volatile.Read(ref set));
        Advance(by);
        await Wait.UntilAsync("what woke to sleep again", () => Volatile.Read(ref made) > before && Volatile.Read(ref set) == asleep);
    }

    private sealed class Watched(ITimer timer, WatchedTime time) : ITimer
    {
        private int gone;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            timer.Dispose();
            if (Interlocked.Exchange(ref gone, 1) == 0) Interlocked.Decrement(ref time.set);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
