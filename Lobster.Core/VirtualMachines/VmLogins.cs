using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines;

/// <summary>The one showing of a password that the backend made.</summary>
public sealed class VmLogins(Transactions transactions, BusinessClock clock, GuestLogins logins)
{
    /// <summary>Shows the login to a member of the account and forgets it in the same transaction. Staff cannot see it; a second call is refused.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="vmId">The machine.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<GuestLogin>> RevealAsync(Actor actor, VmId vmId, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<GuestLogin>>(async (db, token) =>
        {
            var owner = await db.VirtualMachines.Where(v => v.Id == vmId).Select(v => v.AccountId).FirstOrDefaultAsync(token);
            if (await db.EnterAccountAsync(actor, owner, token) is { } refusal) return refusal;
            if (actor.ImpersonatorId is not null || !await db.Memberships.AnyAsync(m => m.AccountId == owner && m.UserId == actor.UserId, token))
                return new Refusal.NotAllowed("Only its owner can see the password.");
            var vm = await db.VirtualMachines.SingleAsync(v => v.Id == vmId, token);
            if (logins.Read(vm) is not { } login) return new Refusal.Conflict("The password was shown already and is forgotten here.");
            vm.ProtectedPassword = null;
            vm.Version++;
            db.Record(clock.Now, actor, "vm.login.revealed", SubjectKind.Vm, vm.Id.Value, vm.AccountId);
            return login;
        }, cancellationToken);
}
