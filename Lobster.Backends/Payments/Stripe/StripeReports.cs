using Lobster.Backends.Http;
using Lobster.Core.Payments;
using Stripe;
using Stripe.Checkout;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>What the things at Stripe say of a payment. Pure.</summary>
/// <param name="isLive">Whether ours is real money.</param>
internal sealed class StripeReports(bool isLive)
{
    private const string Works = "Your bank is working on it, which may take some days.";

    /// <summary>What a session says.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="session">Its session, with its PaymentIntent, charge and fee.</param>
    /// <param name="returns">What went back.</param>
    public PaymentReport OfSession(Payment payment, Session session, StripeReturns returns)
    {
        var report = new PaymentReport { GatewayId = session.Id };
        if (session.PaymentIntent is { Status: "succeeded" } paid)
            return Paid(report, payment, paid, returns) with { Doubt = Doubt(payment, session) ?? Doubt(payment, paid) ?? Differs(session, paid) ?? Unreadable(paid) };
        if (session.PaymentStatus == "no_payment_required")
            return report with { Money = new ReportedMoney(session.Id, 0, payment.Currency), Doubt = "Stripe asked the customer for nothing." };
        return session.Status switch
        {
            "expired" => report with { End = new ReportedEnd(PaymentState.Expired, "Not paid in time.") },
            "complete" => Open(report, session.PaymentIntent),
            _ => report,
        };
    }

    /// <summary>What the PaymentIntent of an automatic payment says.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="intent">Its PaymentIntent as it is now, with its charge and fee.</param>
    /// <param name="before">As it was before we gave it up; null when we did not.</param>
    /// <param name="returns">What went back.</param>
    public PaymentReport OfIntent(Payment payment, PaymentIntent intent, PaymentIntent? before, StripeReturns returns)
    {
        var report = new PaymentReport { GatewayId = intent.Id };
        if (intent.Status == "succeeded") return Paid(report, payment, intent, returns) with { Doubt = Doubt(payment, intent) ?? Unreadable(intent) };
        report = Open(report, intent);
        if (report.End is not { } end) return report;
        var decline = before?.Status == "requires_action" ? CardDecline.Confirm : Decline(before) ?? Decline(intent);
        return report with { End = end with { Why = Why(before?.LastPaymentError ?? intent.LastPaymentError), Decline = decline } };
    }

    private static PaymentReport Open(PaymentReport report, PaymentIntent? intent) => intent?.Status switch
    {
        "requires_payment_method" or "canceled" => report with { End = new ReportedEnd(PaymentState.Failed, Why(intent.LastPaymentError)) },
        _ => report with { Progress = Works },
    };

    private static PaymentReport Paid(PaymentReport report, Payment payment, PaymentIntent intent, StripeReturns returns)
    {
        var currency = StripeAmounts.Upper(intent.Currency);
        var amount = StripeAmounts.Read(intent.AmountReceived, currency) ?? 0;
        return report with
        {
            Money = new ReportedMoney(intent.Id, amount, currency),
            Fee = FeeOf(intent.LatestCharge?.BalanceTransaction),
            Refunds = returns.Refunds,
            Disputes = returns.Disputes(amount, currency),
        };
    }

    // In the currency in which Stripe settles, which need not be the payment's.
    private static GatewayFee? FeeOf(BalanceTransaction? transaction)
    {
        if (transaction is null) return null;
        var currency = StripeAmounts.Upper(transaction.Currency);
        return StripeAmounts.Read(transaction.Fee, currency) is { } fee ? new GatewayFee(fee, currency) : null;
    }

    private string? Doubt(Payment payment, Session session)
    {
        if (session.Livemode != isLive) return $"{session.Id} is of Stripe's {(session.Livemode ? "live" : "test")} mode.";
        if (session.Mode != "payment") return $"{session.Id} is a session in the mode {session.Mode}.";
        return session.ClientReferenceId == payment.Reference && StripeMarks.Reference(session.Metadata) == payment.Reference ? null : $"{session.Id} is not marked as {payment.Reference}.";
    }

    private string? Doubt(Payment payment, PaymentIntent intent)
    {
        if (intent.Livemode != isLive) return $"{intent.Id} is of Stripe's {(intent.Livemode ? "live" : "test")} mode.";
        return StripeMarks.Reference(intent.Metadata) == payment.Reference ? null : $"{intent.Id} is not marked as {payment.Reference}.";
    }

    private static string? Differs(Session session, PaymentIntent intent) => session.AmountTotal == intent.AmountReceived && session.Currency == intent.Currency
        ? null
        : $"{session.Id} asked for {session.AmountTotal} {session.Currency}, and {intent.AmountReceived} {intent.Currency} arrived, in Stripe's units.";

    private static string? Unreadable(PaymentIntent intent) => StripeAmounts.Read(intent.AmountReceived, StripeAmounts.Upper(intent.Currency)) is null
        ? $"Stripe tells of {intent.AmountReceived} {intent.Currency} in its own units, which is no whole amount here and was counted as 0."
        : null;

    private static CardDecline? Decline(PaymentIntent? intent)
    {
        if (intent?.LastPaymentError is { Code: not null } error) return StripeDeclines.Of(error.Code, error.DeclineCode, error.AdviceCode);
        return intent?.LatestCharge is { FailureCode: { } code } charge ? StripeDeclines.Of(code, charge.Outcome?.Reason, charge.Outcome?.AdviceCode) : null;
    }

    private static string Why(StripeError? error)
    {
        var said = HttpFaults.Sentence(error?.Message) ?? "It was not paid.";
        return (error?.DeclineCode ?? error?.Code) is { } code ? $"{said} ({code})" : said;
    }
}
