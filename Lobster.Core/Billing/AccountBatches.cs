using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Sweeps;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Billing;

/// <summary>
/// Does a sweep's work in batches of whole accounts, one transaction each. A batch that fails is done account by account, and the account
/// that cannot be done is parked with its reason; all others go on.
/// </summary>
internal sealed class AccountBatches(Transactions transactions, SweepPass pass, string reason, ILogger log)
{
    /// <summary>Does all of it.</summary>
    /// <param name="due">The accounts and how many items each has.</param>
    /// <param name="size">The most items of a batch, unless one account alone has more.</param>
    /// <param name="work">Does the accounts of a batch, whose rows it has to take first; answers how many items were done.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<SweepResult> RunAsync(
        IEnumerable<(AccountId Account, int Items)> due, int size,
        Func<LobsterDbContext, IReadOnlyList<AccountId>, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        var result = SweepResult.Nothing;
        foreach (var batch in Cut(due, size))
        {
            result += await RunAsync(batch, work, cancellationToken);
            await pass.KeepAsync(cancellationToken);
        }

        return result;
    }

    private async Task<SweepResult> RunAsync(
        IReadOnlyList<AccountId> accounts, Func<LobsterDbContext, IReadOnlyList<AccountId>, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            return new SweepResult(await transactions.RunAsync((db, token) => work(db, accounts, token), cancellationToken), 0);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (DatabaseErrors.IsOutage(e)) throw;
            if (accounts.Count == 1) return await SetAsideAsync(accounts[0], e, cancellationToken);
            log.LogWarning(e, "{Sweep}: a batch of {Accounts} accounts could not be done together; each is tried by itself", pass.Sweep, accounts.Count);
        }

        var result = SweepResult.Nothing;
        foreach (var account in accounts) result += await RunAsync([account], work, cancellationToken);
        return result;
    }

    private async Task<SweepResult> SetAsideAsync(AccountId account, Exception e, CancellationToken cancellationToken)
    {
        log.LogError(e, "{Sweep}: account {Account} could not be done and is parked", pass.Sweep, account);
        await transactions.RunAsync((db, token) => db.ParkAsync(account, pass.Now, $"{reason}: {e.GetBaseException().Message}", token), cancellationToken);
        return new SweepResult(0, 1);
    }

    private static IEnumerable<IReadOnlyList<AccountId>> Cut(IEnumerable<(AccountId Account, int Items)> due, int size)
    {
        var (batch, items) = (new List<AccountId>(), 0);
        foreach (var (account, count) in due)
        {
            if (batch.Count > 0 && items + count > size)
            {
                yield return batch;
                (batch, items) = ([], 0);
            }

            batch.Add(account);
            items += count;
        }

        if (batch.Count > 0) yield return batch;
    }
}
