using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.BtcPay;

/// <summary>
/// Refunds are pull payments: the customer claims the coins through a link. Ours carry the refund's id in their name and the payment's reference in their description; those
/// made in BTCPay's own pages are named after the invoice.
/// </summary>
internal sealed class BtcPayRefunds(BtcPayClient client)
{
    private const string Prefix = "Refund ";

    /// <summary>Makes the pull payment of a refund, or finds the one that was made before.</summary>
    public async Task<ReportedRefund> MakeAsync(string invoice, Payment payment, Refund refund, CancellationToken cancellationToken)
    {
        var id = refund.RequestId ?? throw new ArgumentException("A refund that was made at the provider is not made again.", nameof(refund));
        var amount = DecimalAmount.Write(refund.AmountMinor, payment.Currency, MinorUnits.Digits(payment.Currency))!;
        var name = $"{Prefix}{id:N}";
        var made = (await client.PullsAsync(cancellationToken).OrFailAsync()).FirstOrDefault(p => p.Name == name)
            ?? await client.RefundAsync(invoice, new BtcPayRefund(name, payment.Reference, "Custom", amount, payment.Currency), cancellationToken).OrFailAsync();
        var reported = await ReportAsync(made, payment, cancellationToken);
        return reported?.AmountMinor == refund.AmountMinor
            ? reported
            : throw new GatewayException(GatewayErrorKind.Unavailable, $"The pull payment {made.Id} in BTCPay Server has another amount than the refund. Look at it there.");
    }

    /// <summary>The refunds of an invoice. None where the key may not see pull payments.</summary>
    public async Task<IReadOnlyList<ReportedRefund>> FindAsync(string invoice, Payment payment, CancellationToken cancellationToken)
    {
        var found = new List<ReportedRefund>();
        foreach (var pull in await ListAsync(cancellationToken))
        {
            if (pull.Name != Prefix + invoice && pull.Description?.Contains(payment.Reference, StringComparison.Ordinal) != true) continue;
            if (await ReportAsync(pull, payment, cancellationToken) is { } refund) found.Add(refund);
        }
        return found;
    }

    private async Task<IReadOnlyList<BtcPayPull>> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.PullsAsync(cancellationToken).OrFailAsync();
        }
        catch (GatewayException e) when (e.Kind == GatewayErrorKind.Unauthorized)
        {
            return [];
        }
    }

    // One in coins cannot be told in the payment's currency: its rate is not known here. Null then.
    private async Task<ReportedRefund?> ReportAsync(BtcPayPull pull, Payment payment, CancellationToken cancellationToken)
    {
        if (pull.Currency != payment.Currency || DecimalAmount.Read(pull.Amount, payment.Currency) is not (> 0 and var amount)) return null;
        var payouts = await client.PayoutsAsync(pull.Id, cancellationToken).OrFailAsync();
        var isOurs = Guid.TryParseExact(pull.Name?.Replace(Prefix, "", StringComparison.Ordinal), "N", out var request);
        return new ReportedRefund(pull.Id, amount, State(pull, amount, payouts, payment)) { RequestId = isOurs ? request : null };
    }

    // Debited from the moment that the link exists; given back only where it was cancelled before any of it was claimed.
    private static RefundState State(BtcPayPull pull, long amount, IReadOnlyList<BtcPayPayout> payouts, Payment payment)
    {
        var alive = payouts.Where(p => p.State != "Cancelled").ToList();
        if (pull.Archived && alive.Count == 0) return RefundState.Failed;
        var sent = alive.Where(p => p.State == "Completed").Sum(p => DecimalAmount.Read(p.OriginalAmount ?? p.Amount, payment.Currency) ?? 0);
        return sent >= amount ? RefundState.Completed : RefundState.Pending;
    }
}
