using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>Registers the sandbox.</summary>
public static class SandboxModule
{
    /// <summary>
    /// Adds the backend type "sandbox". Needs a <see cref="TimeProvider"/> and a <see cref="Core.BusinessClock"/> in the container; the
    /// folder of its files is <see cref="SandboxHostOptions.DataDirectory"/>, its switches for tests are <see cref="SandboxFaults"/>.
    /// </summary>
    public static IServiceCollection AddSandbox(this IServiceCollection services)
    {
        services.AddOptions<SandboxHostOptions>();
        services.AddSingleton<SandboxFaults>();
        services.AddSingleton<SandboxTerminals>();
        services.AddHostedService(provider => provider.GetRequiredService<SandboxTerminals>());
        services.AddSingleton<SandboxScreens>();
        services.AddHostedService(provider => provider.GetRequiredService<SandboxScreens>());
        services.AddSingleton<IBackendFactory, SandboxFactory>();
        return services;
    }
}
