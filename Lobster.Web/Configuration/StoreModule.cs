using Lobster.Core.Data;
using Lobster.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Configuration;

/// <summary>The database of the program: registered from the settings, upgraded before anything uses it.</summary>
internal static class StoreModule
{
    /// <summary>Registers the database that the settings name, and the key ring in it.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static WebApplicationBuilder AddStore(this WebApplicationBuilder builder)
    {
        var store = StoreSettings.Read(builder.Configuration, builder.Environment.ContentRootPath);
        builder.Services.AddSingleton(store);
        builder.Services.AddLobsterDatabase(store.Provider, store.ConnectionString);
        return builder.AddKeyRing();
    }

    /// <summary>Upgrades the schema and checks that the stored secrets can be read. Runs before the program serves or works.</summary>
    /// <exception cref="SettingException">The master key is not this database's.</exception>
    /// <exception cref="SchemaTooNewException">A newer program has upgraded the database.</exception>
    public static async Task PrepareStoreAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Lobster.Web.Configuration.Store");
        await using (var db = await services.GetRequiredService<IDbContextFactory<LobsterDbContext>>().CreateDbContextAsync(cancellationToken))
        {
            var applied = await SchemaUpgrade.RunAsync(db, services.GetRequiredService<TimeProvider>(), cancellationToken);
            if (applied.Count > 0) log.LogInformation("Database schema upgraded: {Migrations}", string.Join(", ", applied));
        }
        await services.CheckKeyRingAsync(cancellationToken);
    }
}
