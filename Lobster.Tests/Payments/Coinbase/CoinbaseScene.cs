using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Lobster.Backends.Payments.Coinbase;
using Lobster.Tests.Payments.Crypto;

namespace Lobster.Tests.Payments.Coinbase;

/// <summary>The scene of Coinbase.</summary>
internal static class CoinbaseScene
{
    public static Dictionary<string, string> Form => new() { ["keyId"] = CoinbaseFake.KeyId, ["privateKey"] = CoinbaseFake.Pem, ["webhookSecret"] = CoinbaseFake.Secret };

    public static async Task<CryptoScene> OpenAsync(CoinbaseFake api, bool isSandbox = false)
    {
        var form = Form;
        if (isSandbox) form["sandbox"] = "true";
        var scene = await CryptoScene.CreateAsync(api, CoinbaseModule.AddCoinbase, form);
        api.Time = scene.Database.Time;
        return scene;
    }

    /// <summary>Sends an event as Coinbase does.</summary>
    public static Task<int> SendAsync(this CryptoScene scene, string type, JsonObject checkout, string eventId)
    {
        var copy = (JsonObject)checkout.DeepClone();
        copy["eventType"] = type;
        var body = Encoding.UTF8.GetBytes(copy.ToJsonString());
        return scene.CallAsync(Headers(scene, body, "x-event-id", eventId), body);
    }

    /// <summary>The headers of a call.</summary>
    /// <param name="scene">Whose clock.</param>
    /// <param name="body">What is signed.</param>
    /// <param name="names">Which headers the signature covers.</param>
    /// <param name="eventId">The event's id; null: there is none.</param>
    public static Dictionary<string, string> Headers(CryptoScene scene, byte[] body, string names, string? eventId)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" };
        if (eventId is not null) headers["X-Event-Id"] = eventId;
        var seconds = scene.Database.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var values = string.Join('.', names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => headers.GetValueOrDefault(n, "")));
        byte[] text = [.. Encoding.UTF8.GetBytes($"{seconds}.{names}.{values}."), .. body];
        headers["X-Hook0-Signature"] = $"t={seconds},h={names},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(CoinbaseFake.Secret), text))}";
        return headers;
    }
}
