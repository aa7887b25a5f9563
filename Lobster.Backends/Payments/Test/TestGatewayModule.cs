using Lobster.Core.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Payments.Test;

/// <summary>Registers the test gateway.</summary>
public static class TestGatewayModule
{
    /// <summary>Adds the gateway and its player. Only to be called in Development.</summary>
    public static IServiceCollection AddTestGateway(this IServiceCollection services, TestGatewayOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<TestGateway>();
        services.AddSingleton<IPaymentGateway>(s => s.GetRequiredService<TestGateway>());
        services.AddHttpClient<TestGatewayPlayer>();
        return services;
    }
}
