using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Compute.Vultr;

/// <summary>Registers Vultr.</summary>
public static class VultrModule
{
    /// <summary>Adds regions of the type <c>vultr</c>.</summary>
    public static IServiceCollection AddVultr(this IServiceCollection services) => services.AddProviderHttp().AddSingleton<IBackendFactory, VultrFactory>();
}
