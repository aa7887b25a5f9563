using System.Runtime.CompilerServices;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>What corrects a charge line belongs to the line's account and entry, and all of it together gives back no more than the line took.</summary>
internal sealed class CorrectionInvariant : IInvariant
{
    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var strays = from entry in db.LedgerEntries
                     where entry.Key.StartsWith("correction/") && !db.ChargeLines.Any(l => l.Id == entry.CorrectsLineId)
                     select entry.Key;
        await foreach (var key in strays.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("correction-of-nothing", key, "it points at no charge line");
        var foreign = from entry in db.LedgerEntries
                      join line in db.ChargeLines on entry.CorrectsLineId equals line.Id
                      where entry.AccountId != line.AccountId || entry.CorrectsEntryId != line.EntryId
                      select new { entry.Key, line.Id };
        await foreach (var row in foreign.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("foreign-correction", row.Key, $"it corrects line {row.Id} of another account or entry");
        var given = from entry in db.LedgerEntries
                    where entry.CorrectsLineId != null
                    group entry.Amount.Nanos by entry.CorrectsLineId into g
                    select new { Line = g.Key, Sum = g.Sum() };
        var beyond = from g in given
                     join line in db.ChargeLines on g.Line equals line.Id
                     where g.Sum > line.Amount.Nanos
                     select new { line.Id, g.Sum, line.Amount };
        await foreach (var row in beyond.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("over-corrected", $"line {row.Id}", $"{new Money(row.Sum)} was given back of {row.Amount}");
    }
}
