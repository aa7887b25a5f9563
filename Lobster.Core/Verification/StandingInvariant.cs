using System.Runtime.CompilerServices;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Standing;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>
/// An account is suspended for a reason or not at all, its living machines are marked as it is, its notices are those that its events tell, and
/// none is terminated without a dated notice that the mail server took.
/// </summary>
internal sealed class StandingInvariant : IInvariant
{
    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var odd = db.Accounts.Where(a => (a.Standing == StandingState.Suspended) != (a.Suspension != SuspensionKind.None));
        await foreach (var account in odd.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("standing", $"account {account.Id}", $"it is {account.Standing} and its suspension is {account.Suspension}");
        var marked = from vm in db.VirtualMachines
                     join account in db.Accounts on vm.AccountId equals account.Id
                     where (vm.Lifecycle == VmLifecycle.Provisioning || vm.Lifecycle == VmLifecycle.Active) && vm.Suspension != account.Suspension
                     select new { vm.Id, Vm = vm.Suspension, Account = account.Suspension };
        await foreach (var row in marked.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("suspension-mark", $"machine {row.Id}", $"its suspension is {row.Vm}, its account's is {row.Account}");
        await foreach (var violation in NoticesAsync(db, cancellationToken)) yield return violation;
        await foreach (var violation in TerminationsAsync(db, cancellationToken)) yield return violation;
    }

    private static async IAsyncEnumerable<Violation> NoticesAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var told = from account in db.Accounts
                   let events = db.Events.Count(e => e.AccountId == account.Id && e.Subject == SubjectKind.Account && e.At >= account.FirstNoticeAt
                       && (e.Type == "standing.notice" || e.Type == "standing.suspended"))
                   where (account.NoticesSent > 0) != (account.FirstNoticeAt != null) || (account.FirstNoticeAt != null && events != account.NoticesSent)
                   select new { account.Id, account.NoticesSent, events };
        await foreach (var row in told.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("notice-count", $"account {row.Id}", $"it counts {row.NoticesSent} notices and its events tell {row.events}");
    }

    private static async IAsyncEnumerable<Violation> TerminationsAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var account in await db.Accounts.Where(a => a.Standing == StandingState.Terminated).ToListAsync(cancellationToken))
        {
            var isTold = account is { TerminationDue: { } due, TerminationNotice: { } from, FirstNoticeAt: { } first } && due <= account.StandingSince
                && await IsHandedAsync(db, [.. Enumerable.Range(from, Math.Max(account.NoticesSent - from + 1, 0)).Select(n => StandingReads.NoticeKey(account.Id, first, n))], cancellationToken);
            if (!isTold) yield return new Violation("termination-notice", $"account {account.Id}", "it was terminated without a notice of the date that the mail server took");
        }
    }

    private static Task<bool> IsHandedAsync(LobsterDbContext db, List<string> keys, CancellationToken cancellationToken) =>
        db.OutgoingMails.AnyAsync(m => keys.Contains(m.Key) && m.SentAt != null, cancellationToken);
}
