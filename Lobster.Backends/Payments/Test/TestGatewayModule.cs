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
        services.AddSingleton<TestBank>();
        services.AddSingleton<TestGateway>();
        services.AddSingleton(s => new BuiltInGateway(TestGateway.GatewayName, TestGateway.Label, s.GetRequiredService<TestGateway>()));
        services.AddHttpClient<TestGatewayPlayer>();
        return services;
    }
}
