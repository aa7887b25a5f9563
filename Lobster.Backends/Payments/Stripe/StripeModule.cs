using Lobster.Backends.Http;
using Lobster.Core.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>Registers Stripe.</summary>
public static class StripeModule
{
    /// <summary>Adds the gateway of the type <c>stripe</c>.</summary>
    public static IServiceCollection AddStripe(this IServiceCollection services) => services.AddProviderHttp().AddSingleton<IGatewayFactory, StripeFactory>();
}
