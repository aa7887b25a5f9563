namespace Lobster.Core.Billing;

/// <summary>Until when credit lasts at a burn rate.</summary>
/// <param name="Credit">The credit.</param>
/// <param name="Burn">Used up per hour; zero: nothing is.</param>
/// <param name="Now">The business moment it was reckoned at.</param>
public readonly record struct Runway(Money Credit, Money Burn, Instant Now)
{
    private const int FarHours = 24 * 365 * 50;

    /// <summary>Whole seconds left; null when credit is not running out. Zero when there is none: also of a debt that nothing adds to.</summary>
    public long? SecondsLeft => Burn.Nanos <= 0 ? (Credit.IsNegative ? 0 : null)
        : Credit.Nanos <= 0 ? 0
        : (long)Int128.Min((Int128)Credit.Nanos * 3600 / Burn.Nanos, (Int128)FarHours * 3600);

    /// <summary>Until when; null when credit is not running out.</summary>
    public Instant? Until => SecondsLeft is { } seconds ? Now + TimeSpan.FromSeconds(seconds) : null;
}
