using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>Registers DigitalOcean.</summary>
public static class DigitalOceanModule
{
    /// <summary>Adds regions of the type <c>digitalocean</c>.</summary>
    public static IServiceCollection AddDigitalOcean(this IServiceCollection services) => services.AddProviderHttp().AddSingleton<IBackendFactory, DigitalOceanFactory>();
}
