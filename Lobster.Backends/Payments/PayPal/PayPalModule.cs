using Lobster.Backends.Http;
using Lobster.Core;
using Lobster.Core.Payments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>Registers PayPal.</summary>
public static class PayPalModule
{
    /// <summary>Adds gateways of the type <c>paypal</c>.</summary>
    public static IServiceCollection AddPayPal(this IServiceCollection services)
    {
        services.AddProviderHttp();
        services.TryAddSingleton(s => new BusinessClock(s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<PayPalCertificates>();
        return services.AddSingleton<IGatewayFactory, PayPalFactory>();
    }
}
