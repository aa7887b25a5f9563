using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Core.Consoles;

/// <summary>Registers consoles, on top of their options.</summary>
public static class ConsolesModule
{
    /// <summary>Adds the use cases and the sweep.</summary>
    public static IServiceCollection AddConsoles(this IServiceCollection services) => services
        .AddSingleton<ConsoleSecrets>().AddSingleton<ConsoleDesk>().AddSingleton<ConsoleGate>().AddSingleton<HostKeys>().AddSingleton<ConsoleSweep>();
}
