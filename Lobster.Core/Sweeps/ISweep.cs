namespace Lobster.Core.Sweeps;

/// <summary>A scheduled pass over everything that is due. Each pass may be killed anywhere and run on several nodes at once.</summary>
public interface ISweep
{
    /// <summary>Its name in leases, runs and on the health page; at most 32 characters.</summary>
    string Name { get; }

    /// <summary>One pass.</summary>
    Task<SweepResult> RunAsync(CancellationToken cancellationToken = default);
}
