using Lobster.Backends;
using Lobster.Backends.Compute.Sandbox;
using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Reconciliation;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines.Operations;
using Lobster.Web.Seeding;

namespace Lobster.Web.Configuration;

/// <summary>The use cases, the business clock and the backends of the program.</summary>
internal static class PanelModule
{
    private const string SpeedKey = "Lobster:Development:ClockSpeed";

    /// <summary>Registers them.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static WebApplicationBuilder AddPanel(this WebApplicationBuilder builder)
    {
        var operations = builder.Configuration.GetSection(OperationOptions.Section).Get<OperationOptions>() ?? new();
        var reconcile = builder.Configuration.GetSection(ReconcileOptions.Section).Get<ReconcileOptions>() ?? new();
        var fetch = builder.Configuration.GetSection(FetchOptions.Section).Get<FetchOptions>() ?? new();
        if (operations.Problems().Concat(reconcile.Problems()).Concat(fetch.Problems()).FirstOrDefault() is { } problem) throw new SettingException(problem);
        builder.Services.AddSingleton(reconcile).AddSingleton(operations).AddSingleton(fetch).AddSingleton(new ClockSettings(Speed(builder)));
        builder.Services.AddSingleton(s => new BusinessClock(s.GetRequiredService<TimeProvider>()));
        builder.Services.AddLobsterCore();
        builder.Services.AddLobsterBackends();
        builder.Services.Configure<SandboxHostOptions>(o => o.DataDirectory =
            builder.Configuration["Lobster:Sandbox:DataDirectory"] ?? Path.Combine(builder.Environment.ContentRootPath, "data"));
        return builder;
    }

    /// <summary>Sets the business clock and, where asked for, fills an empty panel with something to try.</summary>
    public static async Task PreparePanelAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await services.StartClockAsync(cancellationToken);
        if (services.GetRequiredService<StoreSettings>().Provider == DatabaseProvider.Sqlite)
        {
            await services.GetRequiredService<OperationClaims>().ReleaseAllAsync(cancellationToken);
            await services.GetRequiredService<SweepGate>().ReleaseAllAsync(cancellationToken);
        }

        await using var scope = services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<DemoSeed>(scope.ServiceProvider).RunAsync(cancellationToken);
    }

    /// <summary>Ties business time to system time.</summary>
    public static async Task StartClockAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        var anchor = await ClockStore.StartAsync(
            services.GetRequiredService<Transactions>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ClockSettings>().Speed, cancellationToken);
        if (anchor is not null) services.GetRequiredService<BusinessClock>().Follow(anchor);
    }

    private static int Speed(WebApplicationBuilder builder)
    {
        var text = builder.Configuration[SpeedKey];
        if (text is null) return 1;
        if (!builder.Environment.IsDevelopment()) throw new SettingException($"{SpeedKey} is set, but the time machine runs in Development only.");
        return int.TryParse(text, out var speed) && speed is >= 1 and <= 100_000
            ? speed
            : throw new SettingException($"{SpeedKey} is {text}, but must be a whole number from 1 to 100000.");
    }
}
