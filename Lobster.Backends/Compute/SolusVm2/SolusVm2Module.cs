using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>Registers SolusVM 2.</summary>
public static class SolusVm2Module
{
    /// <summary>Adds regions of the type <c>solusvm2</c>.</summary>
    public static IServiceCollection AddSolusVm2(this IServiceCollection services) => services.AddProviderHttp().AddSingleton<IBackendFactory, SolusVm2Factory>();
}
