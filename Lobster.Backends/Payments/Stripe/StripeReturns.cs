using Lobster.Core;
using Lobster.Core.Payments;
using Stripe;
using Dispute = Stripe.Dispute;
using Refund = Stripe.Refund;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>What went back of a payment at Stripe. Pure.</summary>
/// <param name="refunds">Its refunds.</param>
/// <param name="disputes">Its disputes.</param>
internal sealed class StripeReturns(IReadOnlyList<Refund> refunds, IReadOnlyList<Dispute> disputes)
{
    /// <summary>Nothing went back.</summary>
    public static StripeReturns None { get; } = new([], []);

    /// <summary>The refunds.</summary>
    /// <exception cref="GatewayException">An amount is no whole number of minor units.</exception>
    public IReadOnlyList<ReportedRefund> Refunds => [.. refunds.Select(Of)];

    /// <summary>The disputes.</summary>
    /// <param name="paidMinor">What had been paid.</param>
    /// <param name="currency">In which currency.</param>
    public IReadOnlyList<ReportedDispute> Disputes(long paidMinor, string currency) => [.. disputes.Select(d => Of(d, paidMinor, currency))];

    /// <summary>A refund.</summary>
    /// <exception cref="GatewayException">The amount is no whole number of minor units.</exception>
    public static ReportedRefund Of(Refund refund) => new(refund.Id, Exact(refund.Amount, StripeAmounts.Upper(refund.Currency)), refund.Status switch
    {
        "succeeded" => RefundState.Completed,
        "failed" or "canceled" => RefundState.Failed,
        _ => RefundState.Pending,
    })
    { RequestId = StripeMarks.RefundId(refund.Metadata) };

    // What is claimed in another currency can be no part of the payment that could be counted: then all of it is.
    private static ReportedDispute Of(Dispute dispute, long paidMinor, string currency)
    {
        var amount = StripeAmounts.Upper(dispute.Currency) == currency ? Exact(dispute.Amount, currency) : paidMinor;
        return new ReportedDispute(dispute.Id, amount, StateOf(dispute.Status))
        {
            Reason = dispute.Reason, AnswerBy = dispute.EvidenceDetails?.DueBy is { } due ? Instant.From(new DateTimeOffset(DateTime.SpecifyKind(due, DateTimeKind.Utc))) : null,
        };
    }

    // A status that Stripe invents later is a claim that is not decided.
    private static DisputeState StateOf(string status) => status switch
    {
        "won" or "warning_closed" or "prevented" => DisputeState.Won,
        "lost" => DisputeState.Lost,
        _ => DisputeState.Open,
    };

    private static long Exact(long amount, string currency) => StripeAmounts.Read(amount, currency)
        ?? throw new GatewayException(GatewayErrorKind.Unavailable, $"Stripe tells of {amount} {currency} in its own units, which is no whole amount here.");
}
