using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing;

/// <summary>Closes the days of accounts that no machine of them can add to any more.</summary>
internal static class DaySealing
{
    // A machine that another node is just starting may carry a moment that lies a little back.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>Seals those of the open entries whose day is over and that every living machine of the account has been charged beyond.</summary>
    public static async Task SealAsync(LobsterDbContext db, DayEntries entries, Instant now, CancellationToken cancellationToken)
    {
        var newest = (now - Grace).Day;
        var over = entries.Open.Where(e => e.Key.Day < newest).ToList();
        if (over.Count == 0) return;
        var accounts = over.Select(e => e.Key.Account).Distinct().ToList();
        // A machine's next interval starts at its watermark, a new machine's first one not before now.
        var oldest = await db.VmBillings.Where(b => accounts.Contains(b.AccountId) && b.End == null)
            .GroupBy(b => b.AccountId).Select(g => new { g.Key, Until = g.Min(b => b.ChargedUntil) }).ToDictionaryAsync(g => g.Key, g => g.Until, cancellationToken);
        var sealedNow = over.Where(e => !oldest.TryGetValue(e.Key.Account, out var until) || e.Key.Day < until.Day).Select(e => e.Value).ToList();
        await db.LedgerEntries.Where(e => sealedNow.Contains(e.Id)).ExecuteUpdateAsync(s => s.SetProperty(e => e.IsSealed, true), cancellationToken);
    }
}
