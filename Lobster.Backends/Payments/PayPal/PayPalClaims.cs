using System.Globalization;
using Lobster.Core;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>
/// Tells refunds from what banks and PayPal took back. PayPal lists both among an order's refunds and tells of disputes elsewhere, so that the same money may stand in
/// both lists: it is reported once. Pure.
/// </summary>
internal sealed class PayPalClaims
{
    /// <summary>How the note of a refund begins that the panel asked for; its request id follows.</summary>
    public const string RefundPrefix = "lobster-refund_";

    // How much earlier than its dispute a reversal may have been written.
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    private readonly PayPalCapture capture;
    private readonly long most;
    private readonly string currency;
    private readonly List<PayPalRefund> pool;
    private readonly long listedMinor;
    private readonly List<ReportedRefund> refunds = [];
    private readonly List<ReportedDispute> disputes = [];

    private PayPalClaims(PayPalCapture capture, (long Minor, string Currency) amount, IEnumerable<PayPalRefund> listed)
    {
        (this.capture, most, currency) = (capture, amount.Minor, amount.Currency);
        pool = [.. listed.Where(r => IsOf(r, capture)).OrderBy(r => At(r.CreateTime)).ThenBy(r => r.Id, StringComparer.Ordinal)];
        listedMinor = pool.Where(r => State(r) != RefundState.Failed).Sum(r => Read(r.Amount, r.Id));
    }

    /// <summary>Adds refunds and disputes to a report.</summary>
    /// <param name="report">The report so far.</param>
    /// <param name="capture">The movement of money that they take back.</param>
    /// <param name="amount">How much it is.</param>
    /// <param name="listed">What the order lists; null when the order is gone.</param>
    /// <param name="disputes">The capture's disputes, with their outcomes.</param>
    /// <exception cref="GatewayException">An amount cannot be read, or PayPal does not list yet what it says went back.</exception>
    public static PaymentReport Add(
        PaymentReport report, PayPalCapture capture, (long Minor, string Currency) amount, IReadOnlyList<PayPalRefund>? listed, IReadOnlyList<PayPalDispute> disputes)
    {
        var claims = new PayPalClaims(capture, amount, listed ?? []);
        claims.TakeDisputes([.. disputes.OrderBy(d => At(d.CreateTime)).ThenBy(d => d.DisputeId, StringComparer.Ordinal)]);
        claims.TakeReversals(disputes);
        claims.TakeRefunds();
        claims.Account(listed is null);
        return report with { Refunds = claims.refunds, Disputes = claims.disputes };
    }

    /// <summary>How a dispute stands. What PayPal ended without saying for whom stays open, so that an admin looks.</summary>
    public static DisputeState State(PayPalDispute dispute) => (dispute.Status, dispute.DisputeOutcome?.OutcomeCode) switch
    {
        ("RESOLVED", "RESOLVED_BUYER_FAVOUR") => DisputeState.Lost,
        ("RESOLVED", "RESOLVED_SELLER_FAVOUR" or "CANCELED_BY_BUYER" or "DENIED") => DisputeState.Won,
        _ => DisputeState.Open,
    };

    // The first claim goes by the capture's id, so that a reversal and the dispute behind it are one.
    private void TakeDisputes(List<PayPalDispute> all)
    {
        foreach (var dispute in all)
        {
            var key = disputes.Count == 0 ? capture.Id : $"{capture.Id}/{dispute.DisputeId}";
            var claimed = Math.Min(Read(dispute.DisputeAmount, dispute.DisputeId), most);
            var state = State(dispute);
            var back = state == DisputeState.Lost && dispute.DisputeOutcome?.AmountRefunded is { } refunded ? Math.Min(Read(refunded, dispute.DisputeId), most) : claimed;
            var settled = state == DisputeState.Won ? null : Settlement(dispute, back);
            if (settled is not null) pool.Remove(settled);
            // Decided for another amount than was claimed and held: the claim is off, and what went back did so as a refund.
            var isOther = state == DisputeState.Lost && back != claimed;
            if (isOther && back > 0) refunds.Add(new ReportedRefund(settled?.Id ?? dispute.DisputeId, back, RefundState.Completed));
            disputes.Add(new ReportedDispute(key, claimed, isOther ? DisputeState.Won : state)
            {
                Reason = Reason(dispute), AnswerBy = At(dispute.SellerResponseDueDate) is { } due ? Instant.From(due) : null,
            });
        }
    }

    // Neither our number nor the invoice's stands on what a bank takes back. While a dispute lives it is the dispute's money.
    private void TakeReversals(IReadOnlyList<PayPalDispute> all)
    {
        foreach (var reversal in pool.Where(r => r.CustomId is null && r.InvoiceId is null).ToList())
        {
            pool.Remove(reversal);
            if (State(reversal) == RefundState.Failed || all.Any(d => Covers(d, reversal))) continue;
            var key = disputes.Count == 0 ? capture.Id : reversal.Id;
            disputes.Add(new ReportedDispute(key, Read(reversal.Amount, reversal.Id), State(reversal) == RefundState.Completed ? DisputeState.Lost : DisputeState.Open) { Reason = "Reversed" });
        }
    }

    private void TakeRefunds()
    {
        foreach (var refund in pool)
            if (Read(refund.Amount, refund.Id) is > 0 and var minor) refunds.Add(new ReportedRefund(refund.Id, minor, State(refund)) { RequestId = RequestId(refund) });
    }

    // The lists may lag behind the capture; what is missing must not pass for nothing.
    private void Account(bool isOrderGone)
    {
        var known = listedMinor + disputes.Where(d => d.State != DisputeState.Won).Sum(d => d.AmountMinor);
        if (capture.Status == "REFUNDED" && known < most)
        {
            if (!isOrderGone) throw Missing();
            refunds.Add(new ReportedRefund($"{capture.Id}/refunded", most - known, RefundState.Completed));
        }
        else if (capture.Status == "PARTIALLY_REFUNDED" && known == 0)
        {
            throw Missing();
        }
    }

    private PayPalRefund? Settlement(PayPalDispute dispute, long amount) =>
        pool.FirstOrDefault(r => RequestId(r) is null && State(r) != RefundState.Failed && IsSince(r, dispute) && PayPalAmounts.Read(r.Amount) == (amount, currency));

    private static bool Covers(PayPalDispute dispute, PayPalRefund reversal) =>
        IsSince(reversal, dispute) && (State(dispute) != DisputeState.Won || At(dispute.UpdateTime) is not { } ended || At(reversal.CreateTime) is not { } at || at <= ended);

    private static bool IsSince(PayPalRefund refund, PayPalDispute dispute) =>
        At(refund.CreateTime) is not { } at || At(dispute.CreateTime) is not { } opened || at >= opened - Slack;

    private static bool IsOf(PayPalRefund refund, PayPalCapture capture) =>
        refund.Links?.FirstOrDefault(l => l.Rel == "up")?.Href is not { } up || up.EndsWith("/captures/" + capture.Id, StringComparison.Ordinal);

    /// <summary>How a refund stands.</summary>
    public static RefundState State(PayPalRefund refund) => refund.Status switch
    {
        "COMPLETED" => RefundState.Completed,
        "FAILED" or "CANCELLED" => RefundState.Failed,
        _ => RefundState.Pending,
    };

    /// <summary>Our id of a refund that we asked for; null for others.</summary>
    public static Guid? RequestId(PayPalRefund refund) =>
        refund.CustomId is { } custom && custom.StartsWith(RefundPrefix, StringComparison.Ordinal) && Guid.TryParseExact(custom[RefundPrefix.Length..], "N", out var id) ? id : null;

    private static string? Reason(PayPalDispute dispute) =>
        dispute is { Status: "RESOLVED" } && State(dispute) == DisputeState.Open ? $"{dispute.Reason}, ended at PayPal as {dispute.DisputeOutcome?.OutcomeCode ?? "?"}" : dispute.Reason;

    private long Read(PayPalMoney? money, string what) => PayPalAmounts.Read(money) is { } amount && amount.Currency == currency
        ? amount.Minor
        : throw new GatewayException(GatewayErrorKind.Unavailable, $"The amount of {what} at PayPal cannot be read exactly; look there.");

    private GatewayException Missing() => new(GatewayErrorKind.Unavailable, $"PayPal says that {capture.Id} was refunded, but does not list the refunds; look there.");

    private static DateTimeOffset? At(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
