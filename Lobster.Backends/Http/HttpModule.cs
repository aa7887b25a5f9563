using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lobster.Backends.Http;

/// <summary>Registers what HTTP providers share.</summary>
internal static class HttpModule
{
    /// <summary>Adds it once, however many providers ask.</summary>
    public static IServiceCollection AddProviderHttp(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RequestBuckets>();
        services.TryAddSingleton<ProviderClients>();
        return services;
    }
}
