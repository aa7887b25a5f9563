using Lobster.Backends.Compute;
using Lobster.Core.Compute;

namespace Lobster.Backends.Payments.Coinbase;

/// <summary>The form of a Coinbase Business account.</summary>
internal static class CoinbaseFields
{
    /// <summary>The service's own address.</summary>
    public const string Own = "https://business.coinbase.com/";

    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("keyId", "API key ID")
        {
            Required = true, Help = "Coinbase Developer Platform, the project of the business account, API keys, Secret API keys: the ID, such as organizations/…/apiKeys/… or a UUID.",
        },
        new("privateKey", "Private key", OptionKind.SecretMultiline)
        {
            Required = true, Help = "Shown once when the key is made. Choose ECDSA as its signature algorithm. The whole text from BEGIN to END; line ends written as \\n are fine.",
        },
        new("webhookSecret", "Webhook secret", OptionKind.Secret)
        {
            Required = true, Help = "Told once, as “secret”, when the webhook subscription is made.",
        },
        new("minutes", "Minutes to pay", OptionKind.Number) { Default = "60", Min = 10, Max = 1440, Help = "After that the checkout takes no payment any more." },
        new("sandbox", "Sandbox", OptionKind.Switch) { Default = "false", Help = "Play money for trying things out. Refused where customers pay." },
        CommonFields.Timeout with { Help = "A customer who begins to pay waits for it." },
        CommonFields.Address(Own),
    ];
}
