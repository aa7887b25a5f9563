using CsvHelper;
using Lobster.Core;

namespace Lobster.Web.Exports;

/// <summary>
/// A table as a file: RFC 4180, UTF-8 with the mark that spreadsheets know it by, figures with a point whatever the reader's language. A text that a
/// spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV Injection).
/// </summary>
internal static class CsvFile
{
    private static readonly CsvWriterOptions Format = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    /// <summary>Writes it.</summary>
    /// <param name="head">What its columns are called.</param>
    /// <param name="rows">Writes the rows, a field for each column.</param>
    /// <exception cref="InvalidOperationException">A row has more or fewer fields than the head.</exception>
    public static byte[] Write(string[] head, Action<CsvWriter> rows)
    {
        using var memory = new MemoryStream();
        using (var csv = CsvWriter.Create(memory, Format, leaveOpen: true))
        {
            csv.WriteHeader(head);
            rows(csv);
        }

        return memory.ToArray();
    }

    /// <summary>Adds texts.</summary>
    public static CsvWriter Text(this CsvWriter csv, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts) csv.WriteField(text);
        return csv;
    }

    /// <summary>Adds amounts, exact.</summary>
    public static CsvWriter Amounts(this CsvWriter csv, params ReadOnlySpan<Money> amounts)
    {
        foreach (var amount in amounts) csv.WriteField(amount.ToDecimal(), "0.#########");
        return csv;
    }

    /// <summary>Adds a count.</summary>
    public static CsvWriter Count(this CsvWriter csv, long count)
    {
        csv.WriteField(count);
        return csv;
    }

    /// <summary>Adds a day.</summary>
    public static CsvWriter Day(this CsvWriter csv, DateOnly day)
    {
        csv.WriteField(day);
        return csv;
    }

    /// <summary>Adds moments in UTC; an empty field for none.</summary>
    public static CsvWriter Moments(this CsvWriter csv, params ReadOnlySpan<Instant?> moments)
    {
        foreach (var moment in moments)
            if (moment is { } at) csv.WriteField(at.ToDateTimeOffset(), "yyyy-MM-dd HH:mm:ss");
            else csv.WriteField("");
        return csv;
    }
}
