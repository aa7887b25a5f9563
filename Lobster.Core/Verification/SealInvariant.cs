using System.Runtime.CompilerServices;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>A day is sealed only when no machine of the account can add to it: every watermark that may still move lies in a later day.</summary>
internal sealed class SealInvariant : IInvariant
{
    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = from billing in db.VmBillings
                   where billing.End == null || billing.ChargedUntil < billing.End
                       || db.VirtualMachines.Any(v => v.Id == billing.VmId && v.Lifecycle == VmLifecycle.Deleting)
                   group billing.ChargedUntil by billing.AccountId into watermarks
                   select new { Account = watermarks.Key, Oldest = watermarks.Min() };
        var closed = from entry in db.LedgerEntries
                     where entry.Kind == EntryKind.Usage && entry.IsSealed
                     group entry.Day by entry.AccountId into days
                     select new { Account = days.Key, Newest = days.Max() };
        var rows = from o in open join c in closed on o.Account equals c.Account select new { o.Account, o.Oldest, c.Newest };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            if (row.Oldest.Day <= row.Newest)
                yield return new Violation("sealed-day", $"account {row.Account}", $"{row.Newest:yyyy-MM-dd} is sealed and a machine is charged only until {row.Oldest}");
    }
}
