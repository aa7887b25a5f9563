using Lobster.Backends.Compute;
using Lobster.Core.Compute;

namespace Lobster.Backends.Payments.BtcPay;

/// <summary>The form of a BTCPay Server.</summary>
internal static class BtcPayFields
{
    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("address", "Address of the server")
        {
            Required = true, Help = "As customers reach it, such as https://pay.example.com: they are sent to its checkout page. Private addresses are fine; without https only on this machine.",
        },
        new("storeId", "Store ID") { Required = true, Help = "BTCPay Server, the store, Settings, General." },
        new("apiKey", "API key", OptionKind.Secret)
        {
            Required = true,
            Help = "BTCPay Server, Account, Manage Account, API Keys. For this store only: View invoices, Create an invoice and, for refunds, Create non-approved pull payments. Nothing more.",
        },
        new("webhookSecret", "Webhook secret", OptionKind.Secret)
        {
            Required = true, Help = "BTCPay Server, the store, Settings, Webhooks, the webhook of this panel, Secret. Never leave it empty there.",
        },
        new("speed", "A payment counts after", OptionKind.Choice)
        {
            Default = "MediumSpeed", Help = "More confirmations take longer and are harder to undo. Lightning payments count at once.",
            Choices = [new("MediumSpeed", "1 confirmation"), new("LowMediumSpeed", "2 confirmations"), new("LowSpeed", "6 confirmations")],
        },
        new("minutes", "Minutes to pay", OptionKind.Number)
        {
            Default = "15", Min = 5, Max = 1440, Help = "The rate is held for so long. What comes later waits for an admin.",
        },
        CommonFields.Timeout with { Help = "A customer who begins to pay waits for it." },
        CommonFields.Trust,
    ];
}
