using System.Data.Common;
using Lobster.Core.Payments;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Webhooks;

/// <summary>Takes the calls of payment gateways: read the bytes, check the signature, store, commit, answer. The worker does the rest.</summary>
internal static class WebhookEndpoint
{
    /// <summary>One call. Answers 200 for what is stored, also a second time; 400 for what is not genuine; 503 when we cannot store it.</summary>
    public static async Task<Results<Ok, NotFound, BadRequest, StatusCodeHttpResult>> TakeAsync(
        string gateway, HttpContext context, IEnumerable<IPaymentGateway> gateways, PaymentInbox inbox, WebhookCounters counters, CancellationToken cancellationToken)
    {
        if (gateways.FirstOrDefault(g => g.Name == gateway) is not { } known) return TypedResults.NotFound();
        if (await ReadAsync(context.Request, cancellationToken) is not { } body)
        {
            counters.Rejected(gateway, "body too large", context.Connection.RemoteIpAddress);
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        switch (known.Verify(new WebhookCall(headers, body)))
        {
            case WebhookVerdict.Genuine genuine:
                return await StoreAsync(gateway, genuine, body, inbox, counters, cancellationToken) ? TypedResults.Ok() : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
            case WebhookVerdict.Rejected rejected:
                counters.Rejected(gateway, rejected.Why, context.Connection.RemoteIpAddress);
                return TypedResults.BadRequest();
            default:
                throw new InvalidOperationException("There is no such verdict.");
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
}
