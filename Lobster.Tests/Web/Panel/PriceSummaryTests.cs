using Bunit;
using Lobster.Core.Tax;
using Lobster.Web.Components.Panel.Billing;

namespace Lobster.Tests.Web.Panel;

public sealed class PriceSummaryTests
{
    private static readonly TaxDecision German = new(19_000, TaxKind.Rate, "VAT");

    [Fact]
    public async Task Price_WithTax_ShowsNetTaxAndGrossAndAsksForDetails()
    {
        await using var ui = new UiContext();

        var page = Draw(ui, new TaxQuote(German, true, true, null), TaxAmount.On(2500, German));

        Assert.Equal(["Credit$25.00", "VAT 19 %$4.75", "To pay$29.75"], page.FindAll("dl > div").Select(d => d.TextContent));
        Assert.Equal("/panel/billing/details", page.Find("a").GetAttribute("href"));
    }

    [Fact]
    public async Task Price_WithReverseCharge_SaysWhoOwesTheTax()
    {
        await using var ui = new UiContext();
        var decision = new TaxDecision(0, TaxKind.ReverseCharge, "Reverse charge");
        var details = new BillingDetails { Kind = CustomerKind.Business, Name = "", Company = "Homard", Street = "x", City = "Paris", Country = "FR", TaxId = "FR12345678901" };

        var page = Draw(ui, new TaxQuote(decision, true, true, details), TaxAmount.On(2500, decision));

        Assert.Contains("Reverse charge$0.00", page.Markup.Replace("</dt><dd class=\"num\">", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("FR12345678901", page.Find("p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Price_OnAPanelWithoutTax_ShowsNothingOfIt()
    {
        await using var ui = new UiContext();

        var page = Draw(ui, new TaxQuote(TaxDecision.None, false, false, null), TaxAmount.On(2500, TaxDecision.None));

        Assert.Equal("", page.Markup.Trim());
    }

    [Fact]
    public async Task BillTo_WithoutASeller_IsNotDrawn_AndWithOneAsksForDetails()
    {
        await using var ui = new UiContext();

        var none = ui.Render<BillToCard>(p => p.Add(c => c.Quote, new TaxQuote(TaxDecision.None, false, false, null)));
        var some = ui.Render<BillToCard>(p => p.Add(c => c.Quote, new TaxQuote(TaxDecision.None, false, true, null)));

        Assert.Equal("", none.Markup.Trim());
        Assert.Contains("no name yet", some.Markup, StringComparison.Ordinal);
    }

    private static IRenderedComponent<PriceSummary> Draw(UiContext ui, TaxQuote quote, TaxAmount amount) =>
        ui.Render<PriceSummary>(p => p.Add(c => c.Quote, quote).Add(c => c.Amount, amount));
}
