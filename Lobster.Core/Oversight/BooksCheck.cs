using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Verification;

namespace Lobster.Core.Oversight;

/// <summary>Verifies the books for staff: finance and admins. Safe to use from many threads.</summary>
public sealed class BooksCheck(Transactions transactions, Verifier verifier, BusinessClock clock, TimeProvider time)
{
    /// <summary>Re-derives every invariant from the tables; refused for others.</summary>
    public async Task<Outcome<BooksReport>> RunAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (await transactions.ReadAsync((db, token) => db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin), cancellationToken) is { } refusal) return refusal;
        var start = time.GetTimestamp();
        var violations = await verifier.RunAsync(cancellationToken);
        return new BooksReport(clock.Now, time.GetElapsedTime(start), violations);
    }
}
