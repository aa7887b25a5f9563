namespace Lobster.Backends.Payments.PayPal;

/// <summary>What the gateway is set to; <see cref="PayPalFields"/> tells what each is.</summary>
/// <param name="Places">Where PayPal is.</param>
/// <param name="MerchantId">The account that must receive the money.</param>
/// <param name="WebhookId">The webhook that calls must be meant for.</param>
internal sealed record PayPalOptions(PayPalPlaces Places, string MerchantId, string WebhookId)
{
    /// <summary>Whether PayPal itself is asked about each call, instead of checking its signature here.</summary>
    public bool AsksPayPal { get; init; }

    /// <summary>Whether the customer must tell an address.</summary>
    public bool WantsAddress { get; init; }

    /// <summary>The name on PayPal's page; null: the account's own.</summary>
    public string? Brand { get; init; }

    /// <summary>Whether IPN messages are taken.</summary>
    public bool TakesIpn { get; init; }
}
