using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Lobster.Tests.Harness;

/// <summary>Ends the program's work just before or just after a commit, as a kill there would: nothing catches it and nothing tidies up.</summary>
internal sealed class Crash : DbTransactionInterceptor
{
    private int commits;
    private bool after;
    private bool dead;

    /// <summary>Whether it has crashed since it was told when to.</summary>
    public bool HasFired { get; private set; }

    /// <summary>Crashes at the <paramref name="commit"/>-th commit from now; nothing is committed after it until <see cref="Never"/>.</summary>
    public void At(int commit, bool afterIt) => (commits, after, dead, HasFired) = (commit, afterIt, false, false);

    /// <summary>Crashes no more: the program is started again.</summary>
    public void Never() => (commits, dead) = (0, false);

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (dead) throw new OperationCanceledException("The program was killed.");
        if (commits > 0 && --commits == 0)
        {
            (dead, HasFired) = (true, true);
            if (!after) throw new OperationCanceledException("The program was killed before a commit.");
        }

        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        dead ? throw new OperationCanceledException("The program was killed after a commit.") : Task.CompletedTask;
}
