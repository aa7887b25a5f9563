using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Components.Login;

/// <summary>Writes the panel's roles once, after the migrations.</summary>
public static class Roles
{
    /// <summary>Adds the roles that are missing. Safe to run at every start and on several nodes at once.</summary>
    public static Task EnsureAsync(Transactions transactions, CancellationToken cancellationToken = default) =>
        transactions.RunAsync(async (db, token) =>
        {
            var known = await db.Roles.Select(r => r.Name).ToListAsync(token);
            foreach (var role in UserRoles.All.Except(known))
                db.Roles.Add(new IdentityRole<long> { Name = role, NormalizedName = role!.ToUpperInvariant(), ConcurrencyStamp = Guid.NewGuid().ToString() });
        }, cancellationToken);
}
