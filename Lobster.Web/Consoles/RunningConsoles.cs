using System.Collections.Concurrent;
using Lobster.Core.Consoles;

namespace Lobster.Web.Consoles;

/// <summary>The consoles that this process serves, and the room that is left for more.</summary>
internal sealed class RunningConsoles : IDisposable
{
    private readonly ConcurrentDictionary<ConsoleId, RunningConsole> running = new();
    private readonly SemaphoreSlim room;
    private readonly CancellationTokenRegistration stopping;
    private volatile bool isStopping;

    public RunningConsoles(ConsoleOptions options, IHostApplicationLifetime lifetime)
    {
        room = new SemaphoreSlim(options.MostPerNode);
        stopping = lifetime.ApplicationStopping.Register(Stop);
    }

    /// <summary>Those that run now.</summary>
    public IReadOnlyCollection<RunningConsole> All => [.. running.Values];

    /// <summary>Takes a place; false when none is free. Whoever took one gives it back.</summary>
    public bool TryTakePlace() => !isStopping && room.Wait(0);

    /// <summary>Gives a place back.</summary>
    public void GivePlaceBack() => room.Release();

    /// <summary>From now on it is watched.</summary>
    public void Add(RunningConsole console)
    {
        running[console.Id] = console;
        if (isStopping) console.EndBecause(ConsoleEnd.Stopped);
    }

    /// <summary>It is over.</summary>
    public void Remove(RunningConsole console) => running.TryRemove(console.Id, out _);

    /// <inheritdoc/>
    public void Dispose()
    {
        stopping.Dispose();
        room.Dispose();
    }

    // Told at once, so that pages can go to another panel, or come back to this one, while it stops.
    private void Stop()
    {
        isStopping = true;
        foreach (var console in All) console.EndBecause(ConsoleEnd.Stopped);
    }
}
