using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Lobster.Backends.Payments.BtcPay;
using Lobster.Tests.Payments.Crypto;

namespace Lobster.Tests.Payments.BtcPay;

/// <summary>The scene of BTCPay Server.</summary>
internal static class BtcPayScene
{
    public static Dictionary<string, string> Form => new()
    {
        ["address"] = BtcPayFake.Address, ["storeId"] = BtcPayFake.Store, ["apiKey"] = BtcPayFake.Key, ["webhookSecret"] = BtcPayFake.Secret,
    };

    public static Task<CryptoScene> OpenAsync(BtcPayFake api) => CryptoScene.CreateAsync(api, BtcPayModule.AddBtcPay, Form);

    /// <summary>Sends an event as the server does.</summary>
    public static Task<int> SendAsync(this CryptoScene scene, string type, string invoice, string? reference, string delivery = "delivery-1", string store = BtcPayFake.Store)
    {
        var body = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["deliveryId"] = delivery, ["originalDeliveryId"] = delivery, ["type"] = type, ["storeId"] = store, ["invoiceId"] = invoice, ["metadata"] = new JsonObject { ["orderId"] = reference },
        }.ToJsonString());
        return scene.CallAsync(new Dictionary<string, string> { ["BTCPay-Sig"] = Sign(body) }, body);
    }

    public static string Sign(byte[] body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(BtcPayFake.Secret), body));
}
