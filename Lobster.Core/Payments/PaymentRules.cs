namespace Lobster.Core.Payments;

/// <summary>The state machine of payments. Pure: the caller reads, asks, writes.</summary>
public static class PaymentRules
{
    /// <summary>
    /// How far along a state is. Reports never move a payment to a lower rank, but for what happens after it completed, where the state follows from its refunds and
    /// disputes (<see cref="After"/>).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No such state.</exception>
    public static int Rank(PaymentState state) => state switch
    {
        PaymentState.Created => 0,
        PaymentState.Pending => 1,
        PaymentState.Failed or PaymentState.Expired or PaymentState.Cancelled => 2,
        PaymentState.Review => 3,
        PaymentState.Completed or PaymentState.PartiallyRefunded or PaymentState.Refunded or PaymentState.Disputed or PaymentState.ChargedBack => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There is no such state."),
    };

    /// <summary>Whether a report that no money will come still says something.</summary>
    public static bool Ends(Payment payment, ReportedEnd end) => Rank(payment.State) < Rank(end.State);

    /// <summary>Decides what money does to a payment as it stands.</summary>
    /// <param name="payment">The payment, read under its account's lock.</param>
    /// <param name="money">What arrived.</param>
    /// <param name="doubt">What does not fit beside the amount; null when nothing.</param>
    /// <param name="options">What is credited without an admin.</param>
    public static MoneyVerdict Decide(Payment payment, ReportedMoney money, string? doubt, PaymentOptions options)
    {
        var arrived = $"{Text(money)} arrived as {money.Key}";
        var isHeld = payment.State == PaymentState.Review;
        if (payment.MoneyKey == money.Key && (!isHeld || money.AmountMinor <= payment.PaidMinor)) return new MoneyVerdict.Known();
        if (payment.MoneyKey is { } known && known != money.Key) return new MoneyVerdict.Surplus($"{arrived} although {known} had come before; refund it or credit it by hand.");
        if (Rank(payment.State) >= 4) return new MoneyVerdict.Surplus($"{arrived} after the payment was {payment.State}; refund it or credit it by hand.");
        if (doubt is not null) return new MoneyVerdict.Hold($"{doubt} {arrived}.");
        if (money.Currency != payment.Currency) return new MoneyVerdict.Hold($"{arrived}, but {payment.Currency} was asked for.");
        var isLate = Rank(payment.State) == 2 || isHeld;
        if (isLate && !IsWelcomeLate(payment, money, options)) return new MoneyVerdict.Hold($"{arrived} after the payment was {payment.State}.");
        if (money.AmountMinor >= payment.GrossMinor) return new MoneyVerdict.Credit(payment.GrossMinor, Surplus(payment, money));
        return options.CreditUnderpaid && money.AmountMinor > 0
            ? new MoneyVerdict.Credit(money.AmountMinor, $"{arrived}, but {Asked(payment)} was asked for; what came was credited.")
            : new MoneyVerdict.Hold($"{arrived}, but {Asked(payment)} was asked for.");
    }

    /// <summary>The state of a payment that was credited, or whose money is held, as its refunds and disputes leave it.</summary>
    public static PaymentState After(Payment payment, IReadOnlyCollection<Refund> refunds, IReadOnlyCollection<Dispute> disputes)
    {
        var isCredited = payment.CompletedAt is not null;
        if (isCredited && disputes.Any(d => d.State == DisputeState.Lost)) return PaymentState.ChargedBack;
        if (isCredited && disputes.Any(d => d.State == DisputeState.Open)) return PaymentState.Disputed;
        var back = refunds.Where(r => r.State is RefundState.Pending or RefundState.Completed).Sum(r => r.AmountMinor);
        if (back > 0 && back >= payment.PaidMinor) return PaymentState.Refunded;
        // Held money that does not go back after all waits for a decision again.
        if (!isCredited) return payment.State == PaymentState.Refunded ? PaymentState.Review : payment.State;
        return back - payment.SurplusMinor > 0 ? PaymentState.PartiallyRefunded : PaymentState.Completed;
    }

    /// <summary>
    /// How much of a payment's credit is gone when so much of its money went back: in proportion, all of it for all, nothing for a surplus that gave no credit.
    /// </summary>
    /// <param name="payment">A payment that was credited.</param>
    /// <param name="backMinor">What went back or is held, in minor units.</param>
    public static Money CreditGone(Payment payment, long backMinor)
    {
        if (payment is not { CompletedAt: not null, PaidMinor: { } paid }) return Money.Zero;
        var whole = Math.Min(paid, payment.GrossMinor);
        return payment.Credit.Scale(Math.Clamp(backMinor - payment.SurplusMinor, 0, whole), whole);
    }

    private static bool IsWelcomeLate(Payment payment, ReportedMoney money, PaymentOptions options) =>
        money.AmountMinor == payment.GrossMinor ? options.CreditLate : money.AmountMinor < payment.GrossMinor && options.CreditUnderpaid;

    private static string? Surplus(Payment payment, ReportedMoney money) => money.AmountMinor == payment.GrossMinor
        ? null
        : $"{Text(money)} arrived as {money.Key}, {MinorUnits.Text(money.AmountMinor - payment.GrossMinor, payment.Currency)} more than asked; refund the rest.";

    private static string Asked(Payment payment) => MinorUnits.Text(payment.GrossMinor, payment.Currency);

    private static string Text(ReportedMoney money) => MinorUnits.Text(money.AmountMinor, money.Currency);
}
