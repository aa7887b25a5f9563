using System.Globalization;
using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing;

/// <summary>
/// A machine that lives from one moment to another: how many hours it pays in all, and on which UTC days. An hour belongs to the day in which it
/// starts; the running one counts in full; 60 min 0 s is one hour.
/// </summary>
public sealed class CalendarTests
{
    /// <summary>Start, end, hours, and "MM-dd=hours" for the first and the last day that has any.</summary>
    public static TheoryData<string, string, int, string, string> Lives => new()
    {
        // Around the hour.
        { "2027-03-10 12:00:00", "2027-03-10 12:00:00", 1, "03-10=1", "03-10=1" },
        { "2027-03-10 12:00:00", "2027-03-10 12:59:59", 1, "03-10=1", "03-10=1" },
        { "2027-03-10 12:00:00", "2027-03-10 13:00:00", 1, "03-10=1", "03-10=1" },
        { "2027-03-10 12:00:00", "2027-03-10 13:00:01", 2, "03-10=2", "03-10=2" },
        { "2027-03-10 12:00:00", "2027-03-11 11:59:59", 24, "03-10=12", "03-11=12" },
        { "2027-03-10 12:00:00", "2027-03-11 12:00:00", 24, "03-10=12", "03-11=12" },
        { "2027-03-10 12:00:00", "2027-03-11 12:00:01", 25, "03-10=12", "03-11=13" },
        // Around midnight, on a grid that does not start on the hour.
        { "2027-03-10 23:59:59", "2027-03-11 00:00:00", 1, "03-10=1", "03-10=1" },
        { "2027-03-10 23:59:59", "2027-03-11 00:59:59", 1, "03-10=1", "03-10=1" },
        { "2027-03-10 23:59:59", "2027-03-11 01:00:00", 2, "03-10=1", "03-11=1" },
        { "2027-03-10 23:30:00", "2027-03-11 23:30:00", 24, "03-10=1", "03-11=23" },
        { "2027-03-11 00:00:00", "2027-03-12 00:00:00", 24, "03-11=24", "03-11=24" },
        // Months of 28, 29, 30 and 31 days, each lived in full.
        { "2027-02-01 00:00:00", "2027-03-01 00:00:00", 672, "02-01=24", "02-28=24" },
        { "2028-02-01 00:00:00", "2028-03-01 00:00:00", 696, "02-01=24", "02-29=24" },
        { "2027-04-01 00:00:00", "2027-05-01 00:00:00", 720, "04-01=24", "04-30=24" },
        { "2027-05-01 00:00:00", "2027-06-01 00:00:00", 744, "05-01=24", "05-31=24" },
        { "2100-02-28 12:00:00", "2100-03-01 12:00:00", 24, "02-28=12", "03-01=12" },
        // The leap day, and what lies around it.
        { "2028-02-28 23:00:00", "2028-03-01 01:00:00", 26, "02-28=1", "03-01=1" },
        { "2028-02-29 00:00:00", "2028-02-29 00:00:01", 1, "02-29=1", "02-29=1" },
        { "2028-02-29 23:59:59", "2028-03-01 01:00:00", 2, "02-29=1", "03-01=1" },
        // Ends of months and of the year.
        { "2027-04-30 23:30:00", "2027-05-01 00:30:01", 2, "04-30=1", "05-01=1" },
        { "2027-12-31 23:00:00", "2028-01-01 00:00:00", 1, "12-31=1", "12-31=1" },
        { "2027-12-31 23:00:00", "2028-01-01 00:00:01", 2, "12-31=1", "01-01=1" },
        { "2027-12-31 23:59:59", "2028-01-01 00:59:59", 1, "12-31=1", "12-31=1" },
        { "2027-01-01 00:00:00", "2028-01-01 00:00:00", 8_760, "01-01=24", "12-31=24" },
        { "2028-01-01 00:00:00", "2029-01-01 00:00:00", 8_784, "01-01=24", "12-31=24" },
        // Where clocks in Europe and America are put forward and back: nothing happens in UTC.
        { "2027-03-28 00:00:00", "2027-03-29 00:00:00", 24, "03-28=24", "03-28=24" },
        { "2027-11-07 00:00:00", "2027-11-08 00:00:00", 24, "11-07=24", "11-07=24" },
    };

    [Theory, MemberData(nameof(Lives))]
    public async Task Life_FromTo_PaysTheseHoursOnTheseDays(string from, string until, int hours, string first, string last)
    {
        await using var panel = await LivingFromAsync(from);
        var vm = await panel.BillVmAsync("web-1");
        panel.AdvanceTo(Moment(until));

        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);

        await AssertPaidAsync(panel, hours, first, last);
    }

    /// <summary>The same lives with sweeps at odd moments and an outage over the month's end between them.</summary>
    [Theory]
    [InlineData("2027-01-30 09:15:00", "2027-02-02 09:15:01", 73, "01-30=15", "02-02=10")]
    [InlineData("2028-02-27 23:59:59", "2028-03-01 23:59:59", 72, "02-27=1", "03-01=23")]
    [InlineData("2027-12-30 12:00:00", "2028-01-02 12:00:00", 72, "12-30=12", "01-02=12")]
    public async Task Life_OutageAcrossTheMonthsEnd_PaysTheSame(string from, string until, int hours, string first, string last)
    {
        await using var panel = await LivingFromAsync(from);
        var vm = await panel.BillVmAsync("web-1");
        panel.Advance(TimeSpan.FromMinutes(95));
        await panel.ChargeAsync();
        panel.AdvanceTo(Moment(until) - TimeSpan.FromMinutes(61)); // nobody charged since
        await panel.ChargeAsync();
        panel.AdvanceTo(Moment(until));

        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);

        await AssertPaidAsync(panel, hours, first, last);
    }

    private static async Task<TestPanel> LivingFromAsync(string from)
    {
        var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite, o => o.HeartbeatDays = 365);
        panel.AdvanceTo(Moment(from));
        return panel;
    }

    private static async Task AssertPaidAsync(TestPanel panel, int hours, string first, string last)
    {
        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * hours), await panel.CreditAsync(panel.Stock.Account));
        var days = (await panel.ReadAsync(db => db.ChargeLines.ToListAsync())).GroupBy(l => l.Day).OrderBy(g => g.Key)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key:MM-dd}={g.Sum(l => l.Intervals)}")).ToList();
        Assert.Equal((first, last), (days[0], days[^1]));
        var entries = await panel.ReadAsync(db => db.LedgerEntries.Where(e => e.Kind == EntryKind.Usage).CountAsync());
        Assert.Equal(days.Count, entries);
        await panel.AssertBooksInOrderAsync();
    }

    private static Instant Moment(string text) =>
        Instant.From(DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
}
