namespace Lobster.Core.Sweeps;

/// <summary>One pass of a sweep that was let through the <see cref="SweepGate"/>.</summary>
public sealed class SweepPass
{
    private readonly SweepGate gate;
    private readonly Instant began;
    private Instant renewed;

    internal SweepPass(SweepGate gate, string sweep, Instant now, Instant began) =>
        (this.gate, Sweep, Now, this.began, renewed) = (gate, sweep, now, began, began);

    /// <summary>Which sweep.</summary>
    public string Sweep { get; }

    /// <summary>The business moment of the pass: what had ended by then is due.</summary>
    public Instant Now { get; }

    /// <summary>The run's row; null while there was nothing to do.</summary>
    public SweepRunId? Run { get; private set; }

    /// <summary>Writes the run's row, once there is something to do.</summary>
    /// <param name="lag">How late the oldest due item is, in business time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<SweepRunId> BeginAsync(TimeSpan lag, CancellationToken cancellationToken)
    {
        var run = Run ?? await gate.BeginRunAsync(Sweep, began, lag, cancellationToken);
        Run = run;
        return run;
    }

    /// <summary>Keeps the lease; called between batches.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken) => renewed = await gate.KeepAsync(Sweep, renewed, cancellationToken);
}
