using System.Globalization;
using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Tests.Harness;

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

    /// <summary>What is left at the end, reckoned by hand: hours times price.</summary>
    private static readonly Dictionary<string, decimal> Sums = new()
    {
        ["alice"] = 100 - (Whole * Small),
        // 68 days at the small price, 132 days and the hour in which it was resized down at the large one, the rest at the small one again.
        ["bob"] = 100 - (68 * 24 * Small) - (((132 * 24) + 1) * Large) - ((Whole - (68 * 24) - (132 * 24) - 1) * Small),
        // Stopped on 1 June at 09:35 and started on 1 September at 09:35: the hours in which that was cost the full price, 92 days less one hour a tenth.
        ["carol"] = 100 - ((Whole - (92 * 24) + 1) * Small) - (((92 * 24) - 1) * Small / 10),
        // From October on a quarter more: 272 days and 15 hours until the end of September, the rest from 00:05; the hour between has both and costs the higher.
        ["heidi"] = 200 - (((272 * 24) + 14) * 0.02m) - ((Whole - (272 * 24) - 14) * 0.025m),
        ["ivan"] = 100 - (Whole * Small) + 1.5m - 0.25m - 10,
        ["judy"] = 10 - ((1 + 2) * Small),
        // 28 February 23:05 to 1 March 00:35: an hour, the leap day's 24, and one that began and counts in full.
        ["kim"] = 10 - (26 * Small),
        // 6 days, 18 hours and a half, three of them while the panel was down.
        ["mike"] = 10 - (((6 * 24) + 19) * Small),
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

        foreach (var (name, left) in Sums) Assert.Equal((name, Money.FromDecimal(left)), (name, await scene.Panel.CreditAsync(scene.Customer(name).Account)));
        var differing = new List<string>();
        foreach (var customer in scene.Customers)
        {
            var text = await scene.Panel.ReadAsync(db => Statement.WriteAsync(db, customer.Account, customer.Story));
            var credit = await scene.Panel.CreditAsync(customer.Account);
            Assert.EndsWith($"{credit}\n", text, StringComparison.Ordinal);
            if (!IsAsAccepted(customer.Story.Name, text)) differing.Add(customer.Story.Name);
        }

        Assert.True(differing.Count == 0, $"These statements differ: {string.Join(", ", differing)}.");
    }

    private static bool IsAsAccepted(string name, string text)
    {
        var file = Repository.At("Lobster.Tests", "Billing", "Year", "Statements", name + ".txt");
        if (Environment.GetEnvironmentVariable("LOBSTER_ACCEPT_STATEMENTS") == "1") File.WriteAllText(file, text);
        else Assert.Equal(File.ReadAllText(file), text);
        return true;
    }
}
