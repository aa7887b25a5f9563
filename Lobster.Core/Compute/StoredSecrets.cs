using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Lobster.Core.Compute;

/// <summary>Encrypts the secrets of something that is set up by a form for the database and reads them back, in memory only. Safe from many threads.</summary>
/// <param name="protection">The key ring.</param>
/// <param name="purpose">Keeps what is encrypted for one thing from being read as another's.</param>
public abstract class StoredSecrets(IDataProtectionProvider protection, string purpose)
{
    private readonly IDataProtector protector = protection.CreateProtector(purpose);

    /// <summary>Encrypts; null when there is nothing to.</summary>
    public string? Protect(IReadOnlyDictionary<string, string> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        return secrets.Count == 0 ? null : protector.Protect(JsonSerializer.Serialize(secrets));
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="CryptographicException">The key ring or the master key is not the one it was encrypted with.</exception>
    public IReadOnlyDictionary<string, string> Unprotect(string? stored) =>
        stored is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(protector.Unprotect(stored))!;

    /// <summary>Decrypts for a form. What was written under another master key is as good as gone and must be entered again: none.</summary>
    internal IReadOnlyDictionary<string, string> UnprotectIfReadable(string? stored)
    {
        try
        {
            return Unprotect(stored);
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return new Dictionary<string, string>();
        }
    }
}
