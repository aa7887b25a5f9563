using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Notifications;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>
/// Writes to finance and admins, once a day, what providers and their calls told differently on the day before (UTC); a day without differences makes no letter.
/// Days on which no panel ran are made up for. Safe on many nodes: the outbox takes each letter once.
/// </summary>
public sealed class DifferenceReport(Transactions transactions, IDifferenceLetters letters, BusinessClock clock, TimeProvider time) : ISweep
{
    /// <summary>Its name in leases.</summary>
    public const string Name = "differences";

    private const int DaysBack = 7;

    string ISweep.Name => Name;

    /// <summary>One pass.</summary>
    public async Task<SweepResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var today = clock.Now.Day;
        for (var back = DaysBack; back >= 1; back--)
        {
            try
            {
                await transactions.RunAsync((db, token) => WriteAsync(db, today.AddDays(-back), token), cancellationToken);
            }
            catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
            {
                // Another node was first with this day.
            }
        }

        return SweepResult.Nothing;
    }

    private async Task WriteAsync(LobsterDbContext db, DateOnly day, CancellationToken cancellationToken)
    {
        var prefix = $"differences/{day:yyyy-MM-dd}/";
        if (await db.OutgoingMails.AnyAsync(m => m.Key.StartsWith(prefix), cancellationToken)) return;
        var found = await db.DifferencesAsync(Instant.StartOf(day), Instant.StartOf(day.AddDays(1)), cancellationToken);
        if (found.Count == 0) return;
        foreach (var user in await db.StaffWithEmailAsync([UserRoles.Finance, UserRoles.Admin], cancellationToken))
            db.Enqueue(Instant.From(time.GetUtcNow()), prefix + user.Id, user.Email!, await letters.WriteAsync(user.UserName!, day, found));
    }
}
