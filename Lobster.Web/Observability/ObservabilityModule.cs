using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Lobster.Web.Observability;

/// <summary>Metrics, traces, and the answers to "are you alive" and "can you work".</summary>
internal static class ObservabilityModule
{
    /// <summary>Registers metrics and traces. Traces and metrics are also sent by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
    public static WebApplicationBuilder AddObservability(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ObservabilityOptions>().BindConfiguration(ObservabilityOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ObservabilityOptions>, ObservabilityOptions>();
        services.AddSingleton<PanelReadings>();
        services.AddSingleton<PanelMetrics>();
        services.AddSingleton<Readiness>();
        services.AddHostedService<MetricsSampler>();
        var sends = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        services.AddOpenTelemetry()
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(PanelMetrics.MeterName).AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddPrometheusExporter();
                if (sends) metrics.AddOtlpExporter();
            })
            .WithTracing(traces =>
            {
                traces.AddSource(PanelMetrics.MeterName).AddAspNetCoreInstrumentation();
                if (sends) traces.AddOtlpExporter();
            });
        return builder;
    }

    /// <summary>Maps <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c>.</summary>
    public static WebApplication MapObservability(this WebApplication app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("alive")).AllowAnonymous().ExcludeFromDescription().DisableHttpMetrics();
        app.MapGet("/readyz", ReadyAsync).AllowAnonymous().ExcludeFromDescription().DisableHttpMetrics();
        app.MapPrometheusScrapingEndpoint("/metrics", null, branch => branch.UseMiddleware<MetricsAccess>(), null)
            .AllowAnonymous().DisableHttpMetrics();
        return app;
    }

    private static async Task<Results<Ok<ReadinessReport>, JsonHttpResult<ReadinessReport>>> ReadyAsync(Readiness readiness, CancellationToken cancellationToken)
    {
        var report = await readiness.CheckAsync(cancellationToken);
        return report.Ready ? TypedResults.Ok(report) : TypedResults.Json(report, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
