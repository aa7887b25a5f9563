using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Compute.Linode;

/// <summary>Registers Linode.</summary>
public static class LinodeModule
{
    /// <summary>Adds regions of the type <c>linode</c>.</summary>
    public static IServiceCollection AddLinode(this IServiceCollection services) => services.AddProviderHttp().AddSingleton<IBackendFactory, LinodeFactory>();
}
