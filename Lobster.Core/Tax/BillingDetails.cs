using Lobster.Core.Accounts;

namespace Lobster.Core.Tax;

/// <summary>Who pays for an account, as it stands on receipts. None until the customer enters it.</summary>
public sealed class BillingDetails
{
    /// <summary>Whose.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>As what they buy.</summary>
    public CustomerKind Kind { get; set; }

    /// <summary>The person's name; for a business whom to write to, or empty.</summary>
    public required string Name { get; set; }

    /// <summary>The business's name; empty for a person.</summary>
    public string Company { get; set; } = "";

    /// <summary>Street and number.</summary>
    public required string Street { get; set; }

    /// <summary>A second line of the address; empty for none.</summary>
    public string Street2 { get; set; } = "";

    /// <summary>The postcode; empty where there is none.</summary>
    public string Postcode { get; set; } = "";

    /// <summary>The town.</summary>
    public required string City { get; set; }

    /// <summary>ISO 3166-1 alpha-2 code.</summary>
    public required string Country { get; set; }

    /// <summary>The business's tax id as <see cref="TaxIds.Normal"/> has it; empty for none and for a person.</summary>
    public string TaxId { get; set; } = "";

    /// <summary>When it was last changed (business clock).</summary>
    public Instant UpdatedAt { get; set; }

    /// <summary>For optimistic concurrency.</summary>
    public long Version { get; set; }

    /// <summary>The name that stands first on a receipt.</summary>
    public string Title => Company.Length > 0 ? Company : Name;

    /// <summary>The address below it, one line each, without the country.</summary>
    public IEnumerable<string> Lines => new[] { Company.Length > 0 ? Name : "", Street, Street2, $"{Postcode} {City}".Trim() }.Where(l => l.Length > 0);

    /// <summary>As it is frozen in a payment.</summary>
    internal Party ToParty() => new(Title, string.Join('\n', Lines), Country, TaxId, "");
}
