using System.Security.Cryptography;

namespace Lobster.Web.Security;

/// <summary>Adds the headers that limit what a page may do and who may embed it, to every answer.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string NonceItem = "lobster.nonce";

    /// <summary>The nonce by which an inline script of ours is told from anybody else's; new for each request.</summary>
    public static string Nonce(HttpContext context) => (string?)context.Items[NonceItem] ?? "";

    /// <summary>Runs the rest of the pipeline with the headers set.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        context.Items[NonceItem] = nonce;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(nonce);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    }

    // Styles stay inline because MudBlazor positions its popovers by style attributes; 'self' covers the circuit's WebSocket.
    private static string Policy(string nonce) =>
        $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
}
