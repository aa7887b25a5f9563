using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Consoles;

/// <summary>When a machine's console may be open: asked before a ticket is made, when it is used, and every other second while the console is open.</summary>
internal static class ConsoleRules
{
    /// <summary>What speaks against it; null: nothing. An account that is parked keeps its consoles, as its machines run on.</summary>
    public static Refusal? Check(Account account, VirtualMachine vm)
    {
        if (vm.Lifecycle == VmLifecycle.Provisioning) return new Refusal.Conflict("{0} is being created. Its console opens when it is ready.", vm.Name);
        if (vm.Lifecycle == VmLifecycle.Error) return new Refusal.Conflict("{0} could not be created. Delete it and create another.", vm.Name);
        if (vm.Lifecycle != VmLifecycle.Active) return new Refusal.Conflict("{0} is deleted.", vm.Name);
        if (vm.Suspension != SuspensionKind.None) return new Refusal.Conflict("{0} is suspended. It can only be deleted.", vm.Name);
        var isClosed = account.DisabledAt is not null || account.Suspension != SuspensionKind.None || account.Standing == StandingState.Terminated;
        return isClosed ? AccountRules.MayChange(account) : null;
    }

    /// <summary>Those of <paramref name="consoles"/> that may stay open, by the rows as they stand now. The same rules as <see cref="Check"/>, in the database.</summary>
    public static IQueryable<ConsoleSession> Allowed(this LobsterDbContext db, IQueryable<ConsoleSession> consoles) =>
        from console in consoles
        join vm in db.VirtualMachines on console.VmId equals vm.Id
        join account in db.Accounts on vm.AccountId equals account.Id
        join user in db.Users on console.Actor.UserId equals (long?)user.Id
        where console.RevokedAt == null && console.ClosedAt == null
            && vm.AccountId == console.AccountId && vm.Lifecycle == VmLifecycle.Active && vm.Suspension == SuspensionKind.None
            && account.DisabledAt == null && account.Suspension == SuspensionKind.None && account.Standing != StandingState.Terminated
            && user.DisabledAt == null && user.SecurityStamp == console.Stamp
            && (console.IsStaff
                ? db.UserRoles.Any(link => link.UserId == user.Id && db.Roles.Any(role => role.Id == link.RoleId && UserRoles.Staff.Contains(role.Name!)))
                : db.Memberships.Any(m => m.AccountId == console.AccountId && m.UserId == user.Id))
        select console;
}
