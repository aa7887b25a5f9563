using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Configuration;

/// <summary>Sees to it that every role is a row before anybody is given one.</summary>
internal static class Roles
{
    /// <summary>Adds the rows that are missing. Several panels may do so at once.</summary>
    public static async Task EnsureAsync(Transactions transactions, CancellationToken cancellationToken)
    {
        try
        {
            await transactions.RunAsync(async (db, token) =>
            {
                var known = await db.Roles.Select(r => r.Name).ToListAsync(token);
                db.Roles.AddRange(UserRoles.All.Except(known).Select(name => new IdentityRole<long>(name!) { NormalizedName = name!.ToUpperInvariant() }));
            }, cancellationToken);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            // Another panel that started at the same moment was first.
        }
    }
}
