using System.Text;
using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Images;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Exports;

namespace Lobster.Tests.Exports;

/// <summary>The table of a month's charges. That it adds up is tested with a whole year (<see cref="Billing.Year.YearTests"/>).</summary>
public sealed class ChargesCsvTests
{
    private static readonly Instant Noon = Instant.From(new DateTimeOffset(2026, 11, 5, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Machine_HasItsLineAndWhatWasGivenBack()
    {
        var row = Assert.Single(Rows(Machine("web-1", intervals: 3, length: TimeSpan.FromHours(1), givenBack: 0.0075m)));

        Assert.Equal(
            ["2026-11-05", "2026-11-05 12:00:00", "2026-11-05 15:00:00", "Machine", "web-1", "Small", "Amsterdam", "3", "hour", "0.0075", "0.0225", "0.0075", "0.015", "EUR"],
            row.Values);
    }

    [Fact]
    public void Machine_ChargedByTheHalfHour_SaysSo() =>
        Assert.Equal("30 minutes", Assert.Single(Rows(Machine("web-1", intervals: 2, length: TimeSpan.FromMinutes(30))))["Unit"]);

    [Fact]
    public void ImagesAndTransfer_HaveRowsOfTheirOwn()
    {
        var image = new ImageCharges(new ImageId(1), "before upgrade", "Amsterdam", Noon, [new(Noon.Day, Noon, Noon + TimeSpan.FromHours(2), 2, 2550, new Money(138_208), new Money(276_416), Money.Zero)]);
        var transfer = new TransferLineView("Amsterdam", 1, 12, 0, 0, 0, 1, Money.FromDecimal(0.01m), Money.FromDecimal(0.12m), Money.Zero, Noon);

        var rows = CsvTable.Read(ChargesCsv.Write(new MonthSheet(new DateOnly(2026, 11, 1), [], [image], [transfer]), "EUR"));

        Assert.Equal(("Image storage", "2550 MB", "0.000276416"), (rows[0]["Kind"], rows[0]["Detail"], rows[0]["Net"]));
        Assert.Equal(("Transfer", "GB 1 to 12 beyond the pool", "12", "GB", "0.12"), (rows[1]["Kind"], rows[1]["Detail"], rows[1]["Quantity"], rows[1]["Unit"], rows[1]["Net"]));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\")")]
    [InlineData("+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    public void Name_ThatASpreadsheetWouldReckon_IsMadeText(string name) => Assert.Equal("'" + name, Assert.Single(Rows(Machine(name)))["Name"]);

    [Theory]
    [InlineData("a, \"b\"; c")]
    [InlineData("two\nlines")]
    [InlineData("Zürich 東京 😀")]
    public void Name_OfAnyOtherKind_ComesBackAsItWas(string name) => Assert.Equal(name, Assert.Single(Rows(Machine(name)))["Name"]);

    [Fact]
    public void File_BeginsWithTheMarkThatSpreadsheetsKnowUtf8By() => Assert.Equal(Encoding.UTF8.Preamble, ChargesCsv.Write(Machine("web-1"), "EUR").AsSpan(0, 3));

    private static List<Dictionary<string, string>> Rows(MonthSheet sheet) => CsvTable.Read(ChargesCsv.Write(sheet, "EUR"));

    private static MonthSheet Machine(string name, int intervals = 1, TimeSpan? length = null, decimal givenBack = 0)
    {
        var rate = Money.FromDecimal(0.0075m);
        var line = new VmChargeLine(
            new VmId(1), Noon.Day, Noon, Noon + ((length ?? TimeSpan.FromHours(1)) * intervals), intervals, rate, rate * intervals, Money.FromDecimal(givenBack), "Small");
        return new MonthSheet(new DateOnly(2026, 11, 1), [new MachineLine(name, "Amsterdam", line)], [], []);
    }
}
