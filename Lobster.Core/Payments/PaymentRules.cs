namespace Lobster.Core.Payments;

/// <summary>The state machine of payments. Pure: the worker reads, asks, writes.</summary>
public static class PaymentRules
{
    /// <summary>How far along a state is. A payment never moves to a lower rank.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such state.</exception>
    public static int Rank(PaymentState state) => state switch
    {
        PaymentState.Created => 0,
        PaymentState.Pending => 1,
        PaymentState.Failed or PaymentState.Expired or PaymentState.Cancelled => 2,
        PaymentState.Review => 3,
        PaymentState.Completed => 4,
        PaymentState.PartiallyRefunded => 5,
        PaymentState.Refunded or PaymentState.Disputed => 6,
        PaymentState.ChargedBack => 7,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There is no such state."),
    };

    /// <summary>Decides what news do to a payment as it stands.</summary>
    /// <param name="payment">The payment, read under its lock.</param>
    /// <param name="news">What the gateway told.</param>
    /// <param name="isKnownMoney">Whether this movement of money was dealt with before.</param>
    public static PaymentVerdict Decide(Payment payment, GatewayNews news, bool isKnownMoney) => news switch
    {
        GatewayNews.Paid paid => OnPaid(payment, paid, isKnownMoney),
        GatewayNews.Ended ended when Rank(payment.State) < Rank(ended.End) => new PaymentVerdict.Close(ended.End, ended.Why),
        GatewayNews.Ended => new PaymentVerdict.Ignore($"It came when the payment was {payment.State} already."),
        GatewayNews.Irrelevant other => new PaymentVerdict.Ignore(other.What),
        _ => throw new ArgumentOutOfRangeException(nameof(news), news, "There is no such news."),
    };

    private static PaymentVerdict OnPaid(Payment payment, GatewayNews.Paid paid, bool isKnownMoney)
    {
        var arrived = $"{paid.AmountMinor} minor units of {paid.Currency} arrived as {paid.MoneyKey}";
        if (isKnownMoney) return new PaymentVerdict.Ignore("This money was dealt with already.");
        if (payment.State is not (PaymentState.Created or PaymentState.Pending))
            return Rank(payment.State) < Rank(PaymentState.Review)
                ? new PaymentVerdict.Hold($"{arrived} after the payment was {payment.State}.")
                : new PaymentVerdict.Surplus($"{arrived} after the payment was {payment.State}; refund it or credit it by hand.");
        if (paid.Currency != payment.Currency)
            return new PaymentVerdict.Hold($"{arrived}, but {payment.Currency} was asked for.");
        if (paid.AmountMinor < payment.GrossMinor)
            return new PaymentVerdict.Hold($"{arrived}, but {payment.GrossMinor} was asked for.");
        return new PaymentVerdict.Credit(paid.AmountMinor == payment.GrossMinor
            ? null
            : $"{arrived}, {paid.AmountMinor - payment.GrossMinor} more than asked; refund the rest.");
    }
}
