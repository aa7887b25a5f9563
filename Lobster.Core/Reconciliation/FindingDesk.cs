using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Reconciliation;

/// <summary>What every act on a finding begins with: who asks, what is found, and what the backend says this very moment.</summary>
public sealed class FindingDesk(Transactions transactions, RegionBackends backends)
{
    /// <summary>Authorises and asks the backend, outside any transaction. A finding that is over is not asked about.</summary>
    internal async Task<Outcome<AskedFinding>> AskAsync(Actor actor, FindingId id, CancellationToken cancellationToken)
    {
        var read = await transactions.ReadAsync<Outcome<AskedFinding>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            if (await db.Findings.SingleOrDefaultAsync(f => f.Id == id, token) is not { } finding) return new Refusal.NotFound();
            return new AskedFinding(finding, await db.Regions.SingleAsync(r => r.Id == finding.RegionId, token), null);
        }, cancellationToken);
        if (read.IsRefused || read.Value.Finding.State is FindingState.Resolved or FindingState.Removing) return read;
        try
        {
            return read.Value with { Seen = await backends.Of(read.Value.Region).GetAsync(read.Value.Finding.BackendId, cancellationToken) };
        }
        catch (BackendException)
        {
            return new Refusal.Conflict("{0} does not answer, so nobody can tell how it is now. Try again later.", read.Value.Region.Name);
        }
    }

    /// <summary>Notes that a finding no longer holds.</summary>
    internal Task MendAsync(AskedFinding asked, Instant now, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            var finding = await db.Findings.SingleAsync(f => f.Id == asked.Finding.Id, token);
            if (finding.State is FindingState.Open or FindingState.SetAside or FindingState.Suspected) finding.Resolve(FindingEnd.Mended, now);
            db.LiveChanges.Add(new Events.LiveChange(Events.SubjectKind.Region, finding.RegionId.Value, null));
        }, cancellationToken);

    /// <summary>Whether an act may begin on a finding in this state; null: yes.</summary>
    internal static Refusal? MayAct(Finding finding) => finding.State switch
    {
        FindingState.Open or FindingState.SetAside => null,
        FindingState.Removing => new Refusal.Conflict("{0} is being deleted.", finding.Name),
        FindingState.Suspected => new Refusal.Conflict("{0} was not seen for long enough yet. The next listing tells.", finding.Name),
        _ => new Refusal.Conflict("{0} was dealt with already.", finding.Name),
    };
}
