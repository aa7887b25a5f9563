using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>
/// Switches for tests in the same process, over all sandbox regions that share this object. Safe for use from many threads.
/// Operations are named by <see cref="SandboxOperations"/>. People use the region's options instead.
/// </summary>
public sealed class SandboxFaults
{
    private readonly Lock gate = new();
    private readonly List<(string Operation, BackendErrorKind? Kind)> queue = [];
    private bool counterReset;
    private volatile bool silent;

    /// <summary>While true, nothing answers: every call is <see cref="BackendErrorKind.Unavailable"/>.</summary>
    public bool Silent
    {
        get => silent;
        set => silent = value;
    }

    /// <summary>The next calls of an operation fail in this way and do nothing.</summary>
    public void Fail(string operation, BackendErrorKind kind, int times = 1) => Add(operation, kind, times);

    /// <summary>The next calls of an operation succeed, and the caller gets <see cref="BackendErrorKind.OutcomeUnknown"/>.</summary>
    public void LoseAnswer(string operation, int times = 1) => Add(operation, null, times);

    /// <summary>All transfer counters of the region that is read next begin anew.</summary>
    public void ResetCounters()
    {
        lock (gate)
            counterReset = true;
    }

    /// <summary>Takes back all that was asked for and not used up.</summary>
    public void Clear()
    {
        lock (gate)
        {
            queue.Clear();
            counterReset = false;
        }

        Silent = false;
    }

    internal BackendErrorKind? TakeFailure(string operation)
    {
        lock (gate)
        {
            var at = queue.FindIndex(f => f.Operation == operation && f.Kind is not null);
            if (at < 0)
                return null;
            var kind = queue[at].Kind;
            queue.RemoveAt(at);
            return kind;
        }
    }

    internal bool TakeLostAnswer(string operation)
    {
        lock (gate)
            return queue.Remove((operation, null));
    }

    internal bool TakeCounterReset()
    {
        lock (gate)
        {
            var taken = counterReset;
            counterReset = false;
            return taken;
        }
    }

    private void Add(string operation, BackendErrorKind? kind, int times)
    {
        if (!SandboxOperations.All.Contains(operation))
            throw new ArgumentException($"No sandbox operation is called '{operation}'.", nameof(operation));
        lock (gate)
            queue.AddRange(Enumerable.Repeat((operation, kind), times));
    }
}
