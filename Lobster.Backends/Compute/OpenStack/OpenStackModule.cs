using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>Registers OpenStack.</summary>
public static class OpenStackModule
{
    /// <summary>Adds regions of the type <c>openstack</c>.</summary>
    public static IServiceCollection AddOpenStack(this IServiceCollection services) => services.AddProviderHttp().AddSingleton<IBackendFactory, OpenStackFactory>();
}
