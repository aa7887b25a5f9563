using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines;

/// <summary>What happened to a machine.</summary>
public sealed class VmActivity(Transactions transactions)
{
    private static readonly string[] Told = ["vm.create.done", "vm.delete.done"];

    /// <summary>Requests, failures, and the ends of its creation and deletion, newest first. Nothing for those who may not see it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="vmId">The machine.</param>
    /// <param name="most">At most how many.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<IReadOnlyList<VmHappening>> ReadAsync(Actor actor, VmId vmId, int most, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<VmHappening>>(async (db, token) =>
        {
            var owner = await db.VirtualMachines.Where(v => v.Id == vmId).Select(v => (AccountId?)v.AccountId).SingleOrDefaultAsync(token);
            if (owner is not { } account || !await db.MayReadAsync(actor, account, token)) return [];
            return await db.Events
                .Where(e => e.Subject == SubjectKind.Vm && e.SubjectId == vmId.Value && (Told.Contains(e.Type) || !e.Type.EndsWith(".done")))
                .OrderByDescending(e => e.Id).Take(most)
                .Select(e => new VmHappening(
                    e.At, e.Type, e.Data, e.Actor.UserId, db.Users.Where(u => u.Id == e.Actor.UserId).Select(u => u.UserName).FirstOrDefault(), e.Actor.Address))
                .ToListAsync(token);
        }, cancellationToken);
}
