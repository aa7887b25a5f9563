using System.Globalization;
using Lobster.Core;

namespace Lobster.Web.Components.Shared;

/// <summary>Where moments and amounts lie in a chart: per mille across, per 200 down, zero baseline, four grid lines.</summary>
/// <param name="From">The left edge.</param>
/// <param name="To">The right edge; later than <paramref name="From"/>.</param>
/// <param name="Step">The amount between two grid lines; positive.</param>
internal sealed record ChartScale(Instant From, Instant To, Money Step)
{
    /// <summary>Grid lines above the baseline.</summary>
    public const int Lines = 4;

    /// <summary>A scale whose top grid line is at or above the largest amount; steps are 1, 2 or 5 times a power of ten.</summary>
    public static ChartScale Around(Instant from, Instant to, Money largest)
    {
        // With nothing to show the grid is in whole units rather than in noughts.
        if (largest <= Money.Zero) largest = Money.FromUnits(Lines);
        var step = 10_000L;
        foreach (var factor in Factors())
        {
            step = factor;
            if ((Int128)step * Lines >= largest.Nanos) break;
        }
        return new(from, to > from ? to : from + TimeSpan.FromHours(1), new Money(step));
    }

    /// <summary>Tenths of a per cent from the left, 0 to 1000.</summary>
    public decimal X(Instant at) => Math.Clamp((at.Micros - From.Micros) * 1000m / (To.Micros - From.Micros), 0, 1000);

    /// <summary>From the top, 0 to 200; below zero lies on the baseline.</summary>
    public decimal Y(Money amount) => 200 - Math.Clamp(amount.Nanos * 200m / ((decimal)Step.Nanos * Lines), 0, 200);

    /// <summary>A number as SVG and CSS write it.</summary>
    public static string Text(decimal value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<long> Factors()
    {
        for (var power = 10_000L; power <= Money.MaxNanos; power *= 10)
        {
            yield return power;
            yield return power * 2;
            yield return power * 5;
        }
    }
}
