using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Harness;

/// <summary>Lets the clock run for a call that waits for it, such as for the pause before a repeat.</summary>
internal static class Driven
{
    public static async Task<T> WaitAsync<T>(FakeTimeProvider time, Func<Task<T>> call)
    {
        var running = call();
        for (var second = 0; second < 1000 && !running.IsCompleted; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System)); // for the continuations of what just came due
        }

        return await running.WaitAsync(TestRun.Patience, TimeProvider.System);
    }
}
