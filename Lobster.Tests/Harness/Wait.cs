using System.Diagnostics;

namespace Lobster.Tests.Harness;

/// <summary>Waits for something to become true; fails with a sentence when it does not in time.</summary>
internal static class Wait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks again and again until <paramref name="condition"/> holds.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> condition, TimeSpan? patience = null)
    {
        var limit = patience ?? TestRun.Patience;
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Pause, TimeProvider.System);
        while (!await condition())
        {
            if (clock.Elapsed > limit) throw new TimeoutException($"Waited {limit.TotalSeconds:0} s for: {what}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Asks again and again until <paramref name="condition"/> holds.</summary>
    public static Task UntilAsync(string what, Func<bool> condition, TimeSpan? patience = null) =>
        UntilAsync(what, () => Task.FromResult(condition()), patience);
}
