using System.Diagnostics.Metrics;
using System.Net;
using Lobster.Web.Observability;

namespace Lobster.Web.Webhooks;

/// <summary>Counts deliveries by gateway and outcome, and logs what was rejected, without its body.</summary>
internal sealed class WebhookCounters : IDisposable
{
    private readonly RejectionLimit limit = new();
    private readonly Counter<long> deliveries;
    private readonly ILogger<WebhookCounters> log;

    public WebhookCounters(IMeterFactory meters, ILogger<WebhookCounters> log)
    {
        deliveries = meters.Create(PanelMetrics.MeterName).CreateCounter<long>("lobster.webhook.deliveries", "{delivery}", "Calls of payment gateways by outcome.");
        this.log = log;
    }

    /// <summary>Stored, or known already.</summary>
    public void Accepted(string gateway, bool isNew) => Count(gateway, isNew ? "stored" : "repeated");

    /// <summary>Not genuine.</summary>
    /// <returns>Whether it is to be written down; not when its address has sent too many.</returns>
    public bool Rejected(string gateway, string why, IPAddress? address)
    {
        Count(gateway, "rejected");
        if (!limit.MayWrite(address)) return false;
        log.LogWarning("A call to the webhook of {Gateway} from {Address} was rejected: {Why}", gateway, address, why);
        return true;
    }

    /// <summary>Whether it is genuine could not be told.</summary>
    public void Undecided(string gateway, string why)
    {
        Count(gateway, "undecided");
        log.LogWarning("A call to the webhook of {Gateway} cannot be checked now, the gateway is asked to try again: {Why}", gateway, why);
    }

    /// <summary>Genuine, and we failed.</summary>
    public void NotStored(string gateway, Exception e)
    {
        Count(gateway, "not stored");
        log.LogError(e, "A delivery of {Gateway} could not be stored; the gateway is asked to try again", gateway);
    }

    /// <inheritdoc/>
    public void Dispose() => limit.Dispose();

    private void Count(string gateway, string outcome) =>
        deliveries.Add(1, new KeyValuePair<string, object?>("gateway", gateway), new KeyValuePair<string, object?>("outcome", outcome));
}
