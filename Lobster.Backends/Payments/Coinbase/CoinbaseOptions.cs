using System.Text;

namespace Lobster.Backends.Payments.Coinbase;

/// <summary>What a Coinbase Business account is set to; <see cref="CoinbaseFields"/> tells what each is.</summary>
/// <param name="WebhookSecret">What calls are signed with; never empty.</param>
/// <param name="Minutes">How long a checkout can be paid.</param>
/// <param name="IsSandbox">Whether the money is play money.</param>
internal sealed record CoinbaseOptions(byte[] WebhookSecret, int Minutes, bool IsSandbox)
{
    /// <summary>Reads checked options.</summary>
    public static CoinbaseOptions Read(FilledForm form) => new(Encoding.UTF8.GetBytes(form.Text("webhookSecret")), form.Number("minutes"), form.Flag("sandbox"));

    /// <summary>Without the secret.</summary>
    public override string ToString() => IsSandbox ? "Coinbase, sandbox" : "Coinbase";
}
