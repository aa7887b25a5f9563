using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Data.Conversions;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Storage;

/// <summary>The open entries of some accounts that collect a UTC day's storage, and the balances that move with them.</summary>
internal sealed class StorageEntries(LobsterDbContext db, Instant now)
{
    private readonly Dictionary<(AccountId Account, DateOnly Day), LedgerEntryId> open = [];

    /// <summary>The key of a day's entry, unique for ever.</summary>
    public static string KeyOf(AccountId account, DateOnly day) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"storage/{account}/{day:yyyy-MM-dd}");

    /// <summary>Makes sure that each of these days has an open entry.</summary>
    /// <exception cref="DbUpdateException">A day was sealed; the database refuses its second entry.</exception>
    public async Task EnsureAsync(IReadOnlyCollection<(AccountId Account, DateOnly Day)> days, CancellationToken cancellationToken)
    {
        await ReadAsync(days, cancellationToken);
        var missing = days.Where(d => !open.ContainsKey(d)).OrderBy(d => d.Account.Value).ThenBy(d => d.Day).ToList();
        if (missing.Count == 0) return;
        using var rows = new RowSet("account", "day", RowColumn.Text("entrykey"));
        foreach (var (account, day) in missing) rows.Add(account.Value).Add(DayConverter.ToNumber(day)).Add(KeyOf(account, day));
        await rows.WriteAsync(db, """
            INSERT INTO "LedgerEntries" ("AccountId", "Kind", "Key", "Day", "IsSealed", "Reason", "AmountNanos", "CreatedAt", "UpdatedAt", "Actor_Channel")
            SELECT account, {1}, entrykey, day, FALSE, {2}, 0, {3}, {3}, {4} FROM rows
            """, cancellationToken, nameof(EntryKind.Storage), "Image storage", now.Micros, nameof(ActorChannel.System));
        await ReadAsync(missing, cancellationToken);
    }

    /// <summary>The entry of a day that was made sure of.</summary>
    public LedgerEntryId IdOf(AccountId account, DateOnly day) => open[(account, day)];

    /// <summary>Takes these charges from the days' entries and from the balances.</summary>
    public async Task PostAsync(IReadOnlyDictionary<(AccountId Account, DateOnly Day), Money> charges, CancellationToken cancellationToken)
    {
        using var entries = new RowSet("id", "delta");
        foreach (var (key, charge) in charges) entries.Add(open[key].Value).Add(-charge.Nanos);
        await entries.WriteAsync(db, """
            UPDATE "LedgerEntries" SET "AmountNanos" = "AmountNanos" + rows.delta, "UpdatedAt" = {1} FROM rows WHERE "LedgerEntries"."Id" = rows.id
            """, cancellationToken, now.Micros);
        using var balances = new RowSet("id", "delta");
        foreach (var account in charges.GroupBy(c => c.Key.Account).OrderBy(a => a.Key.Value))
        {
            balances.Add(account.Key.Value).Add(account.Aggregate(Money.Zero, (sum, c) => sum - c.Value).Nanos);
            db.LiveChanges.Add(new LiveChange(SubjectKind.Account, account.Key.Value, account.Key));
        }

        await balances.WriteAsync(db, """
            UPDATE "Accounts" SET "CreditNanos" = "CreditNanos" + rows.delta FROM rows WHERE "Accounts"."Id" = rows.id
            """, cancellationToken);
    }

    private async Task ReadAsync(IReadOnlyCollection<(AccountId Account, DateOnly Day)> days, CancellationToken cancellationToken)
    {
        var accounts = days.Select(d => d.Account).Distinct().ToList();
        var rows = await db.LedgerEntries.AsNoTracking().Where(e => accounts.Contains(e.AccountId) && e.Kind == EntryKind.Storage && !e.IsSealed)
            .Select(e => new { e.Id, e.AccountId, e.Day }).ToListAsync(cancellationToken);
        foreach (var row in rows) open[(row.AccountId, row.Day!.Value)] = row.Id;
    }
}
