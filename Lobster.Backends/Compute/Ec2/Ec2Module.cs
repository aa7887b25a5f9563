using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>Registers Amazon EC2.</summary>
public static class Ec2Module
{
    /// <summary>Adds regions of the type <c>ec2</c>.</summary>
    public static IServiceCollection AddEc2(this IServiceCollection services) => services.AddProviderHttp().AddSingleton<IBackendFactory, Ec2Factory>();
}
