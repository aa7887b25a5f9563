using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.BtcPay;

/// <summary>What an invoice says of its payment. Pure; the table of states is BTCPay's own (https://docs.btcpayserver.org/API/Greenfield/v1/#tag/Invoices).</summary>
internal static class BtcPayReports
{
    /// <summary>Whether an invoice is one that we would have made for a payment, so that it may be taken for ours when its answer was lost.</summary>
    public static bool Fits(BtcPayInvoice invoice, Payment payment, BtcPayOptions options) =>
        Doubt(invoice, payment, options) is null && invoice.Checkout is not { SpeedPolicy: "HighSpeed" } && invoice.Checkout?.PaymentTolerance is null or 0;

    /// <summary>Whether money may have come.</summary>
    public static bool MayHoldMoney(BtcPayInvoice invoice) => invoice.Status is "Settled" or "Processing" || IsPaidOutOfTime(invoice);

    /// <summary>Whether something came, but too late or too little: such an invoice never says itself when its payments are confirmed.</summary>
    public static bool IsPaidOutOfTime(BtcPayInvoice invoice) => invoice is { Status: "Expired", AdditionalStatus: not (null or "None") };

    /// <summary>The report of an invoice.</summary>
    /// <param name="invoice">As the server tells it now.</param>
    /// <param name="payment">The payment as stored.</param>
    /// <param name="options">Whose store.</param>
    /// <param name="isConfirmed">Of an invoice that was paid out of time: whether each of its payments is confirmed.</param>
    /// <param name="refunds">What went back.</param>
    public static PaymentReport Of(BtcPayInvoice invoice, Payment payment, BtcPayOptions options, bool isConfirmed, IReadOnlyList<ReportedRefund> refunds)
    {
        var report = new PaymentReport { GatewayId = invoice.Id, Refunds = refunds, Doubt = Doubt(invoice, payment, options) };
        return (invoice.Status, invoice.AdditionalStatus) switch
        {
            ("New", "PaidPartial") => report with { Progress = Part(invoice) },
            // What was seen is gone again: it must not be shown any longer.
            ("New", _) => payment.Progress is null ? report : report with { Progress = "Waiting for the payment." },
            // It may still fall back to New: nothing is there for good.
            ("Processing", _) => report with { Progress = "Seen, waiting for confirmation." },
            ("Settled", null or "None" or "PaidOver") => WithMoney(report, invoice, payment, null),
            ("Settled", "Marked") => WithMoney(report, invoice, payment, "Somebody marked the invoice as settled by hand in BTCPay Server."),
            ("Settled", _) => WithMoney(report, invoice, payment, "BTCPay Server calls the invoice settled in a way that is not known here."),
            ("Expired", null or "None") => Ended(report, PaymentState.Expired, "It was not paid in time."),
            ("Expired", _) => OutOfTime(report, invoice, payment, isConfirmed),
            ("Invalid", _) => Invalid(report, invoice, payment),
            _ => report,
        };
    }

    private static PaymentReport OutOfTime(PaymentReport report, BtcPayInvoice invoice, Payment payment, bool isConfirmed)
    {
        var (doubt, why) = invoice.AdditionalStatus switch
        {
            "PaidPartial" => (null, "Only a part was paid in time."),
            "PaidLate" => (null, "It was paid after its time, at a rate that no longer held."),
            _ => ("BTCPay Server calls the invoice expired in a way that is not known here.", "It ended."),
        };
        var ended = Ended(report, PaymentState.Expired, why);
        return isConfirmed ? WithMoney(ended, invoice, payment, doubt) : ended;
    }

    private static PaymentReport Invalid(PaymentReport report, BtcPayInvoice invoice, Payment payment)
    {
        var ended = Ended(report, PaymentState.Failed, "BTCPay Server calls the invoice invalid.");
        return IsNothing(invoice.PaidAmount, payment) ? ended : WithMoney(ended, invoice, payment, "BTCPay Server calls the invoice invalid although a payment was seen: it may never be confirmed.");
    }

    // An amount that cannot be read is shown as nothing and held: an admin looks it up.
    private static PaymentReport WithMoney(PaymentReport report, BtcPayInvoice invoice, Payment payment, string? doubt)
    {
        var paid = invoice.Currency == payment.Currency ? DecimalAmount.Read(invoice.PaidAmount, payment.Currency) : null;
        var unread = paid is null && report.Doubt is null ? "BTCPay Server does not say in a way that can be read how much was paid." : null;
        var doubts = string.Join(' ', new[] { report.Doubt, doubt, unread }.OfType<string>());
        return report with { Money = new ReportedMoney(invoice.Id, paid ?? 0, payment.Currency), Doubt = doubts.Length > 0 ? doubts : null };
    }

    private static PaymentReport Ended(PaymentReport report, PaymentState state, string why) => report with { End = new ReportedEnd(state, why) };

    private static string? Doubt(BtcPayInvoice invoice, Payment payment, BtcPayOptions options)
    {
        if (invoice.StoreId != options.StoreId) return "The invoice belongs to another store.";
        if (invoice.Metadata?.OrderId != payment.Reference) return "The invoice is not for this payment's reference.";
        if (invoice.Type is not (null or "Standard")) return "The invoice takes any amount.";
        if (invoice.Currency != payment.Currency) return $"The invoice is not in {payment.Currency}.";
        return DecimalAmount.Read(invoice.Amount, payment.Currency) == payment.GrossMinor ? null : "The invoice asks for another amount than this payment.";
    }

    private static bool IsNothing(string? amount, Payment payment) => DecimalAmount.Read(amount, payment.Currency) == 0;

    private static string Part(BtcPayInvoice invoice) =>
        DecimalAmount.Read(invoice.PaidAmount, invoice.Currency) is { } paid && DecimalAmount.Read(invoice.Amount, invoice.Currency) is { } asked
            ? $"{MinorUnits.Text(paid, invoice.Currency)} of {MinorUnits.Text(asked, invoice.Currency)} has arrived. Pay the rest in time."
            : "A part has arrived. Pay the rest in time.";
}
