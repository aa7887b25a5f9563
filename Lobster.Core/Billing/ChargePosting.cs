using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing;

/// <summary>
/// Writes rated intervals: lines, the day's entry, the balance and the watermark, all in the caller's transaction, after the caller took the
/// row of every account concerned.
/// </summary>
internal sealed class ChargePosting
{
    private readonly LobsterDbContext db;
    private readonly Instant now;
    private readonly SweepRunId? run;
    private readonly Dictionary<VmId, List<RatePoint>> timelines = [];
    private readonly Dictionary<VmId, ChargeLine> lastLines = [];
    private readonly Dictionary<VmId, VirtualMachine> machines = [];
    private readonly Dictionary<(AccountId, DateOnly), LedgerEntry> entries = [];
    private readonly Dictionary<AccountId, Money> totals = [];
    private readonly Dictionary<ChargeLineId, ChargeLine> grown = [];
    private readonly List<ChargeLine> begun = [];

    private ChargePosting(LobsterDbContext db, Instant now, SweepRunId? run) => (this.db, this.now, this.run) = (db, now, run);

    /// <summary>Reads all that charging these machines needs.</summary>
    public static async Task<ChargePosting> PrepareAsync(
        LobsterDbContext db, IReadOnlyList<VmBilling> billings, Instant now, SweepRunId? run, CancellationToken cancellationToken)
    {
        var posting = new ChargePosting(db, now, run);
        var ids = billings.Select(b => b.VmId).ToList();
        await posting.ReadTimelinesAsync(ids, cancellationToken);
        await posting.ReadLastLinesAsync(ids, cancellationToken);
        foreach (var vm in await db.VirtualMachines.AsNoTracking().Where(v => ids.Contains(v.Id)).ToListAsync(cancellationToken))
            posting.machines[vm.Id] = vm;
        var accounts = billings.Select(b => b.AccountId).Distinct().ToList();
        foreach (var entry in await db.LedgerEntries.Where(e => accounts.Contains(e.AccountId) && e.Kind == EntryKind.Usage && !e.IsSealed)
            .ToListAsync(cancellationToken))
            posting.entries[(entry.AccountId, entry.Day!.Value)] = entry;
        return posting;
    }

    /// <summary>Charges <paramref name="count"/> intervals of a tracked billing and moves its watermark.</summary>
    public async Task ChargeAsync(VmBilling billing, long count, CancellationToken cancellationToken)
    {
        if (count == 0) return;
        foreach (var segment in Rating.Rate(timelines.GetValueOrDefault(billing.VmId, []), billing.ChargedUntil, count, billing.IntervalMinutes))
        {
            var entry = await EntryAsync(billing.AccountId, segment.Day, cancellationToken);
            Write(billing, segment, entry);
            entry.Amount -= segment.Amount;
            entry.UpdatedAt = now;
            totals[billing.AccountId] = totals.GetValueOrDefault(billing.AccountId) - segment.Amount;
            billing.ChargedUntil = segment.Until;
        }
    }

    /// <summary>Saves the lines, moves each account's credit once and seals the days that can no longer grow.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        foreach (var line in grown.Values) await GrowAsync(line, cancellationToken);
        db.ChargeLines.AddRange(begun);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (account, total) in totals.OrderBy(t => t.Key.Value))
            await db.MoveCreditAsync(account, total, cancellationToken);
        foreach (var account in totals.Keys) await DaySealing.SealAsync(db, account, now, cancellationToken);
    }

    private void Write(VmBilling billing, RatedSegment segment, LedgerEntry entry)
    {
        var last = lastLines.GetValueOrDefault(billing.VmId);
        if (last is not null && Continues(last, segment, entry))
        {
            last.Until = segment.Until;
            last.Intervals += segment.Intervals;
            last.Amount += segment.Amount;
            last.SweepRunId = run;
            last.PostedAt = now;
            if (last.Id != default) grown[last.Id] = last;
            return;
        }

        var line = new ChargeLine
        {
            VmId = billing.VmId, AccountId = billing.AccountId, RegionId = machines[billing.VmId].RegionId, Day = segment.Day,
            Segment = last is not null && last.Day == segment.Day ? last.Segment + 1 : 0, From = segment.From, Until = segment.Until,
            FirstFrom = last is null ? segment.From : null, PreviousUntil = last?.Until, Intervals = segment.Intervals,
            PriceVersionId = segment.Point.PriceVersionId, Factor = segment.Point.Factor, Rate = segment.Rate, Amount = segment.Amount,
            EntryId = entry.Id, SweepRunId = run, PostedAt = now,
        };
        begun.Add(line);
        lastLines[billing.VmId] = line;
    }

    // A line's end is a key that the next line points at, so it moves by a statement of its own, before any next line is written.
    private async Task GrowAsync(ChargeLine line, CancellationToken cancellationToken) =>
        await db.ChargeLines.Where(l => l.Id == line.Id).ExecuteUpdateAsync(s => s
            .SetProperty(l => l.Until, line.Until).SetProperty(l => l.Intervals, line.Intervals).SetProperty(l => l.Amount.Nanos, line.Amount.Nanos)
            .SetProperty(l => l.SweepRunId, line.SweepRunId).SetProperty(l => l.PostedAt, line.PostedAt), cancellationToken);

    private static bool Continues(ChargeLine last, RatedSegment segment, LedgerEntry entry) =>
        last.Day == segment.Day && last.Until == segment.From && last.PriceVersionId == segment.Point.PriceVersionId
        && last.Factor == segment.Point.Factor && last.Rate == segment.Rate && last.EntryId == entry.Id;

    private async Task<LedgerEntry> EntryAsync(AccountId account, DateOnly day, CancellationToken cancellationToken)
    {
        if (entries.TryGetValue((account, day), out var entry)) return entry;
        entry = new LedgerEntry
        {
            AccountId = account, Kind = EntryKind.Usage, Key = $"usage/{account}/{day:yyyy-MM-dd}", Day = day, IsSealed = false,
            Reason = "Machine hours", Actor = Actor.System, CreatedAt = now, UpdatedAt = now,
        };
        db.LedgerEntries.Add(entry);
        await db.SaveChangesAsync(cancellationToken);
        return entries[(account, day)] = entry;
    }

    private async Task ReadTimelinesAsync(List<VmId> ids, CancellationToken cancellationToken)
    {
        var rows = await (from change in db.RateChanges.AsNoTracking()
                          join price in db.PriceVersions.AsNoTracking() on change.PriceVersionId equals price.Id
                          where ids.Contains(change.VmId)
                          select new { change.VmId, change.From, change.PriceVersionId, price.Sale, change.Factor }).ToListAsync(cancellationToken);
        foreach (var group in rows.GroupBy(r => r.VmId))
            timelines[group.Key] = [.. group.OrderBy(r => r.From).Select(r => new RatePoint(r.From, r.PriceVersionId, r.Sale, r.Factor))];
    }

    private async Task ReadLastLinesAsync(List<VmId> ids, CancellationToken cancellationToken)
    {
        var lines = await (from line in db.ChargeLines.AsNoTracking()
                           join billing in db.VmBillings on new { line.VmId, line.Until } equals new { billing.VmId, Until = billing.ChargedUntil }
                           where ids.Contains(line.VmId)
                           select line).ToListAsync(cancellationToken);
        foreach (var line in lines) lastLines[line.VmId] = line;
    }
}
