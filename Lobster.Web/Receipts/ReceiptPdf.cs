using System.Globalization;
using Lobster.Core;
using Lobster.Core.Payments;
using Lobster.Core.Tax;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.Localization;
using PdfSharp.Fonts;
using Face = Lobster.Web.Receipts.ReceiptPaper.Face;

namespace Lobster.Web.Receipts;

/// <summary>Writes receipts as PDF, with their typeface embedded. Safe to use from many threads, one receipt at a time.</summary>
internal sealed class ReceiptPdf(IStringLocalizer<Ui> words, PaymentGateways gateways, Brand brand, Formats formats)
{
    private const double Half = ReceiptPaper.Width / 2 - 12;
    private const double Figures = 150;
    private static readonly Face Plain = new();
    private static readonly Face Muted = new(IsGrey: true);
    private static readonly Face Strong = new(IsBold: true);
    // The library keeps fonts for the whole program.
    private static readonly Lock Gate = new();

    /// <summary>The receipt as a file.</summary>
    /// <exception cref="InvalidOperationException">The typeface is not there.</exception>
    public byte[] Write(ReceiptShown shown)
    {
        if (!ReceiptFonts.AreThere) throw new InvalidOperationException("The fonts of receipts are missing.");
        lock (Gate)
        {
            GlobalFontSettings.FontResolver ??= new ReceiptFonts();
            using var paper = new ReceiptPaper(words["Receipt {0}", shown.Receipt.Text], shown.Tax?.Seller?.Name ?? brand.Name);
            Head(paper, shown);
            Sums(paper, shown);
            Returned(paper, shown);
            Foot(paper, shown);
            return paper.ToBytes();
        }
    }

    private void Head(ReceiptPaper paper, ReceiptShown shown)
    {
        var (payment, tax) = (shown.Payment, shown.Tax);
        paper.Write(words["Receipt"], new Face(22, true));
        paper.Write(shown.Receipt.Text, new Face(12, IsGrey: true));
        paper.Skip(24);
        paper.Row((words["From"], 0, Half, Muted), (tax?.Customer is null ? "" : words["To"].Value, Half + 24, Half, Muted));
        paper.Row((tax?.Seller?.Name ?? brand.Name, 0, Half, Strong), (tax?.Customer?.Name ?? "", Half + 24, Half, Strong));
        paper.Row((tax?.Seller is null ? "" : Lines(tax.Seller), 0, Half, Plain), (tax?.Customer is null ? "" : Lines(tax.Customer), Half + 24, Half, Plain));
        paper.Skip(20);
        Fact(paper, words["Paid on"], Day(payment.CompletedAt ?? payment.CreatedAt));
        Fact(paper, words["Paid with"], gateways.NameOf(payment.Gateway));
        Fact(paper, words["Reference"], payment.Reference);
        paper.Skip(20);
    }

    private void Sums(ReceiptPaper paper, ReceiptShown shown)
    {
        var (payment, sums) = (shown.Payment, shown.Sums);
        var decision = shown.Tax?.Decision ?? TaxDecision.None;
        Line(paper, words["What"], words["Amount"], Muted);
        paper.Rule();
        Line(paper, words["Prepaid credit"], Text(sums.Paid.NetMinor, payment), Plain);
        if (decision.Kind != TaxKind.None || sums.Paid.TaxMinor > 0) Line(paper, TaxName(decision), Text(sums.Paid.TaxMinor, payment), Plain);
        paper.Skip(2);
        paper.Rule();
        Line(paper, words["Paid"], Text(sums.Paid.GrossMinor, payment), new Face(11, true));
        if (sums.SurplusMinor > 0) Line(paper, words["Came beyond that, not a part of this sale"], Text(sums.SurplusMinor, payment), Muted);
        if (payment.Credit != MinorUnits.ToMoney(sums.Paid.NetMinor, payment.Currency))
            Line(paper, words["Credit that was given for it"], $"{payment.Credit.ToDecimal().ToString("0.00#######", CultureInfo.InvariantCulture)} {payment.Currency}", Muted);
        if (decision.Kind == TaxKind.ReverseCharge)
        {
            paper.Skip(8);
            paper.Write(words["Reverse charge: the customer owes the tax on this supply."], Strong);
        }
    }

    private void Returned(ReceiptPaper paper, ReceiptShown shown)
    {
        if (shown.Refunds.Count == 0) return;
        paper.Skip(24);
        Line(paper, words["Sent back"], words["Amount"], Muted);
        paper.Rule();
        foreach (var refund in shown.Refunds)
        {
            var day = Day(refund.CreatedAt);
            Line(paper, refund.State == RefundState.Completed ? day : words["{0}, on its way", day], Text(-refund.AmountMinor, shown.Payment), Plain);
        }

        if (shown.Sums.Returned.TaxMinor > 0)
            Line(paper, words["{0} in it", TaxName(shown.Tax?.Decision ?? TaxDecision.None)], Text(-shown.Sums.Returned.TaxMinor, shown.Payment), Muted);
    }

    private void Foot(ReceiptPaper paper, ReceiptShown shown)
    {
        paper.Skip(28);
        paper.Write(words["This is a receipt for prepaid credit. What the credit is spent on stands in the panel, hour by hour."], Muted);
        if (shown.Tax?.Seller?.ExtraLine is { Length: > 0 } extra) paper.Write(extra, Muted);
    }

    private string Lines(Party party)
    {
        var address = $"{party.Address}\n{formats.Country(party.Country)}";
        return party.TaxId.Length > 0 ? $"{address}\n{words["Tax id: {0}", party.TaxId]}" : address;
    }

    private string TaxName(TaxDecision decision) => decision.Kind == TaxKind.None ? words["Tax"] : formats.Tax(decision);

    private static void Fact(ReceiptPaper paper, string label, string value) =>
        paper.Row((label, 0, 110, Muted), (value, 122, ReceiptPaper.Width - 122, Plain));

    private static void Line(ReceiptPaper paper, string text, string figure, Face face) =>
        paper.Row((text, 0, ReceiptPaper.Width - Figures - 12, face), (figure, ReceiptPaper.Width - Figures, Figures, face with { IsRight = true }));

    private static string Text(long minor, Payment payment) => MinorUnits.Text(minor, payment.Currency);

    private static string Day(Instant at) => at.ToDateTimeOffset().ToString("d MMMM yyyy", CultureInfo.CurrentCulture);
}
