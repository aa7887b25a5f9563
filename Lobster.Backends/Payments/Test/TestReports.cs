using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Test;

/// <summary>What the events of the test gateway say.</summary>
internal static class TestReports
{
    /// <summary>The report of one event; null for a type that is not ours.</summary>
    /// <exception cref="FormatException">Its type needs more than it has.</exception>
    public static PaymentReport? Of(TestEvent e) => e.Type switch
    {
        "payment.paid" when e is { Charge: { Length: > 0 and <= 150 } charge, Amount: > 0 and { } amount, Currency: { Length: 3 } currency } => new PaymentReport
        {
            Money = new ReportedMoney(charge, amount, currency), Fee = e.Fee is { } fee ? new GatewayFee(fee, currency) : null,
        },
        "payment.declined" => new PaymentReport { End = new ReportedEnd(PaymentState.Failed, e.Charge is null ? "Declined." : $"Declined. ({e.Charge})") { Decline = TestCards.DeclineOf(e.Charge) } },
        "payment.expired" => Ended(PaymentState.Expired, "Not paid in time."),
        "payment.cancelled" => Ended(PaymentState.Cancelled, "Given up by the customer."),
        "refund.pending" => Refund(e, RefundState.Pending),
        "refund.completed" => Refund(e, RefundState.Completed),
        "refund.failed" => Refund(e, RefundState.Failed),
        "dispute.opened" => Dispute(e, DisputeState.Open),
        "dispute.won" => Dispute(e, DisputeState.Won),
        "dispute.lost" => Dispute(e, DisputeState.Lost),
        "payment.paid" => throw Incomplete(e),
        _ => null,
    };

    /// <summary>All that events say together.</summary>
    public static PaymentReport Sum(IEnumerable<TestEvent> events)
    {
        var reports = events.Select(Of).OfType<PaymentReport>().ToList();
        return new PaymentReport
        {
            Money = reports.Select(r => r.Money).FirstOrDefault(m => m is not null), End = reports.Select(r => r.End).LastOrDefault(e => e is not null),
            Fee = reports.Select(r => r.Fee).LastOrDefault(f => f is not null), Refunds = [.. reports.SelectMany(r => r.Refunds)], Disputes = [.. reports.SelectMany(r => r.Disputes)],
        };
    }

    private static PaymentReport Ended(PaymentState state, string why) => new() { End = new ReportedEnd(state, why) };

    private static PaymentReport Refund(TestEvent e, RefundState state) => e is { Charge: { Length: > 0 and <= 150 } key, Amount: > 0 and { } amount }
        ? new PaymentReport { Refunds = [new ReportedRefund(key, amount, state) { RequestId = e.Request }] }
        : throw Incomplete(e);

    private static PaymentReport Dispute(TestEvent e, DisputeState state) => e is { Charge: { Length: > 0 and <= 150 } key, Amount: > 0 and { } amount }
        ? new PaymentReport { Disputes = [new ReportedDispute(key, amount, state) { Reason = "Test of a dispute" }] }
        : throw Incomplete(e);

    private static FormatException Incomplete(TestEvent e) => new($"An event of the type {e.Type} names charge and amount, and a payment its currency.");
}
