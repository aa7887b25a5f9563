using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Compute.Gce;

/// <summary>Registers Google Compute Engine.</summary>
public static class GceModule
{
    /// <summary>Adds regions of the type <c>gce</c>.</summary>
    public static IServiceCollection AddGce(this IServiceCollection services) => services.AddProviderHttp().AddSingleton<IBackendFactory, GceFactory>();
}
