using System.Globalization;
using System.Text;
using System.Text.Json;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing.Year;

/// <summary>
/// An account's year as text, from its ledger, lines and events: month by month, every amount exact. Hours and storage stand in the month of their
/// day, transfer in the month in which it was used, all else when it was posted. Closing credit is the sum of what is written.
/// </summary>
internal static class Statement
{
    public static async Task<string> WriteAsync(LobsterDbContext db, AccountId account, YearStory story)
    {
        var entries = await EntriesAsync(db, account);
        var text = new StringBuilder($"{story.Name}: {story.Plot}\nUSD; days and hours are UTC; until {YearScene.End}\n");
        var (credit, notes) = (Money.Zero, await NotesAsync(db, account));
        foreach (var month in entries.Select(r => Month(r.Day)).Concat(notes.Select(n => Month(n.Day))).Distinct().Order())
        {
            Add(text.Append('\n'), $"{month:yyyy-MM}  opening credit", credit);
            var told = entries.Where(r => Month(r.Day) == month && r.Words is not null).Select(r => ($"  {r.Day:dd}  {r.Words}", r.Amount));
            foreach (var (label, amount) in (await LinesAsync(db, account, month)).Concat(told))
            {
                Add(text, label, amount);
                credit += amount;
            }

            foreach (var note in notes.Where(n => Month(n.Day) == month)) text.Append(CultureInfo.InvariantCulture, $"  {note.Day:dd}  {note.Words}\n");
            Add(text, "         closing credit", credit);
        }

        return text.ToString();
    }

    // Charges are told by their lines; other entries by themselves.
    private static async Task<List<(DateOnly Day, Money Amount, string? Words)>> EntriesAsync(LobsterDbContext db, AccountId account)
    {
        var months = await db.TransferLines.Where(l => l.AccountId == account && l.EntryId != null).ToDictionaryAsync(l => l.EntryId!.Value, l => l.Month);
        return (await db.LedgerEntries.Where(e => e.AccountId == account).OrderBy(e => e.Id).ToListAsync())
            .ConvertAll(e => (e.Day ?? (months.TryGetValue(e.Id, out var month) ? month : e.CreatedAt.Day), e.Amount, Words(e)));
    }

    private static string? Words(LedgerEntry entry) =>
        entry.Kind is EntryKind.Usage or EntryKind.Storage or EntryKind.Transfer ? null
        : entry.Kind == EntryKind.Adjustment ? (entry.CorrectsLineId is null ? "adjustment: " : "correction: ") + entry.Reason
        : entry.Kind.ToString().ToLowerInvariant();

    private static async Task<List<(string Label, Money Amount)>> LinesAsync(LobsterDbContext db, AccountId account, DateOnly month)
    {
        var next = month.AddMonths(1);
        var machines = await db.ChargeLines.Where(l => l.AccountId == account && l.Day >= month && l.Day < next)
            .Join(db.VirtualMachines, l => l.VmId, v => v.Id, (l, v) => new { l.VmId, v.Name, l.From, l.Intervals, l.Rate, l.Amount }).OrderBy(l => l.From).ToListAsync();
        var images = await db.StorageLines.Where(l => l.AccountId == account && l.Day >= month && l.Day < next)
            .Join(db.Images, l => l.ImageId, i => i.Id, (l, i) => new { l.ImageId, i.Name, l.From, l.Intervals, l.SizeMb, l.Rate, l.Amount }).OrderBy(l => l.From).ToListAsync();
        var transfer = await db.TransferLines.Where(l => l.AccountId == account && l.Month == month).OrderBy(l => l.FirstGb).ToListAsync();
        return
        [
            .. machines.GroupBy(l => (l.VmId, l.Name, l.Rate)).Select(g => ($"      {g.Key.Name}: {g.Sum(l => l.Intervals)} h at {g.Key.Rate}", -Sum(g.Select(l => l.Amount)))),
            .. images.GroupBy(l => (l.ImageId, l.Name, l.SizeMb, l.Rate))
                .Select(g => ($"      storage of {g.Key.Name}: {g.Key.SizeMb} MB, {g.Sum(l => l.Intervals)} h at {g.Key.Rate}", -Sum(g.Select(l => l.Amount)))),
            .. transfer.GroupBy(l => l.Rate).Select(g => ($"      transfer beyond the pool: {g.Sum(l => l.Gb)} GB at {g.Key}", -Sum(g.Select(l => l.Amount)))),
        ];
    }

    private static async Task<List<(DateOnly Day, string Words)>> NotesAsync(LobsterDbContext db, AccountId account)
    {
        var events = await db.Events.Where(e => e.AccountId == account && e.Subject == SubjectKind.Account && (e.Type.StartsWith("standing.") || e.Type.EndsWith("parked")))
            .OrderBy(e => e.Id).ToListAsync();
        return events.ConvertAll(e => (e.At.Day, string.Create(CultureInfo.InvariantCulture, $"{e.At.ToDateTimeOffset():HH:mm} {e.Type[(e.Type.IndexOf('.', StringComparison.Ordinal) + 1)..]}{Due(e)}")));
    }

    private static string Due(Event e) =>
        e.Type is "standing.notice" or "standing.suspended" && JsonDocument.Parse(e.Data).RootElement is var data
            ? $" {data.GetProperty("notice")}" + (data.GetProperty("due").GetString() is { } due ? $", to be terminated {due[..10]}" : "") : "";

    private static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, a) => sum + a);

    private static void Add(StringBuilder text, string label, Money amount) => text.Append(CultureInfo.InvariantCulture, $"{label,-72}{amount,16}\n");
}
