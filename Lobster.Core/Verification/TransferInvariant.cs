using System.Runtime.CompilerServices;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>
/// A pool holds what its machines moved in its month; its lines bill each GB once, never more than was used, and each line is what its entry took.
/// No reading is newer than the moment it was taken.
/// </summary>
internal sealed class TransferInvariant : IInvariant
{
    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var moved = (await (from day in db.TransferDays
                            join vm in db.VirtualMachines on day.VmId equals vm.Id
                            select new { vm.AccountId, vm.RegionId, day.Day, day.CountedBytes }).ToListAsync(cancellationToken))
            .GroupBy(d => (d.AccountId, d.RegionId, new DateOnly(d.Day.Year, d.Day.Month, 1))).ToDictionary(g => g.Key, g => g.Sum(d => d.CountedBytes));
        var pools = await db.TransferPools.ToListAsync(cancellationToken);
        var lines = (await db.TransferLines.ToListAsync(cancellationToken)).ToLookup(l => (l.AccountId, l.RegionId, l.Month));
        foreach (var pool in pools)
        {
            var key = (pool.AccountId, pool.RegionId, pool.Month);
            var name = $"pool {pool.AccountId}/{pool.RegionId}/{pool.Month:yyyy-MM}";
            moved.Remove(key, out var bytes);
            if (bytes != pool.UsedBytes) yield return new Violation("pool-used", name, $"it says {pool.UsedBytes} bytes, its machines moved {bytes}");
            if (Check(pool, [.. lines[key].OrderBy(l => l.FirstGb)]) is { } wrong) yield return new Violation("pool-billed", name, wrong);
        }

        foreach (var (key, bytes) in moved.Where(m => m.Value != 0))
            yield return new Violation("pool-used", $"pool {key.AccountId}/{key.RegionId}/{key.Item3:yyyy-MM}", $"it is missing, its machines moved {bytes} bytes");
        await foreach (var violation in EntriesAsync(db, cancellationToken)) yield return violation;
        await foreach (var row in db.TransferReadings.Where(r => r.CoversUntil > r.TakenAt).AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("reading-ahead", $"machine {row.VmId}", $"its counter {row.CounterId} was read at {row.TakenAt} and covers {row.CoversUntil}");
    }

    private static string? Check(TransferPool pool, IReadOnlyList<TransferLine> lines)
    {
        var next = 1L;
        foreach (var line in lines)
        {
            if (line.FirstGb != next) return $"line {line.Id} starts with GB {line.FirstGb} where {next} is due";
            if (line.Amount != line.Rate * line.Gb) return $"line {line.Id} takes {line.Amount} for {line.Gb} GB at {line.Rate}";
            next += line.Gb;
        }

        if (pool.BilledGb != next - 1) return $"it says {pool.BilledGb} GB, its lines bill {next - 1}";
        return (Int128)pool.BilledGb * TransferOptions.BytesPerGb > pool.UsedBytes ? $"{pool.BilledGb} GB are billed of {pool.UsedBytes} bytes" : null;
    }

    private static async IAsyncEnumerable<Violation> EntriesAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = from entry in db.LedgerEntries
                   where entry.Kind == EntryKind.Transfer
                   join line in db.TransferLines on entry.Id equals line.EntryId into lines
                   from line in lines.DefaultIfEmpty()
                   select new { entry.Key, entry.AccountId, entry.Amount, Line = line };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            if (row.Line is null || row.Line.Amount != -row.Amount || row.Line.AccountId != row.AccountId)
                yield return new Violation("transfer-entry", row.Key, $"it says {row.Amount}, its line {row.Line?.Amount.ToString() ?? "is missing"}");
    }
}
