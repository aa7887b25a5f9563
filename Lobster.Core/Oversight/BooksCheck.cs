using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Verification;

namespace Lobster.Core.Oversight;

/// <summary>Verifies the books for staff: finance and admins. Safe to use from many threads.</summary>
public sealed class BooksCheck(Transactions transactions, VerifyHistory history, BusinessClock clock)
{
    /// <summary>Re-derives every invariant from the tables and keeps the outcome in the history; refused for others.</summary>
    public async Task<Outcome<BooksReport>> RunAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (await transactions.ReadAsync((db, token) => db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin), cancellationToken) is { } refusal) return refusal;
        var run = await history.RunAsync(null, cancellationToken) ?? throw new InvalidOperationException("A run of no night cannot meet another's.");
        return new BooksReport(clock.Now, run.FinishedAt - run.StartedAt, run.Violations, run.Read());
    }
}
