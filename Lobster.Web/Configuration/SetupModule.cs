namespace Lobster.Web.Configuration;

/// <summary>The way to the first admin.</summary>
internal static class SetupModule
{
    /// <summary>The path of the set-up page, without its token.</summary>
    public const string Path = "/setup/";

    /// <summary>Registers it; users and log-in must be registered too.</summary>
    public static WebApplicationBuilder AddSetup(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Admins>();
        builder.Services.AddScoped<SetupLink>();
        return builder;
    }

    /// <summary>Outside Development, while there is no admin: prints a one-time link once the program is listening.</summary>
    public static WebApplication OfferSetup(this WebApplication app)
    {
        if (app.Environment.IsDevelopment()) return app;
        app.Lifetime.ApplicationStarted.Register(() => Print(app));
        return app;
    }

    // The host waits for this; it is one short query before the first request matters.
    private static void Print(WebApplication app)
    {
        using var scope = app.Services.CreateScope();
        var token = scope.ServiceProvider.GetRequiredService<SetupLink>().OfferAsync(app.Lifetime.ApplicationStopping).GetAwaiter().GetResult();
        if (token is null) return;
        var root = app.Configuration["Lobster:PublicUrl"]?.TrimEnd('/') ?? app.Urls.FirstOrDefault()?.TrimEnd('/') ?? "";
        scope.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("Lobster.Web.Configuration.Setup")
            .LogWarning("There is no admin yet. Make one within a day at {Link} (works once), or with the verb: admin create --email ADDRESS", root + Path + token);
    }
}
