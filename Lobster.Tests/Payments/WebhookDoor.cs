using System.Diagnostics.Metrics;
using Lobster.Core.Payments;
using Lobster.Web.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Payments;

/// <summary>The panel's own endpoint for calls, without a socket before it.</summary>
internal static class WebhookDoor
{
    /// <summary>Sends a call and answers the status.</summary>
    public static async Task<int> KnockAsync(string type, PaymentGateways gateways, PaymentInbox inbox, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var counters = new WebhookCounters(services.GetRequiredService<IMeterFactory>(), NullLogger<WebhookCounters>.Instance);
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(body.ToArray()) } };
        foreach (var (name, value) in headers) context.Request.Headers[name] = value;
        var answer = await WebhookEndpoint.TakeAsync(type, context, gateways, inbox, counters, new WebhookWord(), CancellationToken.None);
        return Assert.IsType<IStatusCodeHttpResult>(answer.Result, exactMatch: false).StatusCode ?? 0;
    }
}
