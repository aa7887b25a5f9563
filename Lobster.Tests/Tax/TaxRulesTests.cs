using Lobster.Core.Tax;

namespace Lobster.Tests.Tax;

public sealed class TaxRulesTests
{
    private static readonly Seller Berlin = new() { Name = "Seller", Address = "Street", Country = "DE" };

    private static readonly TaxRate[] Rates =
    [
        Rate("DE", CustomerKind.Person, 19_000), Rate("FR", CustomerKind.Person, 20_000), Rate("CH", CustomerKind.Person, 8_100), Rate("CH", CustomerKind.Business, 0),
        Rate("", CustomerKind.Person, 5_000),
    ];

    [Theory]
    [InlineData("DE", CustomerKind.Person, "", 19_000, TaxKind.Rate)]
    [InlineData("DE", CustomerKind.Business, "DE123456789", 19_000, TaxKind.Rate)]
    [InlineData("FR", CustomerKind.Person, "", 20_000, TaxKind.Rate)]
    [InlineData("FR", CustomerKind.Business, "FR12345678901", 0, TaxKind.ReverseCharge)]
    [InlineData("FR", CustomerKind.Business, "", 20_000, TaxKind.Rate)]
    [InlineData("FR", CustomerKind.Business, "DE123456789", 20_000, TaxKind.Rate)]
    [InlineData("GR", CustomerKind.Business, "EL123456789", 0, TaxKind.ReverseCharge)]
    [InlineData("CH", CustomerKind.Person, "", 8_100, TaxKind.Rate)]
    [InlineData("CH", CustomerKind.Business, "CHE-123.456.789", 0, TaxKind.Rate)]
    [InlineData("US", CustomerKind.Person, "", 5_000, TaxKind.Rate)]
    [InlineData("GB", CustomerKind.Business, "GB123456789", 5_000, TaxKind.Rate)]
    public void Customer_OfCountryKindAndTaxId_PaysWhatTheRulesSay(string country, CustomerKind kind, string taxId, int rate, TaxKind expected)
    {
        var decision = TaxRules.For(Berlin, Customer(country, kind, taxId), Rates);

        Assert.Equal((rate, expected), (decision.RateThousandths, decision.Kind));
    }

    [Fact]
    public void Customer_Unknown_CountsAsAPersonAtHome() =>
        Assert.Equal(new TaxDecision(19_000, TaxKind.Rate, "VAT"), TaxRules.For(Berlin, null, Rates));

    [Fact]
    public void Seller_OutsideTheUnion_HasNoReverseCharge() =>
        Assert.Equal(20_000, TaxRules.For(new Seller { Name = "x", Address = "x", Country = "CH" }, Customer("FR", CustomerKind.Business, "FR12345678901"), Rates).RateThousandths);

    [Fact]
    public void Panel_WithoutRatesOrSeller_TaxesNobody()
    {
        Assert.Equal(TaxDecision.None, TaxRules.For(Berlin, Customer("FR", CustomerKind.Business, "FR12345678901"), []));
        Assert.Equal(TaxDecision.None, TaxRules.For(null, null, Rates));
        Assert.Equal(TaxDecision.None, TaxRules.For(Berlin, Customer("US", CustomerKind.Person, ""), [Rate("DE", CustomerKind.Person, 19_000)]));
    }

    private static TaxRate Rate(string country, CustomerKind kind, int thousandths) => new() { Country = country, Kind = kind, Name = "VAT", RateThousandths = thousandths };

    private static BillingDetails Customer(string country, CustomerKind kind, string taxId) =>
        new() { Kind = kind, Name = "x", Company = "x", Street = "x", City = "x", Country = country, TaxId = taxId };
}
