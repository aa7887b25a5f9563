namespace Lobster.Web.Scheduling;

/// <summary>How long the program waits when it was asked to stop.</summary>
internal static class Grace
{
    /// <summary>For a call to a backend that does not end although it was cancelled. What it was for is found out by whoever goes on.</summary>
    public static TimeSpan Call { get; } = TimeSpan.FromSeconds(5);

    /// <summary>For everything together.</summary>
    public static TimeSpan Program { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Waits for work, but not much longer than until the program is to stop.</summary>
    /// <exception cref="OperationCanceledException">It did not end in time.</exception>
    public static async Task<T> LeaveAfterStopAsync<T>(Task<T> work, TimeProvider time, CancellationToken stopping)
    {
        using var leave = new CancellationTokenSource();
        await using var timer = time.CreateTimer(_ => leave.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using var asked = stopping.Register(() => timer.Change(Call, Timeout.InfiniteTimeSpan));
        return await work.WaitAsync(leave.Token);
    }
}
