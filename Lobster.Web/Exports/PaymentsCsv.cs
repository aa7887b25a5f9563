using Lobster.Core;
using Lobster.Core.Payments;

namespace Lobster.Web.Exports;

/// <summary>An account's payments as a table, newest first.</summary>
internal static class PaymentsCsv
{
    private static readonly string[] Head = ["Begun (UTC)", "Completed (UTC)", "Reference", "Paid with", "Status", "Credit", "Tax", "Total", "Refunded", "Currency", "Receipt"];

    /// <summary>Writes it.</summary>
    /// <param name="lines">The payments.</param>
    /// <param name="nameOf">What a way to pay is called.</param>
    public static byte[] Write(IEnumerable<PaymentLine> lines, Func<string, string> nameOf) => CsvFile.Write(Head, csv =>
    {
        foreach (var (payment, receipt) in lines)
        {
            Money Sum(long minor) => MinorUnits.ToMoney(minor, payment.Currency);
            csv.Moments(payment.CreatedAt, payment.CompletedAt).Text(payment.Reference, nameOf(payment.Gateway), payment.State.ToString())
                .Amounts(payment.Credit, Sum(payment.TaxMinor), Sum(payment.GrossMinor), Sum(payment.RefundedMinor)).Text(payment.Currency, receipt ?? "").EndRecord();
        }
    });
}
