namespace Lobster.Web.Components.Shared;

/// <summary>Runs an action at once and then at most once per gap; requests in between are answered by one run at the gap's end. Thread-safe.</summary>
internal sealed class Throttle(TimeProvider time, TimeSpan gap, Func<Task> act) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private ITimer? timer;
    private long lastRun;
    private bool ran;
    private bool waiting;
    private bool disposed;
    private Task running = Task.CompletedTask;

    /// <summary>Asks for a run.</summary>
    public void Request()
    {
        lock (gate)
        {
            if (waiting || disposed) return;
            var since = ran ? time.GetElapsedTime(lastRun) : gap;
            if (since >= gap)
            {
                Run();
                return;
            }
            waiting = true;
            timer?.Dispose();
            timer = time.CreateTimer(_ => OnTimer(), null, gap - since, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        lock (gate)
        {
            if (disposed) return;
            waiting = false;
            Run();
        }
    }

    private void Run()
    {
        ran = true;
        lastRun = time.GetTimestamp();
        running = act();
    }

    /// <summary>Lets the run under way end; starts no other.</summary>
    public async ValueTask DisposeAsync()
    {
        Task last;
        lock (gate)
        {
            disposed = true;
            timer?.Dispose();
            last = running;
        }
        await last;
    }
}
