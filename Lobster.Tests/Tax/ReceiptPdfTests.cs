using Lobster.Core;
using Lobster.Core.Payments;
using Lobster.Core.Tax;
using Lobster.Tests.Web;
using Lobster.Web;
using Lobster.Web.Components.Shared;
using Lobster.Web.Receipts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using UglyToad.PdfPig;

namespace Lobster.Tests.Tax;

/// <summary>What stands on receipts, read back from the file.</summary>
public sealed class ReceiptPdfTests
{
    private static readonly Party Seller = new("Lobster Hosting GmbH", "Am Hafen 1\n10115 Berlin", "DE", "DE123456789", "HRB 4711, Berlin");
    private static readonly Party Customer = new("Łukasz Groß & Ελλάδα", "Weg 2\n10117 Berlin", "DE", "", "");

    [Fact]
    public async Task Receipt_WithTax_SaysWhoWhatAndHowMuch()
    {
        var text = await TextAsync(Shown(Tax(19_000, TaxKind.Rate, "VAT", Customer)));

        Assert.All(new[]
        {
            "Receipt", "R-000123", "Lobster Hosting GmbH", "Am Hafen 1", "10115 Berlin", "Germany", "Tax id: DE123456789", "Łukasz Groß & Ελλάδα", "Weg 2", "5 March 2026", "Test payment",
            "lobster-pay_1", "Prepaid credit", "25.00 EUR", "VAT 19 %", "4.75 EUR", "29.75 EUR", "receipt for prepaid credit", "HRB 4711, Berlin",
        }, part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("Reverse charge", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sent back", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_ReverseCharge_SaysSoAndTheCustomersTaxId()
    {
        var shown = Shown(Tax(0, TaxKind.ReverseCharge, "Reverse charge", Customer with { Country = "FR", TaxId = "FR12345678901" }), 2500, 0);

        var text = await TextAsync(shown);

        Assert.All(new[] { "Reverse charge: the customer owes the tax", "FR12345678901", "France", "0.00 EUR", "25.00 EUR" }, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Receipt_WithRefunds_ListsThemAndTheTaxInThem()
    {
        Refund[] refunds =
        [
            new() { Gateway = "test", AmountMinor = 1000, State = RefundState.Completed, Actor = Core.Accounts.Actor.System, CreatedAt = Instant.Utc(2026, 3, 9) },
            new() { Gateway = "test", AmountMinor = 190, State = RefundState.Pending, Actor = Core.Accounts.Actor.System, CreatedAt = Instant.Utc(2026, 3, 11) },
        ];

        var text = await TextAsync(Shown(Tax(19_000, TaxKind.Rate, "VAT", null), refunds: refunds));

        Assert.All(new[] { "Sent back", "9 March 2026", "-10.00 EUR", "11 March 2026, on its way", "-1.90 EUR", "VAT 19 % in it", "-1.90 EUR" }, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("JPY", "2500 JPY", "475 JPY", "2975 JPY")]
    [InlineData("KWD", "2.500 KWD", "0.475 KWD", "2.975 KWD")]
    public async Task Receipt_InAnyCurrency_HasItsDecimals(string currency, string net, string tax, string gross)
    {
        var text = await TextAsync(Shown(Tax(19_000, TaxKind.Rate, "VAT", null), currency: currency));

        Assert.All(new[] { net, tax, gross }, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Receipt_FromBeforeThePanelKnewOfTax_CarriesThePanelsName()
    {
        var text = await TextAsync(Shown(null, 2500, 0));

        Assert.All(new[] { "Lobster", "25.00 EUR", "R-000123" }, part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("VAT", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_OfLongNamesAndManyRefunds_WrapsAndGoesOnToAnotherSheet()
    {
        var endless = new string('W', 200);
        var wordy = string.Join(' ', Enumerable.Repeat("Donaudampfschiff", 12))[..200];
        var refunds = Enumerable.Range(0, 60).Select(i => new Refund
        {
            Gateway = "test", AmountMinor = 10, State = RefundState.Completed, Actor = Core.Accounts.Actor.System, CreatedAt = Instant.Utc(2026, 3, 9),
        }).ToList();

        using var pdf = PdfDocument.Open(await FileAsync(Shown(Tax(19_000, TaxKind.Rate, "VAT", new Party(endless, wordy, "DE", "", "")), refunds: refunds)));

        Assert.True(pdf.NumberOfPages > 1);
        var letters = pdf.GetPages().SelectMany(p => p.Letters).ToList();
        Assert.True(letters.Count(l => l.Value == "W") >= endless.Length);
        Assert.All(letters, l => Assert.InRange(l.BoundingBox.Right, ReceiptPaper.Margin - 1, 595 - ReceiptPaper.Margin + 1));
        Assert.All(letters, l => Assert.InRange(l.BoundingBox.Bottom, ReceiptPaper.Margin - 6, 842));
    }

    [Fact]
    public async Task Receipts_WrittenAtOnce_AreAllRight()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TextAsync(Shown(Tax(19_000, TaxKind.Rate, "VAT", Customer))))));

        Assert.Single(all.Distinct());
    }

    private static ReceiptShown Shown(PaymentTax? tax, long gross = 2975, long taxMinor = 475, string currency = "EUR", IReadOnlyList<Refund>? refunds = null)
    {
        var payment = new Payment
        {
            Reference = "lobster-pay_1", Gateway = "test", State = PaymentState.Completed, Currency = currency, GrossMinor = gross, TaxMinor = taxMinor, PaidMinor = gross, PaidCurrency = currency,
            Credit = MinorUnits.ToMoney(gross - taxMinor, currency), CreatedAt = Instant.Utc(2026, 3, 4), CompletedAt = Instant.Utc(2026, 3, 5),
        };
        refunds ??= [];
        return new ReceiptShown(new PaymentReceipt { Number = 123 }, payment, tax, refunds, ReceiptSums.Of(payment, refunds));
    }

    private static PaymentTax Tax(int rate, TaxKind kind, string name, Party? customer) =>
        new() { Kind = kind, RateThousandths = rate, Name = name, Seller = Seller, Customer = customer };

    private static async Task<string> TextAsync(ReceiptShown shown)
    {
        using var pdf = PdfDocument.Open(await FileAsync(shown));
        // Words stand by their place on the sheet; a column's blanks may fall away in the raw text.
        return string.Join('\n', pdf.GetPages().SelectMany(p => p.GetWords().GroupBy(w => Math.Round(w.BoundingBox.Bottom / 4)).Select(line => string.Join(' ', line.OrderBy(w => w.BoundingBox.Left)))));
    }

    private static async Task<byte[]> FileAsync(ReceiptShown shown)
    {
        await using var ui = new UiContext();
        var gateways = new PaymentGateways(null!, [], [new BuiltInGateway("test", "Test payment", null!)], null!, null!, new PanelMode(true));
        return new ReceiptPdf(ui.Services.GetRequiredService<IStringLocalizer<Ui>>(), gateways, new Brand(), ui.Formats).Write(shown);
    }
}
