namespace Lobster.Core;

/// <summary>
/// An exact amount of the panel's one currency, counted in nano-units (10⁻⁹). All arithmetic is checked;
/// there is no way in or out through binary floating point. <c>default</c> is zero.
/// </summary>
/// <param name="Nanos">The amount in nano-units; may be negative.</param>
public readonly record struct Money(long Nanos) : IComparable<Money>
{
    /// <summary>Nano-units in one whole unit.</summary>
    public const long NanosPerUnit = 1_000_000_000;

    /// <summary>The largest amount an account or an entry may hold, in nano-units: 10⁹ units either way.</summary>
    public const long MaxNanos = 1_000_000_000 * NanosPerUnit;

    /// <summary>Nothing.</summary>
    public static Money Zero => default;

    /// <summary>Whole units, for constants and tests.</summary>
    /// <exception cref="OverflowException">More than an Int64 of nano-units.</exception>
    public static Money FromUnits(long units) => new(checked(units * NanosPerUnit));

    /// <summary>An exact decimal.</summary>
    /// <exception cref="ArgumentException">More than nine decimals, which would have to be rounded.</exception>
    /// <exception cref="OverflowException">More than an Int64 of nano-units.</exception>
    public static Money FromDecimal(decimal amount)
    {
        var nanos = checked(amount * NanosPerUnit);
        if (nanos != decimal.Truncate(nanos))
            throw new ArgumentException("An amount has at most nine decimals.", nameof(amount));
        return new(checked((long)nanos));
    }

    /// <summary>The same amount as an exact decimal of units.</summary>
    public decimal ToDecimal() => Nanos / (decimal)NanosPerUnit;

    /// <summary>Whether the amount lies within what an account may hold.</summary>
    public bool IsWithinRange => Nanos is >= -MaxNanos and <= MaxNanos;

    /// <summary>Whether this is more than nothing.</summary>
    public bool IsPositive => Nanos > 0;

    /// <summary>Whether this is less than nothing.</summary>
    public bool IsNegative => Nanos < 0;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Nanos.CompareTo(other.Nanos);

    /// <summary>Checked sum.</summary>
    public static Money operator +(Money a, Money b) => new(checked(a.Nanos + b.Nanos));

    /// <summary>Checked difference.</summary>
    public static Money operator -(Money a, Money b) => new(checked(a.Nanos - b.Nanos));

    /// <summary>The other sign.</summary>
    public static Money operator -(Money a) => new(checked(-a.Nanos));

    /// <summary>Exact multiple.</summary>
    public static Money operator *(Money a, long times) => new(checked(a.Nanos * times));

    /// <summary>Compares amounts.</summary>
    public static bool operator <(Money a, Money b) => a.Nanos < b.Nanos;

    /// <summary>Compares amounts.</summary>
    public static bool operator >(Money a, Money b) => a.Nanos > b.Nanos;

    /// <summary>Compares amounts.</summary>
    public static bool operator <=(Money a, Money b) => a.Nanos <= b.Nanos;

    /// <summary>Compares amounts.</summary>
    public static bool operator >=(Money a, Money b) => a.Nanos >= b.Nanos;

    /// <summary>
    /// The one place where money is rounded: this × <paramref name="numerator"/> ÷ <paramref name="denominator"/>,
    /// half to even, to the nano-unit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="denominator"/> is not positive.</exception>
    /// <exception cref="OverflowException">The result does not fit.</exception>
    public Money Scale(Int128 numerator, Int128 denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var product = checked((Int128)Nanos * numerator);
        var (quotient, rest) = Int128.DivRem(product, denominator);
        var twice = Int128.Abs(rest) * 2;
        if (twice > denominator || (twice == denominator && Int128.IsOddInteger(quotient)))
            quotient += Int128.Sign(product);
        return new(checked((long)quotient));
    }

    /// <summary>Nine decimals with an invariant point, for logs and keys; pages format through the panel's own formats.</summary>
    public override string ToString() => ToDecimal().ToString("0.000000000", System.Globalization.CultureInfo.InvariantCulture);
}
