namespace Lobster.Web.Receipts;

/// <summary>Receipts as files.</summary>
internal static class ReceiptsModule
{
    /// <summary>Registers them.</summary>
    public static IServiceCollection AddReceipts(this IServiceCollection services) => services.AddScoped<ReceiptPdf>();

    /// <summary>Maps them. Who is not logged in comes back here after logging in, as on a page.</summary>
    public static void MapReceipts(this IEndpointRouteBuilder app) => app.MapGet(ReceiptEndpoint.Path, ReceiptEndpoint.GetAsync)
        .RequireAuthorization().AllowCookieRedirect().ExcludeFromDescription();
}
