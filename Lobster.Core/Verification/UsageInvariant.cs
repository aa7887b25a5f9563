using System.Runtime.CompilerServices;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>A day's usage entry is the sum of that day's lines, storage likewise, and every line belongs to the entry of its own account and day.</summary>
internal sealed class UsageInvariant : IInvariant
{
    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var usage = from entry in db.LedgerEntries
                    where entry.Kind == EntryKind.Usage
                    select new { entry.Key, entry.Amount, Sum = db.ChargeLines.Where(l => l.EntryId == entry.Id).Sum(l => (long?)l.Amount.Nanos) ?? 0 };
        await foreach (var row in usage.Where(r => r.Amount.Nanos != -r.Sum).AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("usage-entry", row.Key, $"it says {row.Amount}, its lines sum to {new Money(row.Sum)}");

        var storage = from entry in db.LedgerEntries
                      where entry.Kind == EntryKind.Storage
                      select new { entry.Key, entry.Amount, Sum = db.StorageLines.Where(l => l.EntryId == entry.Id).Sum(l => (long?)l.Amount.Nanos) ?? 0 };
        await foreach (var row in storage.Where(r => r.Amount.Nanos != -r.Sum).AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("storage-entry", row.Key, $"it says {row.Amount}, its lines sum to {new Money(row.Sum)}");

        var strays = from line in db.ChargeLines
                     join entry in db.LedgerEntries on line.EntryId equals entry.Id
                     where entry.AccountId != line.AccountId || entry.Day != line.Day || entry.Kind != EntryKind.Usage
                     select new { line.Id, entry.Key };
        await foreach (var row in strays.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("stray-line", $"line {row.Id}", $"it hangs on the entry {row.Key} of another account, day or kind");
    }
}
