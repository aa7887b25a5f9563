namespace Lobster.Core.Tax;

/// <summary>An amount without tax and the tax on it, in minor units of one currency.</summary>
/// <param name="NetMinor">Without tax; the credit that is bought.</param>
/// <param name="TaxMinor">The tax.</param>
public readonly record struct TaxAmount(long NetMinor, long TaxMinor)
{
    /// <summary>What is paid.</summary>
    /// <exception cref="OverflowException">More than an Int64.</exception>
    public long GrossMinor => checked(NetMinor + TaxMinor);

    /// <summary>The tax on a net amount, rounded half up to the minor unit.</summary>
    /// <param name="netMinor">The net amount in minor units, 0 or more.</param>
    /// <param name="decision">The tax.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="netMinor"/> is negative.</exception>
    public static TaxAmount On(long netMinor, TaxDecision decision)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(netMinor);
        ArgumentNullException.ThrowIfNull(decision);
        return new TaxAmount(netMinor, HalfUp((Int128)netMinor * decision.RateThousandths, TaxRate.MostThousandths));
    }

    /// <summary>The tax in a part of a taxed amount, in proportion, rounded half up: none in nothing, all of it in the whole.</summary>
    /// <param name="partMinor">The part, tax included, 0 to <paramref name="grossMinor"/>.</param>
    /// <param name="grossMinor">The whole, tax included, more than 0.</param>
    /// <param name="taxMinor">The tax in the whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is negative or more than the whole.</exception>
    public static TaxAmount InPart(long partMinor, long grossMinor, long taxMinor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partMinor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partMinor, grossMinor);
        var tax = HalfUp((Int128)taxMinor * partMinor, grossMinor);
        return new TaxAmount(partMinor - tax, tax);
    }

    private static long HalfUp(Int128 numerator, Int128 denominator) => checked((long)((numerator * 2 + denominator) / (denominator * 2)));
}
