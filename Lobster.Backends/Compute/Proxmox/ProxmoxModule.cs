using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>Registers Proxmox VE.</summary>
public static class ProxmoxModule
{
    /// <summary>Adds regions of the type <c>proxmox</c>.</summary>
    public static IServiceCollection AddProxmox(this IServiceCollection services) => services.AddProviderHttp().AddSingleton<IBackendFactory, ProxmoxFactory>();
}
