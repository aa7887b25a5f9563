using Lobster.Core.Consoles;

namespace Lobster.Web.Consoles;

/// <summary>A console that this process serves: what went through it, when somebody last did something, and the one reason for which it ends. Safe from many threads.</summary>
internal sealed class RunningConsole(ConsoleId id, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly long openedAt = time.GetTimestamp();
    private long lastInputAt = time.GetTimestamp();
    private long bytesIn;
    private long bytesOut;
    private int end = -1;

    /// <summary>Which.</summary>
    public ConsoleId Id => id;

    /// <summary>Ends what goes on with the machine's side.</summary>
    public CancellationToken Stopping => stop.Token;

    /// <summary>What went through it so far.</summary>
    public ConsoleTally Tally => new(Interlocked.Read(ref bytesIn), Interlocked.Read(ref bytesOut));

    /// <summary>Why it ends; null while it goes on.</summary>
    public ConsoleEnd? End => Volatile.Read(ref end) is var value and >= 0 ? (ConsoleEnd)value : null;

    /// <summary>Ends it; the first reason stays.</summary>
    public void EndBecause(ConsoleEnd reason)
    {
        if (Interlocked.CompareExchange(ref end, (int)reason, -1) == -1) stop.Cancel();
    }

    /// <summary>Counts what came from the browser.</summary>
    public void CameIn(int bytes, bool isSomebody)
    {
        Interlocked.Add(ref bytesIn, bytes);
        if (isSomebody) Interlocked.Exchange(ref lastInputAt, time.GetTimestamp());
    }

    /// <summary>Counts what went to the browser.</summary>
    public void WentOut(int bytes) => Interlocked.Add(ref bytesOut, bytes);

    /// <summary>Ends it when it was idle, or open, for too long.</summary>
    public void EndIfOver(ConsoleOptions options)
    {
        if (time.GetElapsedTime(openedAt) >= TimeSpan.FromMinutes(options.LongestMinutes)) EndBecause(ConsoleEnd.TooLong);
        else if (time.GetElapsedTime(Interlocked.Read(ref lastInputAt)) >= TimeSpan.FromMinutes(options.IdleMinutes)) EndBecause(ConsoleEnd.Idle);
    }

    /// <inheritdoc/>
    public void Dispose() => stop.Dispose();
}
