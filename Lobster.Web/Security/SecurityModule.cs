using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Lobster.Web.Security;

/// <summary>What the browser is told to forbid, which proxies are believed, how cookies travel.</summary>
internal static class SecurityModule
{
    /// <summary>Registers the settings under <c>Lobster:Security</c> and what follows from them.</summary>
    public static WebApplicationBuilder AddSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SecurityOptions>().BindConfiguration(SecurityOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SecurityOptions>, SecurityOptions>();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<SecurityOptions>>((forwarded, security) => Believe(forwarded, security.Value));
        services.AddOptions<CookiePolicyOptions>().Configure<IOptions<SecurityOptions>, IHostEnvironment>((cookies, security, environment) =>
        {
            cookies.MinimumSameSitePolicy = SameSiteMode.Lax;
            cookies.Secure = security.Value.SecureCookies ?? !environment.IsDevelopment() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        return builder;
    }

    /// <summary>Goes first on the pipeline, so that everything after it sees the real client and every answer carries the headers.</summary>
    public static WebApplication UseSecurity(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.UseMiddleware<SecurityHeaders>();
        app.UseCookiePolicy();
        return app;
    }

    // With no trusted proxy nothing that a client sends about itself counts.
    private static void Believe(ForwardedHeadersOptions forwarded, SecurityOptions security)
    {
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var text in security.TrustedProxies)
            if (SecurityOptions.Network(text) is { } network) forwarded.KnownIPNetworks.Add(network);
        forwarded.ForwardLimit = null;
        forwarded.ForwardedHeaders = forwarded.KnownIPNetworks.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
    }
}
