using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Oversight;

/// <summary>Sums the panel's money; nothing here can overflow.</summary>
internal static class FigureReads
{
    private const int Days = 30;

    /// <summary>The money of this moment and of the last thirty days.</summary>
    public static async Task<PanelFigures> FiguresAsync(this LobsterDbContext db, Instant now, CancellationToken cancellationToken)
    {
        var (credit, _) = await db.Accounts.Where(a => a.Credit.Nanos > 0).Select(a => a.Credit.Nanos).TotalAsync(cancellationToken);
        var (debt, debtors) = await db.Accounts.Where(a => a.Credit.Nanos < 0).Select(a => a.Credit.Nanos).TotalAsync(cancellationToken);
        var midnight = Instant.StartOf(now.Day);
        var (paid, payments) = await db.LedgerEntries.Where(e => e.Kind == EntryKind.Payment && e.CreatedAt >= midnight)
            .Select(e => e.Amount.Nanos).TotalAsync(cancellationToken);
        var pending = await db.Payments.CountAsync(p => p.State == PaymentState.Pending, cancellationToken);
        var burn = await db.WholeBurnAsync(now, cancellationToken);
        return new PanelFigures(credit, -debt, debtors, burn, paid, payments, pending, await DaysAsync(db, now.Day, cancellationToken));
    }

    private static async Task<IReadOnlyList<DayTotal>> DaysAsync(LobsterDbContext db, DateOnly today, CancellationToken cancellationToken)
    {
        DateOnly? first = today.AddDays(1 - Days);
        var charged = await db.LedgerEntries.Where(e => e.Day >= first).Select(e => new { e.Day, e.Amount.Nanos }).GroupBy(e => e.Day)
            .Select(g => new { Day = g.Key, Units = g.Sum(e => e.Nanos / Money.NanosPerUnit), Rest = g.Sum(e => e.Nanos % Money.NanosPerUnit) })
            .ToDictionaryAsync(g => g.Day!.Value, g => -Totals.Units(g.Units, g.Rest), cancellationToken);
        return [.. Enumerable.Range(0, Days).Select(i => first.Value.AddDays(i)).Select(day => new DayTotal(day, charged.GetValueOrDefault(day)))];
    }
}
