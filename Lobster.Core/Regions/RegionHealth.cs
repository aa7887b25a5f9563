using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Regions;

/// <summary>Remembers how each region's backend answers, so that one that fails is asked less and less, also after a restart.</summary>
public sealed class RegionHealth(Transactions transactions, TimeProvider time)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>It answered, after <paramref name="latency"/>.</summary>
    public Task AnsweredAsync(RegionId id, TimeSpan latency, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            var wasFailing = await db.Regions.AnyAsync(r => r.Id == id && r.FailingSince != null, token);
            await db.Regions.Where(r => r.Id == id).ExecuteUpdateAsync(s => s
                .SetProperty(r => r.LastAnsweredAt, Now).SetProperty(r => r.LastLatencyMs, (int)latency.TotalMilliseconds)
                .SetProperty(r => r.FailingSince, (Instant?)null).SetProperty(r => r.NextAttemptAt, (Instant?)null)
                .SetProperty(r => r.Failures, 0).SetProperty(r => r.LastError, (string?)null), token);
            if (wasFailing) db.LiveChanges.Add(new LiveChange(SubjectKind.Region, id.Value, null));
        }, cancellationToken);

    /// <summary>It failed as a whole (not one request of it): the next sweep waits.</summary>
    public Task FailedAsync(RegionId id, BackendException failure, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            var region = await db.Regions.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, token);
            if (region is null) return;
            var pause = failure.RetryAfter ?? TimeSpan.FromSeconds(5 << Math.Min(region.Failures, 6));
            var next = Now + (pause < LongestPause ? pause : LongestPause);
            await db.Regions.Where(r => r.Id == id).ExecuteUpdateAsync(s => s
                .SetProperty(r => r.FailingSince, region.FailingSince ?? Now).SetProperty(r => r.NextAttemptAt, next)
                .SetProperty(r => r.Failures, r => r.Failures + 1).SetProperty(r => r.LastError, Cut(failure.Message)), token);
            db.LiveChanges.Add(new LiveChange(SubjectKind.Region, id.Value, null));
        }, cancellationToken);

    /// <summary>Whether a failure speaks of the whole region rather than of one request.</summary>
    public static bool ConcernsRegion(BackendErrorKind kind) =>
        kind is BackendErrorKind.Unauthorized or BackendErrorKind.Unavailable or BackendErrorKind.RateLimited;

    private static string Cut(string text) => text.Length > 1000 ? text[..1000] : text;

    private Instant Now => Instant.From(time.GetUtcNow());
}
