using System.Globalization;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Payments;
using Lobster.Web.Components;
using Lobster.Web.Components.Panel.Charging;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lobster.Web.Exports;

/// <summary>Hands customers what their pages show as files for their own books. Who is not logged in comes back after logging in, as on a page.</summary>
internal static class ExportEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapExports(this IEndpointRouteBuilder app)
    {
        app.MapGet(Links.ChargesFile, ChargesAsync).RequireAuthorization().AllowCookieRedirect().ExcludeFromDescription();
        app.MapGet(Links.PaymentsCsv, PaymentsAsync).RequireAuthorization().AllowCookieRedirect().ExcludeFromDescription();
    }

    private static async Task<Results<FileContentHttpResult, NotFound, ContentHttpResult>> ChargesAsync(
        string? month, HttpContext http, AccountQueries accounts, ChargeQueries charges, BillingOptions options, BusinessClock clock, CancellationToken cancellationToken)
    {
        var first = clock.Now.Day;
        if (month is not null && !MonthWalk.TryRead(month, out first))
            return TypedResults.Text("The month is written like 2026-11.", statusCode: StatusCodes.Status400BadRequest);
        var actor = Visitor.ActorOf(http);
        if (await accounts.MineAsync(actor, cancellationToken) is not { } account || await charges.SheetAsync(actor, account.Id, first, cancellationToken) is not { } sheet)
            return TypedResults.NotFound();
        return Csv(http, ChargesCsv.Write(sheet, options.Currency), $"charges-{sheet.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture)}.csv");
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> PaymentsAsync(
        HttpContext http, AccountQueries accounts, PaymentQueries payments, PaymentGateways gateways, CancellationToken cancellationToken)
    {
        var actor = Visitor.ActorOf(http);
        if (await accounts.MineAsync(actor, cancellationToken) is not { } account || await payments.SheetAsync(actor, account.Id, cancellationToken) is not { } lines)
            return TypedResults.NotFound();
        return Csv(http, PaymentsCsv.Write(lines, gateways.NameOf), "payments.csv");
    }

    private static FileContentHttpResult Csv(HttpContext http, byte[] file, string name)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(file, "text/csv; charset=utf-8", name);
    }
}
