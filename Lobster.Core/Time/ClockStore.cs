using System.Globalization;
using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core;

/// <summary>
/// Keeps the time machine's anchor in the database, so that business time never runs backwards over a restart. While the panel is
/// down, business time passes at the ordinary pace, whatever the speed.
/// </summary>
public static class ClockStore
{
    private const string Key = "clock";

    /// <summary>Ties business time to system time for this run and stores the knot. Null: business time is system time.</summary>
    /// <param name="transactions">The database.</param>
    /// <param name="time">The system clock.</param>
    /// <param name="speed">Business seconds in one system second; 1 outside the time machine.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Task<ClockAnchor?> StartAsync(Transactions transactions, TimeProvider time, int speed, CancellationToken cancellationToken = default) =>
        transactions.RunAsync(async (db, token) =>
        {
            var now = Instant.From(time.GetUtcNow());
            var stored = await db.PanelSettings.SingleOrDefaultAsync(s => s.Key == Key, token);
            if (stored is null && speed == 1) return null;
            var anchor = new ClockAnchor(now, await ResumeAsync(db, stored?.Value, now, token), speed);
            if (stored is null) db.PanelSettings.Add(stored = new PanelSetting { Key = Key, Value = "" });
            stored.Value = string.Create(CultureInfo.InvariantCulture, $"{anchor.System.Micros} {anchor.Business.Micros} {anchor.Speed}");
            return anchor;
        }, cancellationToken);

    private static async Task<Instant> ResumeAsync(LobsterDbContext db, string? stored, Instant now, CancellationToken cancellationToken)
    {
        if (stored is null) return now;
        var parts = stored.Split(' ').Select(p => long.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        var (system, business) = (new Instant(parts[0]), new Instant(parts[1]));
        var beat = await db.SweepStates.Where(s => s.Heartbeat != null && s.RanAt != null)
            .OrderByDescending(s => s.Heartbeat).FirstOrDefaultAsync(cancellationToken);
        if (beat is not null && beat.Heartbeat > business) (system, business) = (beat.RanAt!.Value, beat.Heartbeat.Value);
        return business + (now > system ? now - system : TimeSpan.Zero);
    }
}
