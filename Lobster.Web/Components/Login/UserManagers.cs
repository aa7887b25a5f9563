using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lobster.Web.Components.Login;

/// <summary>Makes a user manager that works on a transaction's own context, so that a user is stored together with its account and its mail.</summary>
internal sealed class UserManagers(IServiceProvider services, IOptions<IdentityOptions> options)
{
    /// <summary>A manager on <paramref name="db"/>; the caller disposes it.</summary>
    public UserManager<User> On(LobsterDbContext db) => new(
        new UserStore<User, IdentityRole<long>, LobsterDbContext, long>(db),
        options,
        services.GetRequiredService<IPasswordHasher<User>>(),
        services.GetServices<IUserValidator<User>>(),
        services.GetServices<IPasswordValidator<User>>(),
        services.GetRequiredService<ILookupNormalizer>(),
        services.GetRequiredService<IdentityErrorDescriber>(),
        services,
        services.GetRequiredService<ILogger<UserManager<User>>>());
}
