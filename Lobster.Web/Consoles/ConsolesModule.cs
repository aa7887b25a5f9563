using Lobster.Core.Consoles;
using Lobster.Web.Configuration;
using Microsoft.AspNetCore.Mvc;

namespace Lobster.Web.Consoles;

/// <summary>The relay between browsers and machines' consoles.</summary>
internal static class ConsolesModule
{
    /// <summary>Registers it with the settings under <c>Lobster:Console</c>.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static WebApplicationBuilder AddConsoles(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(ConsoleOptions.Section).Get<ConsoleOptions>() ?? new();
        if (options.Problems().FirstOrDefault() is { } problem) throw new SettingException(problem);
        builder.Services.AddSingleton(options).AddSingleton<RunningConsoles>().AddSingleton<ConsoleMetrics>().AddSingleton<ConsoleRelay>().AddSingleton<ConsoleEndpoint>();
        builder.Services.AddHostedService<ConsoleWatch>();
        return builder;
    }

    /// <summary>Maps the WebSocket, which wants a bare status and no page about it.</summary>
    public static void MapConsoles(this WebApplication app) =>
        app.MapGet(ConsoleEndpoint.Path, (HttpContext http, long id, ConsoleEndpoint endpoint) => endpoint.ConnectAsync(http, id))
            .AllowAnonymous().ExcludeFromDescription().WithMetadata(new SkipStatusCodePagesAttribute());
}
