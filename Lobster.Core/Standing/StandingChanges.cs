using System.Text.Json;
using Lobster.Core.Accounts;
using Lobster.Core.Audit;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Standing;

/// <summary>Carries a decision out, in the caller's transaction, which holds the account's row: the record, machines, event, audit entry and letter together.</summary>
internal sealed class StandingChanges(
    MachineSuspension machines, AccountTermination termination, IStandingLetters letters, StandingOptions options, TimeProvider time)
{
    /// <summary>Carries it out.</summary>
    public async Task ApplyAsync(LobsterDbContext db, Account account, StandingFacts facts, StandingDecision decision, CancellationToken cancellationToken)
    {
        if (decision is StandingDecision.Stay) return;
        StandingRules.After(facts, decision, options.Policy).WriteTo(account);
        var concerned = decision switch
        {
            StandingDecision.Suspend => await machines.SuspendAsync(db, account.Id, SuspensionKind.Auto, Actor.System, facts.Now, cancellationToken),
            StandingDecision.Restore => await machines.ResumeAsync(db, account.Id, Actor.System, facts.Now, cancellationToken),
            StandingDecision.Terminate => await termination.DeleteAllAsync(db, account.Id, cancellationToken),
            _ => 0,
        };
        Record(db, account, facts, decision, concerned);
        if (Kind(facts, decision) is { } kind)
            await WriteAsync(db, account, new StandingNews(kind, "", account.Credit, facts.Burn, facts.Now) { Machines = concerned }, cancellationToken);
    }

    /// <summary>Writes to the account's owner, once: a notice under its number, anything else under the account's version.</summary>
    public async Task WriteAsync(LobsterDbContext db, Account account, StandingNews news, CancellationToken cancellationToken)
    {
        var owner = await (from member in db.Memberships
                           join user in db.Users on member.UserId equals user.Id
                           where member.AccountId == account.Id && member.Role == MembershipRole.Owner && user.Email != null
                           select new { user.Email, user.UserName }).FirstOrDefaultAsync(cancellationToken);
        if (owner is null) return;
        var isNotice = news.Kind is StandingNewsKind.LowCredit or StandingNewsKind.NegativeCredit or StandingNewsKind.Suspended or StandingNewsKind.TerminationWarning;
        var key = isNotice
            ? StandingReads.NoticeKey(account.Id, account.FirstNoticeAt!.Value, account.NoticesSent)
            : $"standing/{account.Id}/version/{account.Version}";
        var letter = await letters.WriteAsync(news with
        {
            // A termination has just posted the last charges.
            Credit = await db.Accounts.Where(a => a.Id == account.Id).Select(a => a.Credit).SingleAsync(cancellationToken),
            UserName = owner.UserName ?? "",
            TerminationDue = account.TerminationDue,
            RestoreHours = options.RestoreHours,
        });
        db.Enqueue(Instant.From(time.GetUtcNow()), key, owner.Email!, letter);
    }

    private static StandingNewsKind? Kind(StandingFacts facts, StandingDecision decision) => decision switch
    {
        StandingDecision.Notify => facts.Credit.IsPositive ? StandingNewsKind.LowCredit : StandingNewsKind.NegativeCredit,
        StandingDecision.Suspend => StandingNewsKind.Suspended,
        StandingDecision.Warn => StandingNewsKind.TerminationWarning,
        StandingDecision.Restore => StandingNewsKind.Restored,
        StandingDecision.Terminate => StandingNewsKind.Terminated,
        StandingDecision.Reopen => StandingNewsKind.Reopened,
        _ => null,
    };

    // The panel's own decisions about standing are audited too, since they stop and delete machines.
    private static void Record(LobsterDbContext db, Account account, StandingFacts facts, StandingDecision decision, int concerned)
    {
        var type = decision switch
        {
            StandingDecision.Lower => "standing.low",
            StandingDecision.Notify or StandingDecision.Warn => "standing.notice",
            StandingDecision.Recover => "standing.good",
            StandingDecision.Suspend => "standing.suspended",
            StandingDecision.Restore => "standing.restored",
            StandingDecision.Terminate => "standing.terminated",
            StandingDecision.Reopen => "standing.reopened",
            _ => throw new InvalidOperationException($"Nothing is known about {decision}."),
        };
        var data = new
        {
            reason = decision.Reason, credit = facts.Credit.ToString(), burn = facts.Burn.ToString(), notice = account.NoticesSent,
            due = account.TerminationDue?.ToString(), things = concerned,
        };
        db.Record(facts.Now, Actor.System, type, SubjectKind.Account, account.Id.Value, account.Id, data);
        db.AuditEntries.Add(new AuditEntry
        {
            At = facts.Now, Actor = Actor.System, Action = type, Subject = SubjectKind.Account, SubjectId = account.Id.Value, AccountId = account.Id,
            Data = JsonSerializer.Serialize(data),
        });
    }
}
