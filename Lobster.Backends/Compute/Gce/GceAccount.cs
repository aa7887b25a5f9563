using System.Security.Cryptography;
using System.Text.Json;

namespace Lobster.Backends.Compute.Gce;

/// <summary>A service account, as the JSON key file says that Google's console hands out. A secret.</summary>
/// <param name="Project">The project that it belongs to, and in which machines are made.</param>
/// <param name="Email">Its name.</param>
/// <param name="PrivateKey">Its key, PKCS#8 as PEM.</param>
/// <param name="KeyId">Which of the account's keys it is; null when not told.</param>
/// <param name="TokenAddress">Where tokens are had.</param>
internal sealed record GceAccount(string Project, string Email, string PrivateKey, string? KeyId, Uri TokenAddress)
{
    private const string DefaultTokenAddress = "https://oauth2.googleapis.com/token";

    /// <summary>Reads a key file.</summary>
    /// <exception cref="FormatException">It is none; the message says why, and holds nothing of it.</exception>
    public static GceAccount Parse(string text)
    {
        var file = Read(text);
        if (file.Type is { } type && type != "service_account") throw new FormatException("These are credentials of another kind. Paste the JSON key file of a service account.");
        var key = Required(file.PrivateKey, "private_key");
        if (!IsRsaKey(key)) throw new FormatException("The private_key in the key file cannot be read. Paste the file as Google handed it out.");
        if (!Uri.TryCreate(file.TokenUri ?? DefaultTokenAddress, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            throw new FormatException("The token_uri in the key file is no address.");
        return new GceAccount(Required(file.ProjectId, "project_id"), Required(file.ClientEmail, "client_email"), key, file.PrivateKeyId, address);
    }

    /// <summary>Without the key, so that logging a record by accident leaks nothing.</summary>
    public override string ToString() => $"service account {Email}";

    private static GceKeyFile Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, GceJson.Default.GceKeyFile) ?? throw new FormatException("These credentials are empty.");
        }
        catch (JsonException)
        {
            // What the parser says would quote the file.
            throw new FormatException("These credentials are no JSON. Paste the whole JSON key file of a service account, from its first brace to its last.");
        }
    }

    private static string Required(string? value, string name) =>
        string.IsNullOrWhiteSpace(value) ? throw new FormatException($"The key file has no {name}. Paste the JSON key file of a service account as Google handed it out.") : value;

    private static bool IsRsaKey(string pem)
    {
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return false;
        }
    }
}
