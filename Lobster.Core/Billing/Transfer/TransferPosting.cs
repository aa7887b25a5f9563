using System.Globalization;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Data.Conversions;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Lobster.Core.Notifications;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Transfer;

/// <summary>
/// Writes what was found for pools: lines, entries, balances, notices and the pools themselves, in the caller's transaction, after the caller took the row of
/// every account concerned.
/// </summary>
internal sealed class TransferPosting
{
    private readonly LobsterDbContext db;
    private readonly IReadOnlyList<PoolVerdict> verdicts;
    private readonly TransferOptions options;
    private readonly ITransferLetters letters;
    private readonly Instant now;
    private readonly Instant system;
    private Dictionary<RegionId, string> regions = [];
    private PriceCourse prices = new([]);

    private TransferPosting(
        LobsterDbContext db, IReadOnlyList<PoolVerdict> verdicts, TransferOptions options, ITransferLetters letters, Instant now, Instant system) =>
        (this.db, this.verdicts, this.options, this.letters, this.now, this.system) = (db, verdicts, options, letters, now, system);

    /// <summary>Reads all that writing needs.</summary>
    public static async Task<TransferPosting> PrepareAsync(
        LobsterDbContext db, IReadOnlyList<PoolVerdict> verdicts, TransferOptions options, ITransferLetters letters, Instant now, Instant system,
        CancellationToken cancellationToken) =>
        new(db, verdicts, options, letters, now, system)
        {
            regions = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Id, r => r.Name, cancellationToken),
            prices = await PriceCourse.ReadAsync(db, PriceSubject.TransferOverage, cancellationToken),
        };

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await MovePoolsAsync(cancellationToken);
        await BillAsync([.. verdicts.Where(v => v.NewGb > 0)], cancellationToken);
        foreach (var verdict in verdicts.Where(v => v.Notice > 0)) await TellAsync(verdict, cancellationToken);
    }

    // Guarded by what was billed before: two panels that bill the same pool cannot both move it.
    private async Task MovePoolsAsync(CancellationToken cancellationToken)
    {
        using var rows = new RowSet("account", "region", "month", "billed", "added", "allowance", "noticed", "closed");
        foreach (var v in verdicts)
            rows.Add(v.Pool.AccountId.Value).Add(v.Pool.RegionId.Value).Add(DayConverter.ToNumber(v.Pool.Month)).Add(v.Pool.BilledGb).Add(v.NewGb).Add(v.AllowanceBytes)
                .Add(Math.Max(v.Notice, v.Pool.NoticedPercent)).Add(v.Closes ? now.Micros : v.Pool.ClosedAt?.Micros);
        await rows.WriteAsync(db, """
            UPDATE "TransferPools" SET "BilledGb" = rows.billed + rows.added, "AllowanceBytes" = rows.allowance, "NoticedPercent" = rows.noticed,
            "ClosedAt" = rows.closed, "Version" = "TransferPools"."Version" + 1 FROM rows
            WHERE "TransferPools"."AccountId" = rows.account AND "TransferPools"."RegionId" = rows.region AND "TransferPools"."Month" = rows.month
                AND "TransferPools"."BilledGb" = rows.billed
            """, cancellationToken);
        foreach (var verdict in verdicts.Where(v => v.Closes))
            db.Record(now, Actor.System, "transfer.closed", SubjectKind.Account, verdict.Pool.AccountId.Value, verdict.Pool.AccountId, new
            {
                region = verdict.Pool.RegionId.Value, month = Text(verdict.Pool.Month), used = verdict.Pool.UsedBytes, allowance = verdict.AllowanceBytes,
                billed = verdict.Pool.BilledGb + verdict.NewGb,
            });
    }

    private async Task BillAsync(IReadOnlyList<PoolVerdict> billed, CancellationToken cancellationToken)
    {
        var lines = billed.Select(v => (Verdict: v, Line: Line(v))).ToList();
        var entries = lines.Where(l => l.Line.Amount.IsPositive).Select(l => (l.Line, Entry: Entry(l.Line))).ToList();
        db.LedgerEntries.AddRange(entries.Select(e => e.Entry));
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (line, entry) in entries) line.EntryId = entry.Id;
        db.TransferLines.AddRange(lines.Select(l => l.Line));
        await db.SaveChangesAsync(cancellationToken);
        using var balances = new RowSet("id", "delta");
        foreach (var account in entries.GroupBy(e => e.Line.AccountId))
        {
            balances.Add(account.Key.Value).Add(account.Aggregate(Money.Zero, (sum, e) => sum + e.Entry.Amount).Nanos);
            db.LiveChanges.Add(new LiveChange(SubjectKind.Account, account.Key.Value, account.Key));
        }

        await balances.WriteAsync(db, """
            UPDATE "Accounts" SET "CreditNanos" = "CreditNanos" + rows.delta FROM rows WHERE "Accounts"."Id" = rows.id
            """, cancellationToken);
    }

    private TransferLine Line(PoolVerdict verdict)
    {
        var pool = verdict.Pool;
        var price = prices.At(pool.RegionId, TransferBill.PricedAt(pool.Month, now));
        var rate = price?.Sale ?? Money.Zero;
        return new TransferLine
        {
            AccountId = pool.AccountId, RegionId = pool.RegionId, Month = pool.Month, FirstGb = pool.BilledGb + 1, Gb = verdict.NewGb, UsedBytes = pool.UsedBytes,
            AllowanceBytes = verdict.AllowanceBytes, GraceGb = options.GraceGb, PriceVersionId = price?.Id, Rate = rate, Amount = rate * verdict.NewGb, PostedAt = now,
        };
    }

    private LedgerEntry Entry(TransferLine line) => new()
    {
        AccountId = line.AccountId, Kind = EntryKind.Transfer, Key = $"transfer/{line.AccountId}/{line.RegionId}/{Text(line.Month)}/{line.FirstGb}", Amount = -line.Amount,
        Reason = string.Create(CultureInfo.InvariantCulture, $"Transfer beyond the pool of {regions[line.RegionId]}, {Text(line.Month)}, GB {line.FirstGb} to {line.FirstGb + line.Gb - 1}"),
        Actor = Actor.System, CreatedAt = now, UpdatedAt = now,
    };

    private async Task TellAsync(PoolVerdict verdict, CancellationToken cancellationToken)
    {
        var pool = verdict.Pool;
        db.Record(now, Actor.System, "transfer.reached", SubjectKind.Account, pool.AccountId.Value, pool.AccountId, new
        {
            region = pool.RegionId.Value, month = Text(pool.Month), percent = verdict.Notice, used = pool.UsedBytes, allowance = verdict.AllowanceBytes,
        });
        var owner = await (from member in db.Memberships
                           join user in db.Users on member.UserId equals user.Id
                           where member.AccountId == pool.AccountId && member.Role == MembershipRole.Owner && user.Email != null
                           select new { user.Email, user.UserName }).FirstOrDefaultAsync(cancellationToken);
        if (owner is null) return;
        var notice = new TransferNotice(
            owner.UserName ?? "", regions[pool.RegionId], pool.Month, verdict.Notice, pool.UsedBytes, verdict.AllowanceBytes, options.GraceGb,
            prices.At(pool.RegionId, now)?.Sale);
        db.Enqueue(system, $"transfer/{pool.AccountId}/{pool.RegionId}/{Text(pool.Month)}/{verdict.Notice}", owner.Email!, await letters.ReachedAsync(notice));
    }

    private static string Text(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
