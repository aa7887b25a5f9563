using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>Verifies the books and keeps what was found. A nightly run that finds something writes to every admin, once.</summary>
public sealed class VerifyHistory(Transactions transactions, Verifier verifier, IBooksLetters letters, TimeProvider time, NodeName node)
{
    /// <summary>Looks, and keeps a row.</summary>
    /// <param name="night">The night it is for; null for one that somebody asked for.</param>
    /// <param name="cancellationToken">Cancels; nothing is kept then.</param>
    /// <returns>The row; null when another node was first with this night.</returns>
    public async Task<VerifyRun?> RunAsync(DateOnly? night, CancellationToken cancellationToken = default)
    {
        var began = Instant.From(time.GetUtcNow());
        var report = await verifier.ExamineAsync(null, cancellationToken);
        try
        {
            return await transactions.RunAsync((db, token) => KeepAsync(db, night, began, report, token), cancellationToken);
        }
        catch (DbUpdateException e) when (night is not null && DatabaseErrors.IsDuplicate(e))
        {
            return null;
        }
    }

    private async Task<VerifyRun?> KeepAsync(LobsterDbContext db, DateOnly? night, Instant began, VerifyReport report, CancellationToken cancellationToken)
    {
        var now = Instant.From(time.GetUtcNow());
        var run = new VerifyRun { Night = night, Node = node.Value, StartedAt = began, FinishedAt = now };
        run.Keep(report);
        db.VerifyRuns.Add(run);
        db.LiveChanges.Add(new LiveChange(SubjectKind.Sweep, 0, null));
        if (night is not { } day || run.Violations == 0) return run;
        foreach (var admin in await db.StaffWithEmailAsync([UserRoles.Admin], cancellationToken))
            db.Enqueue(now, $"verify/{day:yyyy-MM-dd}/{admin.Id}", admin.Email!, await letters.BrokenAsync(admin.UserName!, run));
        return run;
    }
}
