using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lobster.Backends.Compute.LobsterPanel;

/// <summary>Registers other Lobsters.</summary>
public static class LobsterPanelModule
{
    /// <summary>Adds regions of the type <c>lobster</c>.</summary>
    public static IServiceCollection AddLobsterPanel(this IServiceCollection services)
    {
        services.AddProviderHttp().TryAddSingleton<LobsterPanelNonces>();
        return services.AddSingleton<IBackendFactory, LobsterPanelFactory>();
    }
}
