using CsCheck;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Standing;

namespace Lobster.Tests.Standing;

/// <summary>Random facts about accounts, near all the edges of the policy.</summary>
internal static class StandingCases
{
    public static readonly Instant Now = Instant.Utc(2026, 3, 1, 12);

    public static readonly StandingPolicy Policy = new StandingOptions().Policy;

    private static readonly Gen<Money> Burns = Gen.OneOf(Gen.Const(0L), Gen.Long[1, 5], Gen.Long[1_000_000, 90_000_000]).Select(n => new Money(n));

    private static readonly Gen<Instant> Past = Gen.OneOf(Gen.Int[0, 40 * 24].Select(h => Now - TimeSpan.FromHours(h)), Gen.Long[0, 30L * Instant.MicrosPerDay].Select(m => new Instant(Now.Micros - m)));

    private static readonly Gen<StandingRecord> Free =
        Gen.Select(Gen.Bool, Past, Past, Gen.Int[0, 12], Past, Gen.Bool).Select((isLow, since, first, notices, last, hasLast) =>
            new StandingRecord(isLow ? StandingState.LowCredit : StandingState.Good, since)
            {
                NoticesSent = isLow ? notices : 0, FirstNoticeAt = isLow && notices > 0 ? first : null, LastNoticeAt = hasLast || (isLow && notices > 0) ? Later(first, last) : null,
            });

    private static readonly Gen<StandingRecord> Held =
        Gen.Select(Gen.Bool, Past, Past, Gen.Int[1, 20], Past, Burns, Gen.Int[-48, 96]).Select((isAuto, since, first, notices, last, burn, due) =>
            new StandingRecord(StandingState.Suspended, since, isAuto ? SuspensionKind.Auto : SuspensionKind.Manual)
            {
                NoticesSent = notices, FirstNoticeAt = first, LastNoticeAt = Later(first, last), BurnAtSuspension = burn,
                TerminationDue = isAuto ? Now + TimeSpan.FromHours(due) : null, TerminationNotice = isAuto ? notices : null,
            });

    private static readonly Gen<StandingRecord> Ended =
        Gen.Select(Past, Burns).Select((since, burn) => new StandingRecord(StandingState.Terminated, since) { BurnAtSuspension = burn, NoticesSent = 11, FirstNoticeAt = since, LastNoticeAt = since });

    /// <summary>An account in any state, with a credit that is a number of hours of its burn rate and a little.</summary>
    public static readonly Gen<StandingFacts> Facts =
        Gen.Select(Gen.OneOf(Free, Held, Ended), Burns, Gen.OneOf(Gen.Int[-400, 400], Gen.Int[-2, 2]), Gen.Int[-1, 1], Gen.Int[-72, 0], Gen.Int[0, 9]).Select((record, burn, hours, rest, handed, odd) =>
            new StandingFacts(record, new Money(((burn.IsPositive ? burn : record.BurnAtSuspension).Nanos * hours) + rest), burn, Now)
            {
                IsParked = odd == 0, WarningHandedAt = record.TerminationDue is null || odd > 6 ? null : Now + TimeSpan.FromHours(handed),
            });

    /// <summary>The facts right after the decision was carried out.</summary>
    public static StandingFacts Next(StandingFacts facts, StandingDecision decision) =>
        facts with { Record = StandingRules.After(facts, decision, Policy), WarningHandedAt = decision is StandingDecision.Stay ? facts.WarningHandedAt : null };

    private static Instant Later(Instant a, Instant b) => a > b ? a : b;
}
