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
    private const decimal Small = 0.0075m;

    // Hours of the year from 2 January 09:05 to 3 January 01:00 of the next: 366 days and 15 hours, of which the last has not ended.
    private const int Whole = (366 * 24) + 15;

    /// <summary>What is left at the end, reckoned by hand.</summary>
    private static readonly Dictionary<string, decimal> Sums = new()
    {
        ["alice"] = 100 - (Whole * Small),
        ["ivan"] = 100 - (Whole * Small) + 1.5m - 0.25m - 10,
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
