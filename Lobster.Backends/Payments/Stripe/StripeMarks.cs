using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>
/// What we write on the things that we make at Stripe. Only who holds the secret key can write there, unlike the <c>client_reference_id</c>, which the link of a payment page may carry.
/// </summary>
internal static class StripeMarks
{
    /// <summary>Names the payment.</summary>
    public const string Payment = "lobster_payment_id";

    /// <summary>Names the account that pays.</summary>
    public const string Account = "lobster_account_id";

    /// <summary>Names the refund.</summary>
    public const string Refund = "lobster_refund_id";

    /// <summary>Names the saving of a card.</summary>
    public const string Saving = "lobster_saving_id";

    /// <summary>What kind of payment it is.</summary>
    public const string Kind = "lobster_kind";

    /// <summary>The <see cref="Kind"/> of a payment from a saved card that nobody pressed a button for.</summary>
    public const string Automatic = "auto_topup";

    // References begin with "lobster-"; the mark's name says that already.
    private const string Family = "lobster-";

    /// <summary>The marks of a payment.</summary>
    public static Dictionary<string, string> Of(Payment payment)
    {
        var marks = new Dictionary<string, string> { [Payment] = payment.Reference[Family.Length..], [Account] = payment.AccountId.ToString() };
        if (payment.IsAutomatic) marks[Kind] = Automatic;
        return marks;
    }

    /// <summary>The reference of the payment that something is marked with; null when it is not ours.</summary>
    public static string? Reference(IReadOnlyDictionary<string, string>? metadata) => metadata?.GetValueOrDefault(Payment) is { } id && (Family + id).StartsWith(Core.Payments.Payment.ReferencePrefix, StringComparison.Ordinal)
        ? Family + id
        : null;

    /// <summary>Our id of the refund that something is marked with; null for one that was made at Stripe.</summary>
    public static Guid? RefundId(IReadOnlyDictionary<string, string>? metadata) => Guid.TryParse(metadata?.GetValueOrDefault(Refund), out var id) ? id : null;
}
