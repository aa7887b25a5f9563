using Lobster.Core.Data;
using Lobster.Web.Configuration;

namespace Lobster.Web.Backups;

/// <summary>Backup and restore.</summary>
internal static class BackupModule
{
    /// <summary>Registers the verbs; the database must be registered too.</summary>
    public static WebApplicationBuilder AddBackups(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IDatabaseCopy>(s => s.GetRequiredService<StoreSettings>().Provider == DatabaseProvider.Sqlite
            ? ActivatorUtilities.CreateInstance<SqliteCopy>(s) : ActivatorUtilities.CreateInstance<PostgresCopy>(s));
        builder.Services.AddSingleton<StoredSecrets>().AddSingleton<BackupVerb>().AddSingleton<RestoreVerb>();
        return builder;
    }
}
