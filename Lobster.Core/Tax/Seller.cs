namespace Lobster.Core.Tax;

/// <summary>Who sells, as it stands on receipts. One row; none until an admin enters it.</summary>
public sealed class Seller
{
    /// <summary>The number of the one row.</summary>
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; set; } = OnlyId;

    /// <summary>The name or the firm.</summary>
    public required string Name { get; set; }

    /// <summary>Street, postcode, town: up to five lines, separated by line feeds.</summary>
    public required string Address { get; set; }

    /// <summary>ISO 3166-1 alpha-2 code. Decides what is domestic.</summary>
    public required string Country { get; set; }

    /// <summary>The seller's own tax id; empty where there is none.</summary>
    public string TaxId { get; set; } = "";

    /// <summary>A line at the foot of receipts, such as the register's number; empty for none.</summary>
    public string ExtraLine { get; set; } = "";

    /// <summary>For optimistic concurrency.</summary>
    public long Version { get; set; }

    /// <summary>As it is frozen in a payment.</summary>
    internal Party ToParty() => new(Name, Address, Country, TaxId, ExtraLine);
}
