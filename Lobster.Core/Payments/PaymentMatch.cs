using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>What a clue led to.</summary>
/// <param name="Payment">The payment; null when there is none.</param>
/// <param name="IsOurs">Whether the clue carries a reference of ours, so that its missing payment is an alarm and not somebody else's business.</param>
/// <param name="Why">Why there is none, for an admin; null when there is one.</param>
internal sealed record PaymentMatch(Payment? Payment, bool IsOurs, string? Why);

/// <summary>Finds the payments that calls speak of.</summary>
internal static class PaymentMatching
{
    /// <summary>Follows a clue: the provider's id first, then the movement of money, then our reference.</summary>
    public static async Task<PaymentMatch> FindPaymentAsync(this LobsterDbContext db, string gateway, PaymentClue clue, CancellationToken cancellationToken)
    {
        var ours = db.Payments.Where(p => p.Gateway == gateway);
        if (clue.GatewayId is { } id && await ours.SingleOrDefaultAsync(p => p.GatewayId == id, cancellationToken) is { } byId)
            return clue.Reference is { } said && said != byId.Reference && IsReference(said)
                ? new PaymentMatch(null, true, $"{id} is payment {byId.Id}, but the call names {said}.")
                : new PaymentMatch(byId, true, null);
        if (clue.MoneyKey is { } key && await ours.SingleOrDefaultAsync(p => p.MoneyKey == key, cancellationToken) is { } byMoney) return new PaymentMatch(byMoney, true, null);
        if (clue.Reference is not { } reference || !IsReference(reference)) return new PaymentMatch(null, false, "It carries no reference of ours: something else that was sold through this account.");
        if (clue.OnlyById) return new PaymentMatch(null, true, $"It names {reference}, but nothing of the provider's id {clue.GatewayId} was begun here.");
        if (await ours.SingleOrDefaultAsync(p => p.Reference == reference, cancellationToken) is not { } byReference)
            return new PaymentMatch(null, true, $"There is no payment {reference} of this gateway. Money may have arrived without a record: ask the provider.");
        return clue.GatewayId is not null && byReference.GatewayId is not null && clue.GatewayId != byReference.GatewayId
            ? new PaymentMatch(null, true, $"It names {reference}, but that is {byReference.GatewayId} at the provider and not {clue.GatewayId}.")
            : new PaymentMatch(byReference, true, null);
    }

    private static bool IsReference(string text) => text.StartsWith(Payment.ReferencePrefix, StringComparison.Ordinal);
}
