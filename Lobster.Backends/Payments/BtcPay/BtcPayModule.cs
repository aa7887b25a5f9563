using Lobster.Backends.Http;
using Lobster.Core.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Payments.BtcPay;

/// <summary>Registers BTCPay Server.</summary>
public static class BtcPayModule
{
    /// <summary>Adds gateways of the type <c>btcpay</c>.</summary>
    public static IServiceCollection AddBtcPay(this IServiceCollection services) => services.AddProviderHttp().AddSingleton<IGatewayFactory, BtcPayFactory>();
}
