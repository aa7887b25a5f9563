using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Lobster.Core.Payments;

/// <summary>Encrypts a gateway's secrets for the database and reads them back, in memory only.</summary>
public sealed class GatewaySecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Lobster.Payments.Gateways");

    /// <summary>Encrypts; null when there is nothing to.</summary>
    public string? Protect(IReadOnlyDictionary<string, string> secrets) =>
        secrets.Count == 0 ? null : protector.Protect(JsonSerializer.Serialize(secrets));

    /// <summary>Decrypts.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key ring or the master key is not the one it was encrypted with.</exception>
    public IReadOnlyDictionary<string, string> Unprotect(string? stored) =>
        stored is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(protector.Unprotect(stored))!;
}
