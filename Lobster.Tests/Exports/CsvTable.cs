using CsvHelper;

namespace Lobster.Tests.Exports;

/// <summary>A file as a program of the customer's reads it.</summary>
internal static class CsvTable
{
    /// <summary>The rows under the head, by the names of the columns.</summary>
    public static List<Dictionary<string, string>> Read(byte[] file)
    {
        using var csv = CsvReader.Create(file);
        List<Dictionary<string, string>> rows = [];
        var head = csv.Headers.ToArray();
        while (csv.Read()) rows.Add(head.ToDictionary(h => h, h => csv.GetString(h)));
        return rows;
    }

    /// <summary>What a column adds up to.</summary>
    public static decimal Sum(byte[] file, string column) => Read(file).Sum(r => decimal.Parse(r[column], System.Globalization.CultureInfo.InvariantCulture));
}
