using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Lobster.Tests.Compute.CloudStack;

/// <summary>One command as the fake reads it from a query or a form, and the check of its signature, written after the server's own.</summary>
internal sealed class CloudStackFakeCall
{
    private const string Unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.*";
    private readonly SortedDictionary<string, string> parameters = new(StringComparer.Ordinal);

    private CloudStackFakeCall(string text)
    {
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = part.Split('=', 2) is [var n, var v] ? (n, v) : (part, "");
            parameters[Decode(name)] = Decode(value);
        }
    }

    public string Command => this["command"] ?? "";

    public string? this[string name] => parameters.FirstOrDefault(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public static CloudStackFakeCall Read(string query, string body) => new(query.TrimStart('?') + "&" + body);

    public int Number(string name, int otherwise) => int.TryParse(this[name], CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>Whether the signature is that of this key, and not too old.</summary>
    public bool IsSigned(string apiKey, string secretKey, DateTimeOffset now)
    {
        if (this["apiKey"] != apiKey || this["signature"] is not { } signature) return false;
        if (this["signatureversion"] == "3" && !(Expires() is { } expires && expires >= now && expires <= now + TimeSpan.FromMinutes(15))) return false;
        var unsigned = string.Join('&', parameters.Where(p => !p.Key.Equals("signature", StringComparison.OrdinalIgnoreCase)).Select(p => $"{p.Key}={Encode(p.Value)}"));
#pragma warning disable CA5350 // It is what the server does.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secretKey), Encoding.UTF8.GetBytes(unsigned.ToLowerInvariant()))) == signature;
#pragma warning restore CA5350
    }

    private DateTimeOffset? Expires() => DateTimeOffset.TryParse(this["expires"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    // As java.net.URLEncoder, with %20 for a space.
    private static string Encode(string value) => string.Concat(Encoding.UTF8.GetBytes(value).Select(b => Unreserved.Contains((char)b) ? ((char)b).ToString() : $"%{b:X2}"));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
