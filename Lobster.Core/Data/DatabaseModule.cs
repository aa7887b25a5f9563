using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Data;

/// <summary>Registers the database, its transactions and the in-process live feed.</summary>
public static class DatabaseModule
{
    /// <summary>Adds a factory of <see cref="LobsterDbContext"/>, a scoped one for libraries that want it so, and <see cref="Transactions"/>.</summary>
    /// <param name="services">Where to add.</param>
    /// <param name="provider">Which database.</param>
    /// <param name="connectionString">How to reach it.</param>
    public static IServiceCollection AddLobsterDatabase(this IServiceCollection services, DatabaseProvider provider, string connectionString)
    {
        services.Configure<Microsoft.AspNetCore.Identity.IdentityOptions>(IdentitySchema.Set);
        if (provider == DatabaseProvider.Sqlite) services.AddSqlite(connectionString);
        else services.AddPostgres(connectionString);
        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<LobsterDbContext>>().CreateDbContext());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(NodeName.Create());
        services.TryAddSingleton<LocalLiveFeed>();
        services.TryAddSingleton<ILiveFeed>(s => s.GetRequiredService<LocalLiveFeed>());
        return services.AddSingleton<Transactions>();
    }

    private static void AddSqlite(this IServiceCollection services, string connectionString)
    {
        services.AddDbContextFactory<SqliteLobsterDbContext>(o => o.UseSqlite(connectionString));
        services.AddSingleton<IDbContextFactory<LobsterDbContext>, BaseContextFactory<SqliteLobsterDbContext>>();
    }

    private static void AddPostgres(this IServiceCollection services, string connectionString)
    {
        services.AddDbContextFactory<PostgresLobsterDbContext>(o => o.UseNpgsql(connectionString));
        services.AddSingleton<IDbContextFactory<LobsterDbContext>, BaseContextFactory<PostgresLobsterDbContext>>();
        services.AddSingleton(s => new PostgresListener(
            connectionString, s.GetRequiredService<LocalLiveFeed>(), s.GetRequiredService<NodeName>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<PostgresListener>>()));
    }
}
