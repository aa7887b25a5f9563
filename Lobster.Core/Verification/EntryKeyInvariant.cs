using System.Globalization;
using System.Runtime.CompilerServices;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>
/// The key of a day's entry names its own account and day, or the day could be charged twice under two keys; and what corrects a line or an
/// entry is an adjustment or the end of a promotion, of the same account.
/// </summary>
internal sealed class EntryKeyInvariant : IInvariant
{
    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var daily = db.LedgerEntries.Where(e => e.Kind == EntryKind.Usage || e.Kind == EntryKind.Storage).Select(e => new { e.Id, e.AccountId, e.Kind, e.Key, e.Day });
        await foreach (var row in daily.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{(row.Kind == EntryKind.Usage ? "usage" : "storage")}/{row.AccountId}/{row.Day:yyyy-MM-dd}");
            if (row.Key != key) yield return new Violation("entry-key", $"account {row.AccountId}", $"entry {row.Id} has the key {row.Key} instead of {key}");
        }

        var corrections = db.LedgerEntries.Where(e =>
            (e.CorrectsLineId != null || e.CorrectsStorageLineId != null || e.CorrectsTransferLineId != null || e.CorrectsEntryId != null) && ((e.Kind != EntryKind.Adjustment && e.Kind != EntryKind.PromoExpiry)
            || (e.CorrectsLineId != null && !db.ChargeLines.Any(l => l.Id == e.CorrectsLineId && l.AccountId == e.AccountId))
            || (e.CorrectsStorageLineId != null && !db.StorageLines.Any(l => l.Id == e.CorrectsStorageLineId && l.AccountId == e.AccountId))
            || (e.CorrectsTransferLineId != null && !db.TransferLines.Any(l => l.Id == e.CorrectsTransferLineId && l.AccountId == e.AccountId))
            || (e.CorrectsEntryId != null && !db.LedgerEntries.Any(o => o.Id == e.CorrectsEntryId && o.AccountId == e.AccountId)))).Select(e => new { e.Id, e.AccountId });
        await foreach (var row in corrections.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("stray-correction", $"account {row.AccountId}", $"entry {row.Id} corrects something of another account, or is no adjustment");
    }
}
