using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>Verifies the books once a UTC night, after two o'clock; later on that day when no panel ran then.</summary>
public sealed class VerifySweep(Transactions transactions, SweepGate gate, VerifyHistory history, TimeProvider time) : ISweep
{
    /// <summary>Its name in leases and runs.</summary>
    public const string Name = "verify";

    private const int Hour = 2;

    string ISweep.Name => Name;

    /// <summary>One pass: nothing when the night's run is there.</summary>
    public Task<SweepResult> RunAsync(CancellationToken cancellationToken = default) => gate.LookAsync(Name, LookAsync, cancellationToken);

    // By the system clock: nights are for the people who read the outcome, and a fast business clock has one every few seconds.
    private async Task<SweepResult> LookAsync(SweepPass pass, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        DateOnly? night = DateOnly.FromDateTime(now.UtcDateTime);
        if (now.Hour < Hour || await transactions.ReadAsync((db, token) => db.VerifyRuns.AnyAsync(r => r.Night == night, token), cancellationToken))
            return SweepResult.Nothing;
        await pass.BeginAsync(TimeSpan.Zero, cancellationToken);
        return await history.RunAsync(night, cancellationToken) is { } run ? new SweepResult(1, run.Violations) : SweepResult.Nothing;
    }
}
