using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>Registers Luna Node.</summary>
public static class LunaNodeModule
{
    /// <summary>Adds regions of the type <c>lunanode</c>.</summary>
    public static IServiceCollection AddLunaNode(this IServiceCollection services)
    {
        services.AddProviderHttp().TryAddSingleton<LunaNodeReplays>();
        return services.AddSingleton<IBackendFactory, LunaNodeFactory>();
    }
}
