using Lobster.Core.Data;
using Lobster.Web.Configuration;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Security;

/// <summary>Encryption at rest: the key ring lives in the database, wrapped by the master key file.</summary>
internal static class KeyRingModule
{
    /// <summary>Opens or makes the master key and registers Data Protection on it.</summary>
    /// <exception cref="SettingException">The master key cannot be used.</exception>
    public static WebApplicationBuilder AddKeyRing(this WebApplicationBuilder builder)
    {
        var path = builder.Configuration[$"{SecurityOptions.Section}:MasterKeyFile"] is { Length: > 0 } set ? set : new SecurityOptions().MasterKeyFile;
        var key = MasterKey.Open(Path.GetFullPath(path, builder.Environment.ContentRootPath), TimeProvider.System);
        builder.Services.AddSingleton(key);
        builder.Services.AddDataProtection()
            .SetApplicationName("Lobster")
            .PersistKeysToDbContext<LobsterDbContext>()
            .ProtectKeysWithCertificate(key.Certificate)
            .UnprotectKeysWithAnyCertificate(key.Certificate);
        return builder;
    }

    /// <summary>Refuses to go on when the stored key ring was wrapped by another master key: secrets would be lost for good with the next save.</summary>
    public static async Task CheckKeyRingAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var master = services.GetRequiredService<MasterKey>();
        await using var db = await services.GetRequiredService<IDbContextFactory<LobsterDbContext>>().CreateDbContextAsync(cancellationToken);
        if (!await db.DataProtectionKeys.AnyAsync(cancellationToken) || CanOpen(services))
        {
            // Makes the first key now; later it might be needed inside a transaction, where SQLite could not store it.
            services.GetRequiredService<IDataProtectionProvider>().CreateProtector("start").Protect([]);
            return;
        }
        if (master.IsNew) File.Delete(master.File);
        throw new SettingException(
            $"{SecurityOptions.Section}:MasterKeyFile {master.File} is not the one that this database was set up with; put that file back.");
    }

    private static bool CanOpen(IServiceProvider services)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var key in services.GetRequiredService<IKeyManager>().GetAllKeys().Where(k => !k.IsRevoked && k.ExpirationDate > now))
        {
            try
            {
                if (key.CreateEncryptor() is null) return false;
            }
            catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or InvalidOperationException)
            {
                return false;
            }
        }
        return true;
    }
}
