using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lobster.Backends.Payments.Coinbase;

/// <summary>
/// Makes the token of one request (https://docs.cdp.coinbase.com/get-started/authentication/jwt-authentication): signed with ES256, for one method and path, good for two
/// minutes, never used twice.
/// </summary>
internal sealed class CoinbaseToken(CoinbaseKey key, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(120);

    // Our clock may be a little ahead of Coinbase's.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    /// <summary>The token for a request.</summary>
    public string Make(HttpMethod method, Uri address)
    {
        var now = time.GetUtcNow();
        using var secret = key.Open();
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "JWT",
            Issuer = "cdp",
            NotBefore = (now - Skew).UtcDateTime,
            // Two minutes from its own beginning, which is all that Coinbase allows.
            Expires = (now - Skew + Life).UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = key.Id, ["uri"] = $"{method} {address.Authority}{address.AbsolutePath}" },
            AdditionalHeaderClaims = new Dictionary<string, object> { ["nonce"] = RandomNumberGenerator.GetHexString(32, lowercase: true) },
            // A kept provider would outlive the key that is disposed here.
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(secret) { KeyId = key.Id }, SecurityAlgorithms.EcdsaSha256)
            {
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            },
        });
    }
}
