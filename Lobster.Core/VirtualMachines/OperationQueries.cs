using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines;

/// <summary>What goes on, for the pages.</summary>
public sealed class OperationQueries(Transactions transactions)
{
    private const int Most = 10;

    /// <summary>What goes on in an account now, oldest first, at most ten; nothing for those who may not see it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<IReadOnlyList<OperationView>> ActiveAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<OperationView>>(async (db, token) => await db.MayReadAsync(actor, accountId, token)
            ? await db.ViewAsync(db.Operations.Where(o => o.AccountId == accountId).Active().OrderBy(o => o.Id).Take(Most), token)
            : [], cancellationToken);
}
