using Lobster.Core.Accounts;

namespace Lobster.Core.Standing;

/// <summary>Decides about standing, and says what an account remembers of a decision. Pure.</summary>
public static class StandingRules
{
    /// <summary>What to do now. Deciding again right after the decision was carried out gives <see cref="StandingDecision.Stay"/>.</summary>
    public static StandingDecision Decide(StandingFacts facts, StandingPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(policy);
        if (facts.IsParked) return new StandingDecision.Stay("The account is parked.");
        return (facts.Record.Standing, facts.Record.Suspension) switch
        {
            (StandingState.Terminated, _) => OfTerminated(facts, policy),
            (_, SuspensionKind.Manual) => new StandingDecision.Stay("An admin suspended it and only an admin lifts that."),
            (_, SuspensionKind.Auto) => OfSuspended(facts, policy),
            _ => OfRunning(facts, policy),
        };
    }

    /// <summary>What the account remembers once <paramref name="decision"/> is carried out.</summary>
    public static StandingRecord After(StandingFacts facts, StandingDecision decision, StandingPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var (now, record) = (facts.Now, facts.Record);
        return decision switch
        {
            StandingDecision.Stay => record,
            StandingDecision.Lower => record with { Standing = StandingState.LowCredit, Since = now },
            StandingDecision.Notify => Noticed(facts) with
            {
                Standing = StandingState.LowCredit,
                Since = record.Standing == StandingState.LowCredit ? record.Since : now,
            },
            StandingDecision.Suspend suspend => Dated(facts, suspend.Due) with
            {
                Standing = StandingState.Suspended,
                Since = now,
                Suspension = SuspensionKind.Auto,
                BurnAtSuspension = facts.Burn,
            },
            StandingDecision.Warn warn => Dated(facts, warn.Due),
            StandingDecision.Terminate => record with
            {
                Standing = StandingState.Terminated,
                Since = now,
                Suspension = SuspensionKind.None,
                BurnAtSuspension = record.BurnAtSuspension > facts.Burn ? record.BurnAtSuspension : facts.Burn,
            },
            StandingDecision.Recover or StandingDecision.Restore or StandingDecision.Reopen => Freed(facts, policy),
            _ => throw new InvalidOperationException($"Nothing is known about {decision}."),
        };
    }

    /// <summary>What the account remembers once nothing holds it any more. While credit is low its notices go on counting: a small payment buys no new grace.</summary>
    public static StandingRecord Freed(StandingFacts facts, StandingPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var free = new StandingRecord(StandingState.Good, facts.Now) { LastNoticeAt = facts.Record.LastNoticeAt };
        // The letter about the change tells how long credit lasts, so that it stands for a notice.
        return !IsLow(facts, policy) ? free : free with
        {
            Standing = StandingState.LowCredit,
            LastNoticeAt = facts.Now,
            NoticesSent = facts.Record.NoticesSent,
            FirstNoticeAt = facts.Record.FirstNoticeAt,
        };
    }

    /// <summary>Whether credit is low: it does not cover the hours of the policy or, where nothing costs anything, it is a debt.</summary>
    public static bool IsLow(StandingFacts facts, StandingPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(policy);
        return facts.Burn.IsPositive ? !Covers(facts.Credit, facts.Burn, policy.NotifyHours) : facts.Credit.IsNegative;
    }

    /// <summary>What must be paid in so that an automatic suspension lifts, rounded up to a hundredth, so that paying just that is enough.</summary>
    public static Money Missing(Money credit, Money burn, int restoreHours)
    {
        const long hundredth = Money.NanosPerUnit / 100;
        var missing = ((Int128)burn.Nanos * restoreHours) - credit.Nanos;
        return missing <= 0 ? Money.Zero : new Money(checked((long)((missing + hundredth - 1) / hundredth * hundredth)));
    }

    private static StandingDecision OfRunning(StandingFacts facts, StandingPolicy policy)
    {
        var record = facts.Record;
        if (!IsLow(facts, policy))
            return record.Standing == StandingState.Good
                ? new StandingDecision.Stay("Credit is enough.")
                : new StandingDecision.Recover("Credit is enough again.");
        if (facts.Burn.IsPositive && !facts.Credit.IsPositive && IsWarnedEnough(facts, policy))
            return new StandingDecision.Suspend($"Credit is used up; notices sent before: {record.NoticesSent}.", Due(facts, policy));
        // A debt that nothing adds to is told once; nothing costs anything, so nothing is stopped for it.
        var isOwing = !facts.Burn.IsPositive && record.NoticesSent > 0;
        if (!isOwing && IsNoticeDue(facts, policy))
            return new StandingDecision.Notify(facts.Credit.IsNegative ? "Credit is below zero." : $"Credit does not last {policy.NotifyHours} hours.");
        return record.Standing == StandingState.Good
            ? new StandingDecision.Lower("Credit is low; the last letter is less than a notice's time old.")
            : new StandingDecision.Stay("Credit is low and its owner knows.");
    }

    private static StandingDecision OfSuspended(StandingFacts facts, StandingPolicy policy)
    {
        if (!facts.Credit.IsNegative && Covers(facts.Credit, facts.Burn, policy.RestoreHours))
            return new StandingDecision.Restore($"Credit covers {policy.RestoreHours} hours of the full burn rate.");
        if (IsOver(facts, policy) && facts.Record.TerminationDue is { } due && due <= facts.Now && facts.WarningHandedAt <= due && IsNoticeCountEnough(facts, policy))
            return new StandingDecision.Terminate(IsTooDeep(facts, policy)
                ? $"The debt is above {policy.DebtHours} hours of the burn rate at suspension."
                : $"It was suspended for {(int)policy.SuspendedTime.TotalDays} days.");
        return IsNoticeDue(facts, policy)
            ? new StandingDecision.Warn("It is still suspended.", Due(facts, policy))
            : new StandingDecision.Stay("It is suspended until credit arrives.");
    }

    private static StandingDecision OfTerminated(StandingFacts facts, StandingPolicy policy) =>
        facts.Credit.IsPositive && Covers(facts.Credit, facts.Record.BurnAtSuspension, policy.RestoreHours)
            ? new StandingDecision.Reopen("The debt is paid.")
            : new StandingDecision.Stay("It was terminated.");

    private static bool IsWarnedEnough(StandingFacts facts, StandingPolicy policy) =>
        facts.Record.NoticesSent >= policy.NoticesBeforeSuspension
        || (facts.Record.FirstNoticeAt is { } first && facts.Now - first >= policy.TimeBeforeSuspension);

    private static bool IsNoticeDue(StandingFacts facts, StandingPolicy policy) =>
        facts.Record.LastNoticeAt is not { } last || facts.Now - last >= policy.NotifyEvery;

    private static bool IsNoticeCountEnough(StandingFacts facts, StandingPolicy policy) =>
        facts.Record.NoticesSent >= policy.NoticesBeforeTermination
        || (facts.Record.FirstNoticeAt is { } first && facts.Record.NoticesSent >= (facts.Now - first).Ticks / policy.NotifyEvery.Ticks);

    private static bool IsTooDeep(StandingFacts facts, StandingPolicy policy)
    {
        var burn = facts.Record.Suspension == SuspensionKind.None ? facts.Burn : facts.Record.BurnAtSuspension;
        return burn.IsPositive && (Int128)facts.Credit.Nanos < -((Int128)burn.Nanos * policy.DebtHours);
    }

    private static bool IsOver(StandingFacts facts, StandingPolicy policy) =>
        IsTooDeep(facts, policy) || facts.Now - facts.Record.Since >= policy.SuspendedTime;

    // A date that was told is kept unless it passed; a debt too deep may bring it nearer, but never to sooner than the warning time from now.
    private static Instant Due(StandingFacts facts, StandingPolicy policy)
    {
        var since = facts.Record.Suspension == SuspensionKind.None ? facts.Now : facts.Record.Since;
        var planned = IsTooDeep(facts, policy) ? facts.Now : since + policy.SuspendedTime;
        var earliest = facts.Now + policy.WarningTime;
        var due = planned > earliest ? planned : earliest;
        return facts.Record.TerminationDue is { } told && told > facts.Now && told < due ? told : due;
    }

    private static StandingRecord Noticed(StandingFacts facts) => facts.Record with
    {
        NoticesSent = facts.Record.NoticesSent + 1,
        FirstNoticeAt = facts.Record.FirstNoticeAt ?? facts.Now,
        LastNoticeAt = facts.Now,
    };

    private static StandingRecord Dated(StandingFacts facts, Instant due)
    {
        var noticed = Noticed(facts);
        return due == facts.Record.TerminationDue ? noticed : noticed with { TerminationDue = due, TerminationNotice = noticed.NoticesSent };
    }

    private static bool Covers(Money credit, Money burn, int hours) => credit.Nanos >= (Int128)burn.Nanos * hours;
}
