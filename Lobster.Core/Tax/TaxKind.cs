namespace Lobster.Core.Tax;

/// <summary>Why a payment carries the tax that it carries.</summary>
public enum TaxKind
{
    /// <summary>No tax applies: the panel has no rates, or none for this customer.</summary>
    None,

    /// <summary>A rate applies, which may be 0 %.</summary>
    Rate,

    /// <summary>The customer, a business in another country of the European Union, owes the tax; the receipt has to say so.</summary>
    ReverseCharge,
}
