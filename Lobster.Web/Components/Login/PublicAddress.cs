using Microsoft.AspNetCore.WebUtilities;

namespace Lobster.Web.Components.Login;

/// <summary>Makes absolute links for e-mails, from the setting Lobster:PublicUrl and only without it from the request.</summary>
internal sealed class PublicAddress(IConfiguration configuration, IHttpContextAccessor accessor)
{
    /// <summary>The address of the panel without a slash at the end.</summary>
    public string Root =>
        Known ?? throw new InvalidOperationException("Set Lobster:PublicUrl: a mail is written outside of a request and needs the panel's address.");

    /// <summary>The same; null where only the setting could tell it, and it is not set.</summary>
    public string? Known =>
        configuration["Lobster:PublicUrl"] is { Length: > 0 } set ? set.TrimEnd('/')
        : accessor.HttpContext?.Request is { } request ? $"{request.Scheme}://{request.Host}{request.PathBase}"
        : null;

    /// <summary>A page with its query.</summary>
    public string Of(string path, IDictionary<string, string?>? query = null) =>
        Root + (query is null ? path : QueryHelpers.AddQueryString(path, query));
}
