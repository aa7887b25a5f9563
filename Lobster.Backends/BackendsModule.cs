using Lobster.Backends.Compute.DigitalOcean;
using Lobster.Backends.Compute.Sandbox;
using Lobster.Backends.Compute.Vultr;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends;

/// <summary>Registers every backend there is, for the panel or for any other program.</summary>
public static class BackendsModule
{
    /// <summary>
    /// Adds an <see cref="Core.Compute.IBackendFactory"/> for each provider. The Sandbox among them needs a <see cref="TimeProvider"/> and a
    /// <see cref="Core.BusinessClock"/> once it is used.
    /// </summary>
    public static IServiceCollection AddLobsterBackends(this IServiceCollection services) => services.AddSandbox().AddDigitalOcean().AddVultr();
}
