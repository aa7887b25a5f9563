using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>The way to the simulated cloud and back, with all that can go wrong on it.</summary>
internal sealed class SandboxGate(SandboxOptions options, SandboxFaults faults, SandboxStore store, TimeProvider time)
{
    private readonly Lock gate = new();
    // Seeded, so that a run with failures can be repeated.
#pragma warning disable CA5394 // Chance here only makes the simulated cloud slow or faulty; nothing secret comes of it.
    private readonly Random random = new(options.Seed);

    /// <summary>The way there: waits, and may fail before anything is done.</summary>
    public async Task EnterAsync(string operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (options.Latency > TimeSpan.Zero)
            await Task.Delay(options.Latency, time, cancellationToken);
        if (options.Silent || faults.Silent)
            throw Failure(BackendErrorKind.Unavailable);
        if (faults.TakeFailure(operation) is { } kind)
            throw Failure(kind);
        if (TakeFromOptions(operation, lost: false) is { Kind: { } planned })
            throw Failure(planned);
        if (options.FailurePercent > 0 && Draw() < options.FailurePercent)
            throw Failure(BackendErrorKind.Unavailable);
    }

    /// <summary>The way back: the work is done and committed, the answer may be lost.</summary>
    public void Leave(string operation)
    {
        if (faults.TakeLostAnswer(operation) || TakeFromOptions(operation, lost: true) is not null)
            throw new BackendException(BackendErrorKind.OutcomeUnknown, "The sandbox did it and lost the answer on the way, as asked.");
    }

    private int Draw()
    {
        lock (gate)
            return random.Next(100);
    }
#pragma warning restore CA5394

    private SandboxFault? TakeFromOptions(string operation, bool lost)
    {
        var rules = options.FailNext.Where(f => f.Operation == operation && f.Kind is null == lost).ToList();
        return rules.Count == 0 ? null : store.Run(s => rules.FirstOrDefault(rule => Use(s, rule)));
    }

    private static bool Use(SandboxSession session, SandboxFault rule)
    {
        var key = "fault/" + rule.Line;
        var used = session.Meta(key);
        if (used >= rule.Times)
            return false;
        session.SetMeta(key, used + 1);
        return true;
    }

    private static BackendException Failure(BackendErrorKind kind) => new(kind, $"The sandbox answers {kind}, as asked.")
    {
        RetryAfter = kind == BackendErrorKind.RateLimited ? TimeSpan.FromSeconds(5) : null,
        ProviderText = "simulated failure",
    };
}
