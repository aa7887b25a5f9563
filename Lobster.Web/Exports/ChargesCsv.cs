using System.Globalization;
using CsvHelper;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Billing.Transfer;

namespace Lobster.Web.Exports;

/// <summary>The charges of a month as a table: one row for each line. The column "Net" sums to what the page says.</summary>
internal static class ChargesCsv
{
    private static readonly string[] Head =
        ["Day", "From (UTC)", "Until (UTC)", "Kind", "Name", "Detail", "Region", "Quantity", "Unit", "Rate", "Amount", "Given back", "Net", "Currency"];

    /// <summary>Writes it.</summary>
    /// <param name="sheet">The lines.</param>
    /// <param name="currency">ISO 4217 code of the amounts.</param>
    public static byte[] Write(MonthSheet sheet, string currency) => CsvFile.Write(Head, csv =>
    {
        foreach (var machine in sheet.Machines) End(Add(csv, machine));
        foreach (var image in sheet.Images)
            foreach (var line in image.Lines) End(Add(csv, image, line));
        foreach (var line in sheet.Transfer) End(Add(csv, line));

        void End(CsvWriter row) => row.Text(currency).EndRecord();
    });

    private static CsvWriter Add(CsvWriter csv, MachineLine machine)
    {
        var line = machine.Line;
        var minutes = (line.Until - line.From).TotalMinutes / line.Intervals;
        var unit = minutes == 60 ? "hour" : string.Create(CultureInfo.InvariantCulture, $"{minutes:0} minutes");
        return csv.Day(line.Day).Moments(line.From, line.Until).Text("Machine", machine.Machine, line.Plan, machine.Region)
            .Count(line.Intervals).Text(unit).Amounts(line.Rate, line.Amount, line.GivenBack, line.Net);
    }

    private static CsvWriter Add(CsvWriter csv, ImageCharges image, ImageChargeLine line) =>
        csv.Day(line.Day).Moments(line.From, line.Until).Text("Image storage", image.Name, string.Create(CultureInfo.InvariantCulture, $"{line.SizeMb} MB"), image.Region)
            .Count(line.Hours).Text("hour").Amounts(line.Rate, line.Amount, line.GivenBack, line.Net);

    private static CsvWriter Add(CsvWriter csv, TransferLineView line) =>
        csv.Day(line.PostedAt.Day).Moments(null, null)
            .Text("Transfer", "", string.Create(CultureInfo.InvariantCulture, $"GB {line.FirstGb} to {line.LastGb} beyond the pool"), line.Region)
            .Count(line.LastGb - line.FirstGb + 1).Text("GB").Amounts(line.Rate, line.Amount, line.GivenBack, line.Net);
}
