using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.Gce;

/// <summary>A service account: its key file, and what Google knows of it.</summary>
internal sealed class GceFakeAccount
{
    public const string Email = "panel@demo.iam.gserviceaccount.com";
    public const string TokenAddress = "https://oauth2.googleapis.com/token";

    private readonly RSA key = RSA.Create(2048);

    /// <summary>The account of the tests.</summary>
    public static GceFakeAccount Ours { get; } = new();

    /// <summary>One that Google does not know.</summary>
    public static GceFakeAccount Withdrawn { get; } = new();

    /// <summary>The private key as the file has it.</summary>
    public string PrivateKey => key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>The JSON key file.</summary>
    public string File => KeyFile().ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    /// <summary>The key file, to be changed.</summary>
    public JsonObject KeyFile() => new()
    {
        ["type"] = "service_account", ["project_id"] = GceFake.Project, ["private_key_id"] = "0badc0de", ["private_key"] = PrivateKey, ["client_email"] = Email, ["client_id"] = "1",
        ["token_uri"] = TokenAddress,
    };

    /// <summary>Why an assertion is none of this account now; null: it is.</summary>
    public string? Problem(string assertion, DateTimeOffset now)
    {
        if (assertion.Split('.') is not [var header, var claims, var signature]) return "Bad assertion.";
        if (!key.VerifyData(Encoding.ASCII.GetBytes($"{header}.{claims}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) return "Invalid JWT Signature.";
        var (head, body) = (Read(header), Read(claims));
        if ((string?)head["alg"] != "RS256" || (string?)head["kid"] != "0badc0de") return "Bad header.";
        if ((string?)body["iss"] != Email || (string?)body["aud"] != TokenAddress) return "Bad issuer or audience.";
        if ((string?)body["scope"] != "https://www.googleapis.com/auth/compute https://www.googleapis.com/auth/monitoring.read") return "Bad scope.";
        var (issued, expires, at) = ((long)body["iat"]!, (long)body["exp"]!, now.ToUnixTimeSeconds());
        return issued > at || expires <= at || expires - issued > 3600 ? "Invalid JWT: Token must be a short-lived token and in a reasonable timeframe." : null;
    }

    private static JsonObject Read(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();
}
