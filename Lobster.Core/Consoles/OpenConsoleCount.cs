using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Consoles;

/// <summary>Counts what a user has open.</summary>
internal static class OpenConsoleCount
{
    /// <summary>After this long without a word the process that served a session is taken for gone.</summary>
    public static TimeSpan Silence { get; } = TimeSpan.FromSeconds(45);

    /// <summary>Locks the user's row, so that of several openings at once each sees the others, and counts the sessions that run.</summary>
    public static async Task<int> OpenConsolesAsync(this LobsterDbContext db, long? userId, Instant now, CancellationToken cancellationToken)
    {
        await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(s => s.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount), cancellationToken);
        var since = now - Silence;
        return await db.ConsoleSessions.CountAsync(c => c.Actor.UserId == userId && c.OpenedAt != null && c.ClosedAt == null && c.SeenAt > since, cancellationToken);
    }
}
