using Lobster.Core.Compute;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>The form of PayPal.</summary>
internal static class PayPalFields
{
    /// <summary>Check the signature here.</summary>
    public const string Local = "local";

    /// <summary>Ask PayPal about each call.</summary>
    public const string Remote = "api";

    /// <summary>Real money.</summary>
    public const string Live = "live";

    /// <summary>Play money.</summary>
    public const string Sandbox = "sandbox";

    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("environment", "Environment", OptionKind.Choice)
        {
            Default = Live, Choices = [new(Live, "Live"), new(Sandbox, "Sandbox (play money)")],
            Help = "In the sandbox no real money moves and anybody can have an account: never offer it to customers.",
        },
        new("clientId", "Client ID") { Required = true, Help = "developer.paypal.com, Apps & Credentials, the switch on Live, your REST API app: Client ID." },
        new("clientSecret", "Client secret", OptionKind.Secret) { Required = true, Help = "On the same page of the app: Secret key 1, Show." },
        new("merchantId", "Merchant ID")
        {
            Required = true, Help = "paypal.com, Account settings, Business information: PayPal Merchant ID, 13 characters. A payment to any other account waits for you instead of giving credit.",
        },
        new("webhookId", "Webhook ID") { Required = true, Help = "On the page of the app, Webhooks: add one for the address shown here and copy its Webhook ID." },
        new("verification", "Check of calls", OptionKind.Choice)
        {
            Default = Local, Choices = [new(Local, "Signature, checked here"), new(Remote, "Asking PayPal about each call")],
            Help = "PayPal recommends the first. The second costs a request for each call.",
        },
        new("brand", "Name on PayPal's page") { Help = "At most 127 characters. Empty: the name of your PayPal account." },
        new("shipping", "Ask for an address", OptionKind.Switch) { Default = "false", Help = "The customer must choose a delivery address at PayPal." },
        new("ipn", "Take IPN messages", OptionKind.Switch)
        {
            Default = "false", Help = "Only for an account whose webhooks cannot be used. Each message is sent back to PayPal to be confirmed, and then only makes the panel look the payment up.",
        },
        new("address", "API address") { Help = "Leave empty. Outside production it may be a stand-in for PayPal on this machine." },
    ];
}
