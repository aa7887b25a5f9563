using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>What a bank's refusal means for the next attempt (https://docs.stripe.com/declines/codes).</summary>
internal static class StripeDeclines
{
    private static readonly HashSet<string> Confirm = new(StringComparer.Ordinal) { "authentication_required", "authentication_not_handled", "approve_with_id" };

    private static readonly HashSet<string> Never = new(StringComparer.Ordinal)
    {
        "lost_card", "stolen_card", "expired_card", "pickup_card", "restricted_card", "fraudulent", "merchant_blacklist", "security_violation", "invalid_account", "invalid_number",
        "incorrect_number", "invalid_expiry_month", "invalid_expiry_year", "card_not_supported", "currency_not_supported", "new_account_information_available", "not_permitted",
        "transaction_not_allowed", "revocation_of_authorization", "revocation_of_all_authorizations", "stop_payment_order", "testmode_decline", "payment_method_not_available",
    };

    /// <summary>The meaning of a refusal.</summary>
    /// <param name="code">Stripe's code.</param>
    /// <param name="declineCode">The bank's; null when it gave none.</param>
    /// <param name="adviceCode">The bank's advice; null when it gave none.</param>
    public static CardDecline Of(string? code, string? declineCode, string? adviceCode)
    {
        if (Is(Confirm, code, declineCode)) return CardDecline.Confirm;
        return adviceCode == "do_not_try_again" || Is(Never, code, declineCode) ? CardDecline.Never : CardDecline.Later;
    }

    private static bool Is(HashSet<string> these, params ReadOnlySpan<string?> codes)
    {
        foreach (var code in codes)
            if (code is not null && these.Contains(code)) return true;
        return false;
    }
}
