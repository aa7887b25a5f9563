using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Lobster.Tests.Panel;

/// <summary>Ends the program's work just before or just after a commit, as a kill there would: nothing catches it and nothing tidies up.</summary>
internal sealed class Crash : DbTransactionInterceptor
{
    private int commits;
    private bool after;
    private bool dying;

    /// <summary>Crashes at the <paramref name="commit"/>-th commit from now.</summary>
    public void At(int commit, bool afterIt) => (commits, after, dying) = (commit, afterIt, false);

    /// <summary>Crashes no more.</summary>
    public void Never() => At(0, afterIt: false);

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (commits > 0 && --commits == 0)
        {
            if (!after) throw new OperationCanceledException("The program was killed before a commit.");
            dying = true;
        }

        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (!dying) return Task.CompletedTask;
        dying = false;
        throw new OperationCanceledException("The program was killed after a commit.");
    }
}
