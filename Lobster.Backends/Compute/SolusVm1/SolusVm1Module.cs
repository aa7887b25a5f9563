using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>Registers SolusVM 1.</summary>
public static class SolusVm1Module
{
    /// <summary>Adds regions of the type <c>solusvm1</c>.</summary>
    public static IServiceCollection AddSolusVm1(this IServiceCollection services) => services.AddProviderHttp().AddSingleton<IBackendFactory, SolusVm1Factory>();
}
