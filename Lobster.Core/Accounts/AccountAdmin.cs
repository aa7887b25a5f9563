using System.Globalization;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Accounts;

/// <summary>What an admin alone may do to an account. Each act writes an event and an audit row. Safe to use from many threads.</summary>
public sealed class AccountAdmin(Transactions transactions, BusinessClock clock)
{
    /// <summary>The type of the event of an unparking.</summary>
    public const string Unparked = "account.unparked";

    /// <summary>The field of the VM limit.</summary>
    public const string VmLimitField = "VmLimit";

    /// <summary>The highest VM limit that can be set.</summary>
    public const int HighestVmLimit = 100_000;

    /// <summary>Sets how many machines the account may have, from text; empty goes back to the panel's own limit.</summary>
    public Task<Outcome<AccountId>> LimitVmsAsync(Actor actor, AccountId id, string? limit, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor, id, "account.limited", account =>
        {
            int? wanted = null;
            if (!string.IsNullOrWhiteSpace(limit))
            {
                if (!int.TryParse(limit.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > HighestVmLimit)
                    return (new Refusal.Invalid(VmLimitField, "Enter a whole number from 0 to {0}, or nothing for the panel's own limit.", HighestVmLimit), null);
                wanted = number;
            }

            var before = account.VmLimit;
            account.VmLimit = wanted;
            return (null, before == wanted ? null : new { before, after = wanted });
        }, cancellationToken);

    /// <summary>Closes the account to changes: its machines run on and are charged, nothing new is made. Doing it twice changes nothing.</summary>
    public Task<Outcome<AccountId>> DisableAsync(Actor actor, AccountId id, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor, id, "account.disabled", account =>
        {
            if (account.DisabledAt is not null) return (null, null);
            account.DisabledAt = clock.Now;
            return (null, new { });
        }, cancellationToken);

    /// <summary>Opens a disabled account again.</summary>
    public Task<Outcome<AccountId>> EnableAsync(Actor actor, AccountId id, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor, id, "account.enabled", account =>
        {
            if (account.DisabledAt is null) return (null, null);
            account.DisabledAt = null;
            return (null, new { });
        }, cancellationToken);

    /// <summary>Lets a parked account be charged again; the next sweep catches up from where each machine stands.</summary>
    public Task<Outcome<AccountId>> UnparkAsync(Actor actor, AccountId id, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor, id, Unparked, account =>
        {
            if (account.ParkedAt is null) return (new Refusal.Conflict("{0} is not parked any more.", account.Name), null);
            var reason = account.ParkedReason;
            (account.ParkedAt, account.ParkedReason) = (null, null);
            return (null, new { reason });
        }, cancellationToken);

    // The change answers a refusal, or what to write down; neither means that all is as wanted already.
    private Task<Outcome<AccountId>> ChangeAsync(
        Actor actor, AccountId id, string type, Func<Account, (Refusal? Refusal, object? Data)> change, CancellationToken cancellationToken) =>
        transactions.RunAsync<Outcome<AccountId>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            if (!await db.TakeAccountAsync(id, token)) return new Refusal.NotFound();
            var (refused, data) = change(await db.Accounts.SingleAsync(a => a.Id == id, token));
            if (refused is not null) return refused;
            if (data is not null) db.Record(clock.Now, actor, type, SubjectKind.Account, id.Value, id, data);
            return id;
        }, cancellationToken);
}
