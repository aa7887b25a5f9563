using System.Data.Common;
using Lobster.Core.Payments;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Webhooks;

/// <summary>Takes the calls of payment gateways: read the bytes, check the signature, store, commit, answer. The worker does the rest.</summary>
internal static class WebhookEndpoint
{
    /// <summary>One call. Answers 200 for what is stored, also a second time; 400 for what is not genuine; 503 when we cannot store it.</summary>
    public static async Task<Results<Ok, NoContent, NotFound, BadRequest, StatusCodeHttpResult>> TakeAsync(
        string gateway, HttpContext context, PaymentGateways gateways, PaymentInbox inbox, WebhookCounters counters, WebhookWord word, CancellationToken cancellationToken)
    {
        if (context.Request.Headers[WebhookWord.Header] == word.Value) return TypedResults.NoContent();
        if (await FindAsync(gateway, gateways, counters, cancellationToken) is not { } found) return TypedResults.NotFound();
        if (found.Gateway is not { } known) return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (await ReadAsync(context.Request, cancellationToken) is not { } body)
        {
            counters.Rejected(gateway, "body too large", context.Connection.RemoteIpAddress);
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        switch (await known.VerifyAsync(new WebhookCall(headers, body), cancellationToken))
        {
            case WebhookVerdict.Genuine genuine:
                return await StoreAsync(gateway, genuine, body, inbox, counters, cancellationToken) ? TypedResults.Ok() : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
            case WebhookVerdict.Rejected rejected:
                await RejectAsync(gateway, rejected.Why, context, inbox, counters, cancellationToken);
                return TypedResults.BadRequest();
            case WebhookVerdict.Probe:
                return TypedResults.Ok();
            case WebhookVerdict.Undecided undecided:
                counters.Undecided(gateway, undecided.Why);
                return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
            default:
                throw new InvalidOperationException("There is no such verdict.");
        }
    }

    // Null: there is no such gateway. Without a gateway in it: there is one, and it cannot be used at the moment.
    private static async Task<Found?> FindAsync(string gateway, PaymentGateways gateways, WebhookCounters counters, CancellationToken cancellationToken)
    {
        try
        {
            return await gateways.FindAsync(gateway, cancellationToken) is { } known ? new Found(known) : null;
        }
        catch (Exception e) when (e is GatewayException or DbException)
        {
            counters.NotStored(gateway, e);
            return new Found(null);
        }
    }

    private static async Task RejectAsync(string gateway, string why, HttpContext context, PaymentInbox inbox, WebhookCounters counters, CancellationToken cancellationToken)
    {
        if (!counters.Rejected(gateway, why, context.Connection.RemoteIpAddress)) return;
        try
        {
            await inbox.RejectAsync(gateway, why, context.Connection.RemoteIpAddress?.ToString(), cancellationToken);
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            // Counting a stranger's call must not make it look like ours.
        }
    }

    private static async Task<bool> StoreAsync(
        string gateway, WebhookVerdict.Genuine genuine, byte[] body, PaymentInbox inbox, WebhookCounters counters, CancellationToken cancellationToken)
    {
        try
        {
            var isNew = await inbox.StoreAsync(gateway, genuine, body, cancellationToken);
            counters.Accepted(gateway, isNew);
            return true;
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            // Never a 4xx: some gateways would give up for good.
            counters.NotStored(gateway, e);
            return false;
        }
    }

    // Counts what really comes and not what Content-Length claims.
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > WebhookCall.MaxBody) return null;
        using var all = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (await request.Body.ReadAsync(piece, cancellationToken) is > 0 and var read)
        {
            if (all.Length + read > WebhookCall.MaxBody) return null;
            all.Write(piece, 0, read);
        }
        return all.ToArray();
    }

    private sealed record Found(IPaymentGateway? Gateway);
}
