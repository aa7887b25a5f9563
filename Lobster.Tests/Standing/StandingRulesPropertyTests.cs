using CsCheck;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Standing;
using static Lobster.Tests.Standing.StandingCases;

namespace Lobster.Tests.Standing;

public sealed class StandingRulesPropertyTests
{
    private const long Many = 20_000;

    [Fact]
    public void Decide_RightAfterCarryingOut_Stays() =>
        Facts.Sample(facts =>
        {
            var next = Next(facts, StandingRules.Decide(facts, Policy));

            Assert.IsType<StandingDecision.Stay>(StandingRules.Decide(next, Policy));
        }, iter: Many);

    [Fact]
    public void Decide_WithMoreCredit_NeverStandsWorse() =>
        Gen.Select(Facts, Gen.Long[0, 3_000_000_000]).Sample((facts, more) =>
        {
            var richer = facts with { Credit = new Money(facts.Credit.Nanos + more) };

            Assert.True(Next(richer, StandingRules.Decide(richer, Policy)).Record.Standing <= Next(facts, StandingRules.Decide(facts, Policy)).Record.Standing);
        }, iter: Many);

    [Fact]
    public void Decide_Terminates_OnlyAfterADateThatWasHandedOverInTime() =>
        Facts.Sample(facts =>
        {
            if (StandingRules.Decide(facts, Policy) is not StandingDecision.Terminate) return;

            Assert.Equal(SuspensionKind.Auto, facts.Record.Suspension);
            Assert.True(facts.Record.TerminationDue <= Now && facts.WarningHandedAt <= facts.Record.TerminationDue);
        }, iter: Many);

    [Fact]
    public void Decide_Suspends_OnlyWithoutCreditAndAfterANotice() =>
        Facts.Sample(facts =>
        {
            if (StandingRules.Decide(facts, Policy) is not StandingDecision.Suspend suspend) return;

            Assert.True(!facts.Credit.IsPositive && facts.Burn.IsPositive && facts.Record.NoticesSent > 0);
            Assert.True(suspend.Due >= Now + Policy.WarningTime);
        }, iter: Many);

    [Fact]
    public void Decide_ParkedOrSuspendedByHand_Stays() =>
        Facts.Sample(facts =>
        {
            if (!facts.IsParked && facts.Record.Suspension != SuspensionKind.Manual) return;

            Assert.IsType<StandingDecision.Stay>(StandingRules.Decide(facts, Policy));
        }, iter: Many);

    [Fact]
    public void Decide_SuspendedWithAnHourOfCredit_Restores() =>
        Facts.Sample(facts =>
        {
            if (facts.IsParked || facts.Record.Suspension != SuspensionKind.Auto) return;
            var paid = facts with { Credit = facts.Burn };

            Assert.IsType<StandingDecision.Restore>(StandingRules.Decide(paid, Policy));
        }, iter: Many);

    [Fact]
    public void Decide_WritesAtMostOnceInTheTimeBetweenNotices() =>
        Facts.Sample(facts =>
        {
            if (facts.Record.LastNoticeAt is not { } last || Now - last >= Policy.NotifyEvery) return;

            Assert.False(StandingRules.Decide(facts, Policy) is StandingDecision.Notify or StandingDecision.Warn);
        }, iter: Many);

    [Fact]
    public void Decide_NothingCostsAnything_NeverSuspends() =>
        Facts.Sample(facts =>
        {
            var free = facts with { Burn = Money.Zero };

            Assert.IsNotType<StandingDecision.Suspend>(StandingRules.Decide(free, Policy));
        }, iter: Many);
}
