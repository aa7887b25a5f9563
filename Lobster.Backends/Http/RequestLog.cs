using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Lobster.Backends.Http;

/// <summary>
/// Writes a line and a metric for each request: who, method, path, status, time. Never queries, headers or bodies, since providers keep keys, signatures and
/// passwords in all three.
/// </summary>
internal sealed class RequestLog(string provider, ILogger log, TimeProvider time) : DelegatingHandler
{
    private static readonly Meter Meter = new("Lobster.Backends");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("lobster.backend.request.duration", "s", "Requests to providers.");

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var outcome = "failed";
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            outcome = ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return response;
        }
        finally
        {
            var took = time.GetElapsedTime(began);
            Durations.Record(took.TotalSeconds, new KeyValuePair<string, object?>("provider", provider), new KeyValuePair<string, object?>("outcome", outcome));
            log.LogDebug("{Provider}: {Method} {Path} {Outcome} in {Milliseconds} ms", provider, request.Method, request.RequestUri?.AbsolutePath, outcome, (long)took.TotalMilliseconds);
        }
    }
}
