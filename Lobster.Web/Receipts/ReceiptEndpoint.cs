using Lobster.Core.Payments;
using Lobster.Core.Tax;
using Lobster.Web.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lobster.Web.Receipts;

/// <summary>Hands a payment's receipt to those who may see it; to everybody else, and for what was not paid, there is none.</summary>
internal static class ReceiptEndpoint
{
    /// <summary>Where it is.</summary>
    public const string Path = "/panel/billing/payments/{id:long}/receipt.pdf";

    /// <summary>Answers the file.</summary>
    public static async Task<Results<FileContentHttpResult, NotFound, ProblemHttpResult>> GetAsync(
        long id, HttpContext http, ReceiptQueries receipts, ReceiptPdf pdf, CancellationToken cancellationToken)
    {
        if (await receipts.FindAsync(Visitor.ActorOf(http), new PaymentId(id), cancellationToken) is not { } shown) return TypedResults.NotFound();
        if (!ReceiptFonts.AreThere)
            return TypedResults.Problem("Receipts need the DejaVu fonts, which this panel was built without.", statusCode: StatusCodes.Status503ServiceUnavailable);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(pdf.Write(shown), "application/pdf", $"receipt-{shown.Receipt.Text}.pdf");
    }
}
