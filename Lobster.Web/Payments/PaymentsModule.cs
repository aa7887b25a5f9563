using Lobster.Backends.Payments.Test;
using Lobster.Core.Payments;
using Lobster.Web.Configuration;
using Lobster.Web.Exports;
using Lobster.Web.Receipts;
using Lobster.Web.Webhooks;
using Microsoft.AspNetCore.Diagnostics;

namespace Lobster.Web.Payments;

/// <summary>Adding credit: gateways, inbox, worker, webhooks.</summary>
internal static class PaymentsModule
{
    /// <summary>Registers payments and the gateways that are switched on.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static WebApplicationBuilder AddPayments(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var test = builder.Configuration.GetSection(TestGatewayOptions.Section).Get<TestGatewayOptions>() ?? new();
        var isDevelopment = builder.Environment.IsDevelopment();
        if (test.Problems(isDevelopment).FirstOrDefault() is { } problem) throw new SettingException(problem);
        if (isDevelopment && test.Enabled != false) services.AddTestGateway(test);
        var options = builder.Configuration.GetSection(PaymentOptions.Section).Get<PaymentOptions>() ?? new();
        if (options.Problems().FirstOrDefault() is { } wrong) throw new SettingException(wrong);
        services.AddSingleton(options);
        services.AddSingleton(new PanelMode(isDevelopment));
        services.AddPaymentUseCases();
        services.AddReceipts();
        services.AddSingleton<IPaymentLetters, PaymentLetters>().AddSingleton<IDifferenceLetters, DifferenceLetters>();
        services.AddSingleton<WebhookCounters>();
        services.AddSingleton<WebhookWord>();
        services.AddHttpClient<WebhookSelfCheck>().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<OwnAddress>();
        services.AddHostedService<PaymentWorkerHost>();
        return builder;
    }

    /// <summary>Maps the webhooks (no cookie, no antiforgery token, no page around an error), the receipts and the tables.</summary>
    public static WebApplication MapPayments(this WebApplication app)
    {
        app.MapPost("/webhooks/{gateway}", WebhookEndpoint.TakeAsync)
            .AllowAnonymous().DisableAntiforgery().ExcludeFromDescription()
            .AddEndpointFilter(async (invocation, next) =>
            {
                if (invocation.HttpContext.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
                return await next(invocation);
            });
        app.MapReceipts();
        app.MapExports();
        return app;
    }
}
