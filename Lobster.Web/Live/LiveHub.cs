using System.Runtime.CompilerServices;
using System.Security.Claims;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Live;

/// <summary>
/// The live feed for programs, at <c>/hubs/live</c>: the same changes that open pages follow, with the same authorisation. A change names what
/// changed; the program reads it through the API.
/// </summary>
[Authorize]
internal sealed class LiveHub(ILiveFeed feed, Transactions transactions) : Hub
{
    /// <summary>Streams the changes that concern the caller's accounts; for staff all of them. Null in the stream means "read everything": it comes first, when no
    /// later change can be missed any more, and again whenever some were missed. The stream ends for a user who is disabled.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<LiveNews?> Watch([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batches = feed.Watch(cancellationToken);
        if (await ReadRightsAsync(cancellationToken) is null) yield break;
        yield return null;
        await foreach (var batch in batches)
        {
            if (await ReadRightsAsync(cancellationToken) is not var (accounts, isStaff)) yield break;
            if (batch.Count == 0) yield return null;
            foreach (var change in batch)
                if (isStaff || (change.AccountId is { } id && accounts.Contains(id)))
                    yield return new LiveNews(change.Subject.ToString(), change.SubjectId, change.AccountId?.Value);
        }
    }

    // Read anew for every batch, so that a user who is disabled hears nothing more.
    private Task<(List<AccountId> Accounts, bool IsStaff)?> ReadRightsAsync(CancellationToken cancellationToken)
    {
        var user = long.Parse(Context.User!.FindFirstValue(ClaimTypes.NameIdentifier)!, System.Globalization.CultureInfo.InvariantCulture);
        var actor = Actor.Browser(user);
        return transactions.ReadAsync<(List<AccountId> Accounts, bool IsStaff)?>(async (db, token) =>
        {
            var enabled = await db.Users.AnyAsync(u => u.Id == user && u.DisabledAt == null, token);
            if (!enabled) return null;
            var accounts = await db.Memberships.Where(m => m.UserId == user).Select(m => m.AccountId).ToListAsync(token);
            return (accounts, await db.EnterStaffAsync(actor, token, [.. UserRoles.Staff]) is null);
        }, cancellationToken);
    }
}
