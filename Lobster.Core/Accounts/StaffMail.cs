using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Accounts;

/// <summary>Finds the staff whom the panel writes to.</summary>
internal static class StaffMail
{
    /// <summary>Those of any of the roles who have an address and may log in, each once, by number.</summary>
    public static Task<List<User>> StaffWithEmailAsync(this LobsterDbContext db, IReadOnlyCollection<string> roles, CancellationToken cancellationToken)
    {
        var named = from link in db.UserRoles
                    join role in db.Roles on link.RoleId equals role.Id
                    where roles.Contains(role.Name!)
                    select link.UserId;
        return db.Users.Where(u => u.DisabledAt == null && u.Email != null && named.Contains(u.Id)).OrderBy(u => u.Id).ToListAsync(cancellationToken);
    }
}
