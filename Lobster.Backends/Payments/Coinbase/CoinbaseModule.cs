using Lobster.Backends.Http;
using Lobster.Core.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Payments.Coinbase;

/// <summary>Registers Coinbase.</summary>
public static class CoinbaseModule
{
    /// <summary>Adds gateways of the type <c>coinbase</c>.</summary>
    public static IServiceCollection AddCoinbase(this IServiceCollection services) => services.AddProviderHttp().AddSingleton<IGatewayFactory, CoinbaseFactory>();
}
