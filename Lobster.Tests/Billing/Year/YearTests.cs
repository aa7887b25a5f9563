using System.Globalization;
using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Tests.Exports;
using Lobster.Tests.Harness;
using Lobster.Web.Exports;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing.Year;

/// <summary>
/// A simulated year of the whole product, and the statements of its twenty customers. The statements are files; the variable
/// LOBSTER_ACCEPT_STATEMENTS=1 writes them anew. They are not only what the program said: at each month's begin the reference model, which knows the
/// stories alone, must say the same credit, and the plain sums below must come out.
/// </summary>
public sealed class YearTests
{
    // From 2 January 09:05 to 3 January 01:00 of the next year: 366 days and 15 whole hours.
    private const int Whole = (366 * 24) + 15;
    private const decimal Small = 0.0075m;
    private const decimal Large = 0.0149m;

    // An hour of 2550 MB at $0.0000555 and, from July on, $0.00008 a GB-hour, rounded to nine decimals.
    private const decimal Stored = 0.000138208m;
    private const decimal StoredThen = 0.000199219m;

    /// <summary>What is left at the end, reckoned by hand: hours times price.</summary>
    private static readonly Dictionary<string, decimal> Sums = new()
    {
        ["alice"] = 100 - (Whole * Small),
        // 68 days at the small price, 132 days and the hour in which it was resized down at the large one, the rest at the small one again.
        ["bob"] = 100 - (68 * 24 * Small) - (((132 * 24) + 1) * Large) - ((Whole - (68 * 24) - (132 * 24) - 1) * Small),
        // Stopped on 1 June at 09:35 and started on 1 September at 09:35: the hours in which that was cost the full price, 92 days less one hour a tenth.
        ["carol"] = 100 - ((Whole - (92 * 24) + 1) * Small) - (((92 * 24) - 1) * Small / 10),
        // Suspended on 14 May at 18:00 and restored on the 23rd at 09:35: 207 hours at half the price.
        ["dave"] = 84 - ((Whole - 207) * Small) - (207 * Small / 2),
        // 42 days and 15 hours until the end on 14 February at midnight, the last 14 days at half the price.
        ["erin"] = 5 - (((28 * 24) + 15) * Small) - (14 * 24 * Small / 2),
        // The machine's hour; 172 days and 14 hours of storage until July, of 345 days.
        ["frank"] = 10 - Small - (((172 * 24) + 14) * Stored) - (((345 * 24) - (172 * 24) - 14) * StoredThen),
        // Her machine sends 240,000 bytes a second: 622.08 GB in a month of 30 days, of which the pool has 1000.
        ["grace"] = 100 - (Whole * Small) - ((1122 + 522) * 0.01m),
        // From October on a quarter more: 272 days and 15 hours until the end of September, the rest from 00:05; the hour between has both and costs the higher.
        ["heidi"] = 200 - (((272 * 24) + 14) * 0.02m) - ((Whole - (272 * 24) - 14) * 0.025m),
        ["ivan"] = 100 - (Whole * Small) + 1.5m - 0.25m - 10,
        ["judy"] = 10 - ((1 + 2) * Small),
        // 28 February 23:05 to 1 March 00:35: an hour, the leap day's 24, and one that began and counts in full.
        ["kim"] = 10 - (26 * Small),
        // One for the whole year, one for 248 days and an hour and a half.
        ["leo"] = 150 - (Whole * Small) - (((248 * 24) + 2) * Small),
        // 6 days, 18 hours and a half, three of them while the panel was down.
        ["mike"] = 10 - (((6 * 24) + 19) * Small),
        // February's snapshot 91 days and 75 minutes, May's 93, of which 60 and 13 hours before July; August's to the end.
        ["nina"] = 100 - (Whole * Small) - (((91 * 24) + 2 + (60 * 24) + 13) * Stored) - (((93 * 24) + 2 - (60 * 24) - 13 + (154 * 24) + 14) * StoredThen),
        ["oscar"] = 10 - (12 * Small),
        // Suspended on 14 August at 09:35 and free on 17 August at 15:35: 78 hours, of which the first counts in full as the hour after the last does.
        ["peggy"] = 100 - ((Whole - 77) * Small) - (77 * Small / 2),
        ["quinn"] = 150 - (Whole * Large) + (48 * (Large - 0.01m)),
        ["rita"] = 100 - (Whole * Small),
        ["steve"] = 70 - (Whole * Small),
        ["trudy"] = 100 - (Whole * Small),
    };

    [Fact]
    public async Task Year_OfTwentyCustomers_ComesToTheirStatements()
    {
        await using var scene = await YearScene.OpenAsync(DatabaseProvider.Sqlite, YearStories.All);

        await scene.RunAsync();

        Assert.Equal(20, scene.Customers.Count);
        foreach (var customer in scene.Customers)
        {
            var (name, credit) = (customer.Story.Name, await scene.Panel.CreditAsync(customer.Account));
            Assert.Equal((name, Money.FromDecimal(Sums[name])), (name, credit));
            var text = await scene.Panel.ReadAsync(db => Statement.WriteAsync(db, customer.Account, customer.Story));
            Assert.EndsWith($" {credit}\n", text, StringComparison.Ordinal);
            await AssertAsAcceptedAsync(name, text);
            await AssertTablesSumToTheLedgerAsync(scene, customer);
        }

        if (IsAccepting) Assert.Fail("The statements were written anew. Read what changed, commit it, and run again without LOBSTER_ACCEPT_STATEMENTS.");
    }

    private static bool IsAccepting => Environment.GetEnvironmentVariable("LOBSTER_ACCEPT_STATEMENTS") == "1";

    // The tables that customers download, of all months together, say what the ledger took; each month's says what its page does, of which one for each customer is asked.
    private static async Task AssertTablesSumToTheLedgerAsync(YearScene scene, YearCustomer customer)
    {
        var charges = scene.Panel.Get<ChargeQueries>();
        var sum = 0m;
        for (var ago = 12; ago >= 0; ago--)
        {
            var month = scene.Panel.Now.Day.AddMonths(-ago);
            var net = CsvTable.Sum(ChargesCsv.Write((await charges.SheetAsync(customer.Owner, customer.Account, month))!, "USD"), "Net");
            if (ago == customer.Index % 13) Assert.Equal((await charges.MonthAsync(customer.Owner, customer.Account, month))!.Total.ToDecimal(), net);
            sum += net;
        }

        var taken = await scene.Panel.ReadAsync(db => db.LedgerEntries.Where(e => e.AccountId == customer.Account)
            .Where(e => e.Kind == EntryKind.Usage || e.Kind == EntryKind.Storage || e.Kind == EntryKind.Transfer
                || e.CorrectsLineId != null || e.CorrectsStorageLineId != null || e.CorrectsTransferLineId != null)
            .SumAsync(e => e.Amount.Nanos));

        Assert.Equal((customer.Story.Name, new Money(-taken).ToDecimal()), (customer.Story.Name, sum));
    }

    private static async Task AssertAsAcceptedAsync(string name, string text)
    {
        var file = Repository.At("Lobster.Tests", "Billing", "Year", "Statements", name + ".txt");
        if (IsAccepting) await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        else Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), text);
    }
}
