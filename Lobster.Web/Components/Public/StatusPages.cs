using Microsoft.AspNetCore.Diagnostics;

namespace Lobster.Web.Components.Public;

/// <summary>The page about a failed request is drawn for every kind of request.</summary>
internal static class StatusPages
{
    /// <summary>
    /// Draws the status page of a failed POST as if it had been read: a page that is posted to looks for its form and would answer 400 instead of
    /// the true status. Stands right after the status pages.
    /// </summary>
    public static void UseStatusPagesForPosts(this WebApplication app) => app.Use(async (http, next) =>
    {
        var method = http.Request.Method;
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null) http.Request.Method = HttpMethods.Get;
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Method = method;
        }
    });
}
