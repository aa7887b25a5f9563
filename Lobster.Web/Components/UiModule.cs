using Lobster.Core;
using Lobster.Web.Components.Layout;
using Lobster.Web.Components.Panel.Consoles;
using Lobster.Web.Components.Panel.Machines;
using Lobster.Web.Components.Public;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MudBlazor;
using MudBlazor.Services;

namespace Lobster.Web.Components;

/// <summary>Everything the pages stand on: Blazor, MudBlazor, words, formats, the shell.</summary>
public static class UiModule
{
    private static readonly string[] Cultures = ["en"];

    /// <summary>Registers the panel's front end.</summary>
    public static IServiceCollection AddLobsterUi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            mud.SnackbarConfiguration.MaxDisplayedSnackbars = 3;
            mud.SnackbarConfiguration.SnackbarVariant = Variant.Text;
        });
        services.AddLocalization(o => o.ResourcesPath = "Resources");
        services.Configure<RequestLocalizationOptions>(o => o.SetDefaultCulture(Cultures[0]).AddSupportedCultures(Cultures).AddSupportedUICultures(Cultures));
        services.AddOptions<Brand>().Bind(configuration.GetSection("Lobster:Brand"));
        services.TryAddSingleton(s => s.GetRequiredService<IOptions<Brand>>().Value);
        services.TryAddSingleton(PanelCurrency.Of(configuration["Lobster:Billing:Currency"] ?? "USD"));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(s => new BusinessClock(s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IShellFeed, ShellFeed>();
        services.TryAddSingleton<IPriceList, PanelPrices>();
        services.AddScoped<Formats>().AddScoped<Visitor>();
        services.AddScoped<MachineActs>();
        services.AddSingleton(s => new ConsoleFiles(s.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider));
        services.AddCascadingAuthenticationState();
        return services;
    }

    /// <summary>Puts the panel's pages on the pipeline, after authentication.</summary>
    public static WebApplication MapLobsterUi(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        // The one policy of this panel says who may embed it; a second header would only make two of it.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }
}
