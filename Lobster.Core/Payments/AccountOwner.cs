using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Whom a provider and the post know an account by.</summary>
/// <param name="Name">What the owner is called.</param>
/// <param name="Email">Where the owner reads; null when unknown.</param>
internal sealed record AccountOwner(string Name, string? Email);

/// <summary>Finds owners.</summary>
internal static class AccountOwners
{
    /// <summary>The owner of an account; null for an account without one.</summary>
    public static Task<AccountOwner?> OwnerAsync(this LobsterDbContext db, AccountId accountId, CancellationToken cancellationToken) =>
        (from member in db.Memberships
         join user in db.Users on member.UserId equals user.Id
         where member.AccountId == accountId && member.Role == MembershipRole.Owner
         orderby user.Id
         select new AccountOwner(user.UserName ?? "", user.Email)).FirstOrDefaultAsync(cancellationToken);
}
