using Lobster.Core;

namespace Lobster.Web.Components.Shared;

public sealed partial class Formats
{
    /// <summary>Hours in the month of a price table.</summary>
    public const int HoursPerMonth = 730;

    private static readonly Money Smallest = new(100_000);

    /// <summary>"$41.87", for credit, payments and totals. What two decimals would show as nothing gets four, so that nothing looks free.</summary>
    public string Credit(Money amount) => Rounded(amount, 2) is 0 && amount != Money.Zero ? Fine(amount) : Written(amount, 2);

    /// <summary>"$0.0298", for hourly rates and charge lines; under that "&lt;$0.0001".</summary>
    public string Fine(Money amount)
    {
        if (amount == Money.Zero || amount >= Smallest || amount <= -Smallest) return Written(amount, 4);
        return (amount.IsNegative ? Minus.ToString() : "") + "<" + Written(Smallest, 4);
    }

    /// <summary>"$0.059600000", once on a receipt.</summary>
    public string Exact(Money amount) => Written(amount, 9);

    /// <summary>A unit price with as many decimals as it has, at least four: "$0.0050", "$0.00007".</summary>
    public string UnitPrice(Money amount)
    {
        var decimals = 9;
        for (var nanos = amount.Nanos; decimals > 4 && nanos % 10 == 0; nanos /= 10) decimals--;
        return Written(amount, decimals);
    }

    /// <summary>A grid line: "$20", "$1.5k", "$0.25".</summary>
    public string Axis(Money amount)
    {
        var value = amount.ToDecimal();
        return currency.Around(Math.Abs(value) >= 1000
            ? (value / 1000).ToString("0.##", Culture) + "k"
            : value.ToString("0.####", Culture));
    }

    /// <summary>"+$50.00" or "−$2.98"; nothing has no sign.</summary>
    public string WithSign(Money amount) => (amount.IsPositive ? "+" : "") + Credit(amount);

    /// <summary>"$0.0298 / h", for tables.</summary>
    public string Rate(Money perHour) => words["{0} / h", Fine(perHour)];

    /// <summary>"$0.0298 an hour", for text.</summary>
    public string RateInText(Money perHour) => words["{0} an hour", Fine(perHour)];

    /// <summary>The month of 730 hours: "$21.75".</summary>
    public string Monthly(Money perHour) => Credit(perHour * HoursPerMonth);

    /// <summary>When the credit ends, as words for the middle of a sentence: "14:20", "Thu 14:20", "Fri 20 Nov, 04:11", "more than 60 days".</summary>
    public string Until(RunwayEnd runway)
    {
        if (runway.Until is not { } until) return words["not running out"];
        if (until <= Now) return words["now"];
        var left = until - Now;
        if (left > TimeSpan.FromDays(60)) return words["more than 60 days"];
        var (there, here) = (Local(until), Local(Now));
        if (there.Date == here.Date) return there.ToString("HH:mm", Culture);
        return left < TimeSpan.FromDays(7) ? there.ToString("ddd HH:mm", Culture) : Date(until);
    }

    /// <summary>The large figure of a strip: "14:20", "Fri 04:11"; the date then stands in <see cref="LeftDetail"/>.</summary>
    public string UntilShort(RunwayEnd runway) =>
        runway.Until is { } until && until > Now && until - Now <= TimeSpan.FromDays(60) && Local(until).Date != Local(Now).Date
            ? Local(until).ToString("ddd HH:mm", Culture)
            : Until(runway);

    /// <summary>The line under it: "20 Nov, 7 d 18 h left"; nothing where there is no moment.</summary>
    public string? LeftDetail(RunwayEnd runway) =>
        runway.Until is { } until && until > Now && until - Now <= TimeSpan.FromDays(60)
            ? words["{0}, {1} left", Day(DateOnly.FromDateTime(Local(until).Date)), Remaining(until - Now)].Value
            : null;

    /// <summary>The sentence around it: "Lasts until Fri 20 Nov, 04:11", "Lasts more than 60 days", "Not running out", "Used up".</summary>
    public string Lasts(RunwayEnd runway)
    {
        if (runway.Until is not { } until) return words["Not running out"];
        if (until <= Now) return words["Used up"];
        return until - Now > TimeSpan.FromDays(60) ? words["Lasts more than 60 days"] : words["Lasts until {0}", Until(runway)];
    }

    /// <summary>What is left of it, short enough for a phone's bar: "7 d 18 h", "60+ d", "–" when nothing runs out.</summary>
    public string Left(RunwayEnd runway)
    {
        if (runway.Until is not { } until) return "–";
        if (until <= Now) return words["used up"];
        return until - Now > TimeSpan.FromDays(60) ? words["60+ d"] : Remaining(until - Now);
    }

    private static decimal Rounded(Money amount, int decimals) => Math.Round(amount.ToDecimal(), decimals, MidpointRounding.ToEven);

    private string Written(Money amount, int decimals) => Written(amount.ToDecimal(), decimals);

    private string Written(decimal amount, int decimals)
    {
        var rounded = Math.Round(amount, decimals, MidpointRounding.ToEven);
        var digits = Math.Abs(rounded).ToString("N" + decimals.ToString(System.Globalization.CultureInfo.InvariantCulture), Culture);
        return (rounded < 0 ? Minus.ToString() : "") + currency.Around(digits);
    }
}
