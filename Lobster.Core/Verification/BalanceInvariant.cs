using System.Runtime.CompilerServices;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>An account's credit is the sum of its entries.</summary>
internal sealed class BalanceInvariant : IInvariant
{
    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sums = from account in db.Accounts
                   select new
                   {
                       account.Id, account.Credit,
                       Sum = db.LedgerEntries.Where(e => e.AccountId == account.Id).Sum(e => (long?)e.Amount.Nanos) ?? 0,
                   };
        await foreach (var row in sums.Where(r => r.Credit.Nanos != r.Sum).AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("ledger-balance", $"account {row.Id}", $"credit is {row.Credit}, its entries sum to {new Money(row.Sum)}");
    }
}
