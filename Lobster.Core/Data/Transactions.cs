using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Data;

/// <summary>
/// Runs a use case as one short write transaction on a context of its own, runs the whole of it again when the database was busy,
/// chose it as a deadlock's victim or saw another node win a race, and tells open pages, on PostgreSQL those of other panels too, with the commit. Safe from many threads.
/// </summary>
public sealed class Transactions(
    IDbContextFactory<LobsterDbContext> factory, ILiveFeed live, NodeName node, TimeProvider time, ILogger<Transactions> log)
{
    private const int Tries = 12;

    /// <summary>
    /// Runs <paramref name="work"/>, saves and commits. A refused <see cref="IOutcome"/> rolls everything back.
    /// <paramref name="work"/> may run several times and must not touch anything but its context.
    /// </summary>
    /// <exception cref="DbUpdateException">A constraint said no; nothing was saved.</exception>
    public async Task<T> RunAsync<T>(Func<LobsterDbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(work, cancellationToken);
            }
            catch (Exception e) when (attempt < Tries && DatabaseErrors.IsWorthAnotherTry(e))
            {
                log.LogDebug("Transaction runs again after try {Attempt}: {Reason}", attempt, e.GetBaseException().Message);
                await Task.Delay(Pause(attempt), time, cancellationToken);
            }
        }
    }

    /// <summary>The same for work that gives nothing back.</summary>
    public Task RunAsync(Func<LobsterDbContext, CancellationToken, Task> work, CancellationToken cancellationToken = default) =>
        RunAsync(async (db, token) =>
        {
            await work(db, token);
            return true;
        }, cancellationToken);

    /// <summary>Reads on a context of its own, outside any transaction.</summary>
    public async Task<T> ReadAsync<T>(Func<LobsterDbContext, CancellationToken, Task<T>> read, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await read(db, cancellationToken);
    }

    private async Task<T> RunOnceAsync<T>(Func<LobsterDbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await work(db, cancellationToken);
        if (result is IOutcome { Refusal: not null }) return result;
        await db.SaveChangesAsync(cancellationToken);
        LiveChange[] changes = [.. db.LiveChanges.Distinct()];
        if (changes.Length > 0 && db.Database.IsNpgsql()) await NotifyAsync(db, changes, cancellationToken);
        // Never torn off: whoever asked would not know what became of it.
        await transaction.CommitAsync(CancellationToken.None);
        live.Publish(changes);
        return result;
    }

    // PostgreSQL delivers these to the other panels when the transaction commits, and only then.
    private async Task NotifyAsync(LobsterDbContext db, LiveChange[] changes, CancellationToken cancellationToken)
    {
        string[] notices = [.. LiveNotice.Write(node, changes)];
        await db.Database.ExecuteSqlAsync($"SELECT pg_notify({LiveNotice.Channel}, notice) FROM unnest({notices}) AS notice", cancellationToken);
    }

    private static TimeSpan Pause(int attempt) =>
        TimeSpan.FromMilliseconds(Random.Shared.Next(1, 8 << Math.Min(attempt, 6)));
}
