using System.Globalization;

namespace Lobster.Core.Plans;

/// <summary>Reads the amounts and the start of a price.</summary>
internal static class PriceAmounts
{
    private static readonly Money Most = Money.FromUnits(100_000);

    /// <summary>The amounts; null when both were good.</summary>
    public static Refusal? Read(string? sale, string? wholesale, out PriceVersion? price)
    {
        price = null;
        if (Amount("Sale", sale, out var paid) is { } badSale) return badSale;
        var cost = Money.Zero;
        if (!string.IsNullOrWhiteSpace(wholesale) && Amount("Wholesale", wholesale, out cost) is { } badCost) return badCost;
        price = new PriceVersion { Subject = PriceSubject.Plan, Sale = paid, Wholesale = cost };
        return null;
    }

    /// <summary>The start: empty is now; the past is refused, since hours that were charged keep their price.</summary>
    public static Refusal? Start(string? text, Instant now, out Instant start) => Moment("From", text, now, out start);

    /// <summary>When running machines move: empty is when the price starts; not before it.</summary>
    public static Refusal? Move(string? text, Instant now, Instant starts, out Instant at)
    {
        at = starts;
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (Moment("MoveAt", text, now, out at) is { } bad) return bad;
        return at < starts ? new Refusal.Invalid("MoveAt", "Choose a moment from the start of the price on.") : null;
    }

    private static Refusal.Invalid? Moment(string field, string? text, Instant now, out Instant start)
    {
        start = now;
        if (string.IsNullOrWhiteSpace(text)) return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var moment)) return new Refusal.Invalid(field, "Enter a date and time such as 2026-12-01 00:00.");
        start = Instant.From(moment);
        if (start < now) return new Refusal.Invalid(field, "Choose a moment from now on. Hours that were charged keep their price.");
        return start > now + TimeSpan.FromDays(366 * 5) ? new Refusal.Invalid(field, "Choose a moment within five years.") : null;
    }

    private static Refusal.Invalid? Amount(string field, string? text, out Money amount)
    {
        if (MoneyText.Read(text, out amount) is { } problem) return new Refusal.Invalid(field, problem);
        return amount > Most ? new Refusal.Invalid(field, "Enter an amount of at most 100,000.") : null;
    }
}
