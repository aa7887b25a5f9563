namespace Lobster.Core.Tax;

/// <summary>What <see cref="TaxRules"/> decided for a customer.</summary>
/// <param name="RateThousandths">The rate in thousandths of a percent (19 % is 19000); 0 for kinds without one.</param>
/// <param name="Kind">Why.</param>
/// <param name="Name">What the tax is called ("VAT"); empty for <see cref="TaxKind.None"/>.</param>
public sealed record TaxDecision(int RateThousandths, TaxKind Kind, string Name)
{
    /// <summary>No tax.</summary>
    public static TaxDecision None { get; } = new(0, TaxKind.None, "");

    /// <summary>The rate in percent, exact.</summary>
    public decimal Percent => RateThousandths / 1000m;
}
