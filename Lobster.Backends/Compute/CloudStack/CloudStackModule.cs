using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>Registers CloudStack.</summary>
public static class CloudStackModule
{
    /// <summary>Adds regions of the type <c>cloudstack</c>.</summary>
    public static IServiceCollection AddCloudStack(this IServiceCollection services) => services.AddProviderHttp().AddSingleton<IBackendFactory, CloudStackFactory>();
}
