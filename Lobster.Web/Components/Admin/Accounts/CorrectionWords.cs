using Lobster.Core.Billing.Corrections;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Components.Admin.Accounts;

/// <summary>How corrections are written.</summary>
internal static class CorrectionWords
{
    /// <summary>A line's kind: "Machine".</summary>
    public static string Name(this IStringLocalizer<Ui> words, ChargeKind kind) => kind switch
    {
        ChargeKind.Machine => words["Machine"],
        ChargeKind.Storage => words["Storage"],
        ChargeKind.Transfer => words["Transfer"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>A price to choose: "S-1, All regions, price 2: $0.0050 an hour".</summary>
    public static string Name(this IStringLocalizer<Ui> words, CorrectionPrice price, Formats format) => words["{0}, {1}, price {2}: {3}",
        price.Plan ?? words.Name(price.Kind), price.Region ?? words["All regions"].Value, price.Number, price.Kind switch
        {
            ChargeKind.Machine => format.RateInText(price.Sale),
            ChargeKind.Storage => words["{0} a GB and hour", format.UnitPrice(price.Sale)],
            ChargeKind.Transfer => words["{0} a GB", format.UnitPrice(price.Sale)],
            _ => throw new ArgumentOutOfRangeException(nameof(price), price.Kind, null),
        }];

    /// <summary>What a line charges, short: "6 Jan, 00:00 to 00:00", "January 2026, GB 1 to 5".</summary>
    public static string What(this IStringLocalizer<Ui> words, CorrectedLine line, Formats format) => line.Pool is { } pool
        ? words["{0}, GB {1} to {2}", format.Month(line.From.Day), Formats.Count(pool.FirstGb), Formats.Count(pool.FirstGb + pool.Gb - 1)]
        : words["{0}, {1} to {2}", format.Day(line.Day), format.TimeUtc(line.From), format.TimeUtc(line.Until)];

    /// <summary>What transfer was reckoned from; null for other kinds.</summary>
    public static string? Basis(this IStringLocalizer<Ui> words, CorrectedLine line) => line.Pool is { } pool
        ? words["{0} GB owed, {1} used of {2}", Formats.Count(pool.DueGb), Formats.Bytes(pool.UsedBytes), Formats.Bytes(pool.AllowanceBytes)].Value
        : null;
}
