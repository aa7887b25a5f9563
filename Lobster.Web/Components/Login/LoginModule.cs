using System.Threading.RateLimiting;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Web.Mail;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lobster.Web.Components.Login;

/// <summary>Users, log-in and everything around it, on ASP.NET Core Identity.</summary>
public static class LoginModule
{
    /// <summary>The policy that slows down posts to the login pages.</summary>
    public const string RateLimit = "login";

    /// <summary>The policy of the admin pages.</summary>
    public const string StaffPolicy = "Staff";

    /// <summary>The least length of a password.</summary>
    public const int LeastPassword = 10;

    internal const string PasskeyRequest = "/login/passkey-options";
    internal const string PasskeyCreation = "/settings/passkey-options";

    /// <summary>Registers users and log-in; the database must be registered too.</summary>
    public static IServiceCollection AddLobsterLogin(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddIdentityCore<User>(Rules)
            .AddRoles<IdentityRole<long>>()
            .AddEntityFrameworkStores<LobsterDbContext>()
            .AddSignInManager<LobsterSignIn>()
            .AddDefaultTokenProviders();
        services.AddScoped<IUserValidator<User>, UserNameRule>();
        services.ConfigureApplicationCookie(Cookie);
        services.Configure<SecurityStampValidatorOptions>(o =>
        {
            o.ValidationInterval = TimeSpan.FromMinutes(1);
            o.OnRefreshingPrincipal = LoginSession.OnRefreshingAsync;
        });
        services.Configure<PasswordHasherOptions>(o =>
        {
            if (configuration.GetValue<int?>("Lobster:Security:PasswordIterations") is { } iterations) o.IterationCount = iterations;
        });
        services.AddAuthorizationBuilder().AddPolicy(StaffPolicy, p => p.RequireRole(UserRoles.Staff));
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(RateLimit, http => Limit(http, configuration.GetValue("Lobster:Security:LoginsPerMinute", 20)));
        });
        services.AddScoped<AuthenticationStateProvider, CircuitLogin>();
        services.TryAddScoped<Registration>();
        services.AddScoped<UserManagers>().AddScoped<SignUp>().AddScoped<LoginService>().AddScoped<PasswordReset>();
        services.AddScoped<PublicAddress>().AddScoped<AccountLetters>().AddScoped<MailRenderer>();
        return services;
    }

    // Only posts count: reading the form costs nothing.
    private static RateLimitPartition<string> Limit(HttpContext http, int perMinute) =>
        HttpMethods.IsPost(http.Request.Method)
            ? RateLimitPartition.GetSlidingWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6,
            })
            : RateLimitPartition.GetNoLimiter("read");

    private static void Rules(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.SignIn.RequireConfirmedEmail = true;
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = "";
        options.Password.RequiredLength = LeastPassword;
        options.Password.RequiredUniqueChars = 4;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
    }

    private static void Cookie(Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "lobster";
        cookie.LoginPath = Shared.Links.Login;
        cookie.LogoutPath = Shared.Links.Logout;
        cookie.AccessDeniedPath = "/denied";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
        cookie.SlidingExpiration = true;
        cookie.Events.OnSigningIn = LoginSession.OnSigningInAsync;
    }
}
