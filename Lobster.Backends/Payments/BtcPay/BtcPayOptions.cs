using System.Text;

namespace Lobster.Backends.Payments.BtcPay;

/// <summary>What a BTCPay Server is set to; <see cref="BtcPayFields"/> tells what each is.</summary>
/// <param name="Address">The server's root, which ends with a slash.</param>
/// <param name="StoreId">The store that takes the money.</param>
/// <param name="WebhookSecret">What calls are signed with; never empty.</param>
/// <param name="Speed">BTCPay's name of how many confirmations make a payment count.</param>
/// <param name="Minutes">How long an invoice can be paid.</param>
internal sealed record BtcPayOptions(Uri Address, string StoreId, byte[] WebhookSecret, string Speed, int Minutes)
{
    /// <summary>Reads checked options.</summary>
    public static BtcPayOptions Read(FilledForm form) =>
        new(form.Address("address"), form.Text("storeId"), Encoding.UTF8.GetBytes(form.Text("webhookSecret")), form.Text("speed"), form.Number("minutes"));

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"store {StoreId} at {Address}";
}
