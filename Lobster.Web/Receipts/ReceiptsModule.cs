namespace Lobster.Web.Receipts;

/// <summary>Receipts as files.</summary>
internal static class ReceiptsModule
{
    /// <summary>Registers them.</summary>
    public static IServiceCollection AddReceipts(this IServiceCollection services) => services.AddScoped<ReceiptPdf>();

    /// <summary>Maps them.</summary>
    public static void MapReceipts(this IEndpointRouteBuilder app) => app.MapGet(ReceiptEndpoint.Path, ReceiptEndpoint.GetAsync).RequireAuthorization().ExcludeFromDescription();
}
