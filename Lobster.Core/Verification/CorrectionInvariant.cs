using System.Runtime.CompilerServices;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>What corrects a line belongs to the line's account and entry, and all of it together gives back no more than the line took.</summary>
internal sealed class CorrectionInvariant : IInvariant
{
    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var strays = from entry in db.LedgerEntries
                     where entry.Key.StartsWith("correction/") && !db.ChargeLines.Any(l => l.Id == entry.CorrectsLineId)
                         && !db.StorageLines.Any(l => l.Id == entry.CorrectsStorageLineId) && !db.TransferLines.Any(l => l.Id == entry.CorrectsTransferLineId)
                     select entry.Key;
        await foreach (var key in strays.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("correction-of-nothing", key, "it points at no line");
        var machines = from entry in db.LedgerEntries
                       join line in db.ChargeLines on entry.CorrectsLineId equals line.Id
                       select new LineCredit<Billing.ChargeLineId>
                       {
                           Key = entry.Key, Amount = entry.Amount.Nanos, Line = line.Id, LineAmount = line.Amount.Nanos,
                           IsForeign = entry.AccountId != line.AccountId || entry.CorrectsEntryId != line.EntryId,
                       };
        var images = from entry in db.LedgerEntries
                     join line in db.StorageLines on entry.CorrectsStorageLineId equals line.Id
                     select new LineCredit<Billing.StorageLineId>
                     {
                         Key = entry.Key, Amount = entry.Amount.Nanos, Line = line.Id, LineAmount = line.Amount.Nanos,
                         IsForeign = entry.AccountId != line.AccountId || entry.CorrectsEntryId != line.EntryId,
                     };
        var pools = from entry in db.LedgerEntries
                    join line in db.TransferLines on entry.CorrectsTransferLineId equals line.Id
                    select new LineCredit<Billing.TransferLineId>
                    {
                        Key = entry.Key, Amount = entry.Amount.Nanos, Line = line.Id, LineAmount = line.Amount.Nanos,
                        IsForeign = entry.AccountId != line.AccountId || entry.CorrectsEntryId != line.EntryId,
                    };
        await foreach (var wrong in CheckAsync(machines, "line", cancellationToken)) yield return wrong;
        await foreach (var wrong in CheckAsync(images, "storage line", cancellationToken)) yield return wrong;
        await foreach (var wrong in CheckAsync(pools, "transfer line", cancellationToken)) yield return wrong;
    }

    private static async IAsyncEnumerable<Violation> CheckAsync<TLine>(
        IQueryable<LineCredit<TLine>> credits, string what, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in credits.Where(c => c.IsForeign).AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("foreign-correction", row.Key, $"it corrects {what} {row.Line} of another account or entry");
        var beyond = from credit in credits
                     group credit.Amount by new { credit.Line, credit.LineAmount } into g
                     where g.Sum() > g.Key.LineAmount
                     select new { g.Key.Line, g.Key.LineAmount, Sum = g.Sum() };
        await foreach (var row in beyond.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("over-corrected", $"{what} {row.Line}", $"{new Money(row.Sum)} was given back of {new Money(row.LineAmount)}");
    }

    private sealed class LineCredit<TLine>
    {
        public required string Key { get; init; }

        public required long Amount { get; init; }

        public required TLine Line { get; init; }

        public required long LineAmount { get; init; }

        public required bool IsForeign { get; init; }
    }
}
