using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Standing;
using Lobster.Web.Live;
using Lobster.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

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
        if (store.Provider == DatabaseProvider.PostgreSQL) builder.Services.AddHostedService<OtherPanels>();
        builder.Services.AddOptions<BillingOptions>().BindConfiguration(BillingOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<BillingOptions>, BillingSettings>();
        builder.Services.AddSingleton(s => s.GetRequiredService<IOptions<BillingOptions>>().Value);
        builder.Services.AddOptions<StandingOptions>().BindConfiguration(StandingOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<StandingOptions>, StandingSettings>();
        builder.Services.AddSingleton(s => s.GetRequiredService<IOptions<StandingOptions>>().Value);
        builder.Services.AddSingleton<FactsCell>();
        builder.Services.AddSingleton(s => s.GetRequiredService<FactsCell>().Facts);
        return builder.AddKeyRing();
    }

    /// <summary>
    /// Checks all settings, upgrades the schema, checks that the stored secrets can be read and that the settings fit what was fixed at
    /// the first start. Runs before the program serves, works or does a verb.
    /// </summary>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    /// <exception cref="SettingException">The master key is not this database's.</exception>
    /// <exception cref="SchemaTooNewException">A newer program has upgraded the database.</exception>
    public static async Task PrepareStoreAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        services.GetService<IStartupValidator>()?.Validate();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Lobster.Web.Configuration.Store");
        await using (var db = await services.GetRequiredService<IDbContextFactory<LobsterDbContext>>().CreateDbContextAsync(cancellationToken))
        {
            var applied = await SchemaUpgrade.RunAsync(db, services.GetRequiredService<TimeProvider>(), cancellationToken);
            if (applied.Count > 0) log.LogInformation("Database schema upgraded: {Migrations}", string.Join(", ", applied));
        }
        await services.CheckKeyRingAsync(cancellationToken);
        await Roles.EnsureAsync(services.GetRequiredService<Transactions>(), cancellationToken);
        services.GetRequiredService<FactsCell>().Facts = await LoadFactsAsync(services, cancellationToken);
    }

    private static async Task<PanelFacts> LoadFactsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            return await PanelFactsStore.LoadAsync(services.GetRequiredService<Transactions>(), services.GetRequiredService<BillingOptions>(), cancellationToken);
        }
        catch (InvalidOperationException e) when (e.Message.StartsWith(BillingOptions.Section, StringComparison.Ordinal))
        {
            throw new SettingException(e.Message);
        }
    }
}
