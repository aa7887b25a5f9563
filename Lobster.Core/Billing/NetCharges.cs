using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing;

/// <summary>What lines cost after all: their amounts less what the entries that point at them gave back. Queries begin with the lines; the ledger is large.</summary>
internal static class NetCharges
{
    /// <summary>Of machines' lines.</summary>
    public static async Task<Money> NetAsync(this LobsterDbContext db, IQueryable<ChargeLine> lines, CancellationToken cancellationToken) =>
        new(await lines.SumAsync(l => l.Amount.Nanos, cancellationToken) - await db.Credits(lines).SumAsync(e => e.Amount.Nanos, cancellationToken));

    /// <summary>Of storage lines.</summary>
    public static async Task<Money> NetAsync(this LobsterDbContext db, IQueryable<StorageLine> lines, CancellationToken cancellationToken) =>
        new(await lines.SumAsync(l => l.Amount.Nanos, cancellationToken) - await db.Credits(lines).SumAsync(e => e.Amount.Nanos, cancellationToken));

    /// <summary>Of transfer lines.</summary>
    public static async Task<Money> NetAsync(this LobsterDbContext db, IQueryable<TransferLine> lines, CancellationToken cancellationToken) =>
        new(await lines.SumAsync(l => l.Amount.Nanos, cancellationToken)
            - await (from line in lines join entry in db.LedgerEntries on line.Id equals entry.CorrectsTransferLineId select entry).SumAsync(e => e.Amount.Nanos, cancellationToken));

    /// <summary>What was given back of machines' lines, by machine; machines of which nothing was are missing.</summary>
    public static Task<Dictionary<VmId, Money>> GivenBackAsync(this LobsterDbContext db, IQueryable<ChargeLine> lines, CancellationToken cancellationToken) => (
        from line in lines
        join entry in db.LedgerEntries on line.Id equals entry.CorrectsLineId
        group entry.Amount.Nanos by line.VmId into g
        select new { g.Key, Sum = g.Sum() }).ToDictionaryAsync(g => g.Key, g => new Money(g.Sum), cancellationToken);

    /// <summary>The entries that correct machines' lines.</summary>
    public static IQueryable<LedgerEntry> Credits(this LobsterDbContext db, IQueryable<ChargeLine> lines) =>
        from line in lines join entry in db.LedgerEntries on line.Id equals entry.CorrectsLineId select entry;

    /// <summary>The entries that correct storage lines.</summary>
    public static IQueryable<LedgerEntry> Credits(this LobsterDbContext db, IQueryable<StorageLine> lines) =>
        from line in lines join entry in db.LedgerEntries on line.Id equals entry.CorrectsStorageLineId select entry;

    /// <summary>Entries as a receipt lists them, oldest first.</summary>
    public static Task<List<LineCorrection>> ListAsync(this IQueryable<LedgerEntry> entries, CancellationToken cancellationToken) =>
        entries.OrderBy(e => e.Id).Select(e => new LineCorrection(e.Id, e.Amount, e.Reason, e.CreatedAt)).ToListAsync(cancellationToken);
}
