using Lobster.Core.Compute;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>The form of Stripe.</summary>
internal static class StripeFields
{
    /// <summary>Where Stripe's API is.</summary>
    public const string ApiAddress = "https://api.stripe.com/";

    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("secretKey", "Secret key", OptionKind.Secret)
        {
            Required = true, Help = "Stripe's dashboard, Developers, API keys: the secret key (sk_live_…), or better a restricted key (rk_live_…) with the rights that the manual lists.",
        },
        new("webhookSecret", "Signing secret of the webhook", OptionKind.Secret)
        {
            Required = true, Help = "Stripe's dashboard, Developers, Webhooks: open the endpoint of this panel and reveal its signing secret (whsec_…).",
        },
        new("nextWebhookSecret", "Next signing secret", OptionKind.Secret)
        {
            Help = "Only while the signing secret is rolled: the new one. Calls that are signed with either are believed until you move it up.",
        },
        new("methods", "Ways to pay on Stripe's page", OptionKind.Choice)
        {
            Default = "card", Choices = [new("card", "Cards and their wallets"), new("all", "All that are switched on in Stripe's dashboard")],
            Help = "Bank debits and the like take days to arrive; the credit comes then.",
        },
        new("productName", "What is bought") { Default = "Account credit", Help = "Customers read this on Stripe's page and on its receipt." },
        new("checkoutHost", "Domain of Stripe's page")
        {
            Default = "checkout.stripe.com", Help = "Another only if you have set up a custom domain in Stripe's dashboard, Settings, Custom domains. Customers are sent nowhere else.",
        },
        new("address", "API address") { Default = ApiAddress, Help = "Only for a test server." },
    ];
}
