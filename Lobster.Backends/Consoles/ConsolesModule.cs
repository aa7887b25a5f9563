using Lobster.Core.Consoles;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Consoles;

/// <summary>Registers the ways to consoles.</summary>
public static class ConsolesModule
{
    /// <summary>Adds the <see cref="IConsoleDialer"/>. Needs <see cref="HostKeys"/>.</summary>
    public static IServiceCollection AddConsoleDialer(this IServiceCollection services) => services.AddSingleton<SshDialer>().AddSingleton<IConsoleDialer, ConsoleDialer>();
}
