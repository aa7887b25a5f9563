using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Lobster.Tests.Sweeps;

/// <summary>Lets the first transaction wait for the database, and something else happen meanwhile.</summary>
internal sealed class SlowBeginning(Func<Task> meanwhile) : DbTransactionInterceptor
{
    private int begun;

    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref begun, 1) == 0) await meanwhile();
        return result;
    }
}
