namespace Lobster.Core.Tax;

/// <summary>A rate of tax for customers of one kind in one country, or anywhere else. Payments keep the rate that they were made with, so a rate may be changed and removed.</summary>
public sealed class TaxRate
{
    /// <summary>The highest rate: 100 %, in thousandths of a percent.</summary>
    public const int MostThousandths = 100_000;

    /// <summary>The rate's number.</summary>
    public TaxRateId Id { get; set; }

    /// <summary>ISO 3166-1 alpha-2 code; empty: every country without a row of its own. Unique together with <see cref="Kind"/>.</summary>
    public required string Country { get; set; }

    /// <summary>Whom it is for. Businesses without a row of their own pay the rate of persons.</summary>
    public CustomerKind Kind { get; set; }

    /// <summary>What the tax is called on receipts ("VAT").</summary>
    public required string Name { get; set; }

    /// <summary>The rate in thousandths of a percent, 0 to <see cref="MostThousandths"/>.</summary>
    public int RateThousandths { get; set; }

    /// <summary>For optimistic concurrency.</summary>
    public long Version { get; set; }
}
