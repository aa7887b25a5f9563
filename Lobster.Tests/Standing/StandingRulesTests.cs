using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Standing;
using static Lobster.Tests.Standing.StandingCases;

namespace Lobster.Tests.Standing;

public sealed class StandingRulesTests
{
    private static readonly Money Burn = Money.FromUnits(1);

    [Theory]
    [InlineData(168, "Stay")]
    [InlineData(167, "Notify")]
    [InlineData(0, "Notify")]
    [InlineData(-1, "Notify")]
    public void Decide_GoodAndNeverNotified(int hours, string expected) =>
        Assert.Equal(expected, Name(new StandingFacts(new StandingRecord(StandingState.Good, Ago(100)), Burn * hours, Burn, Now)));

    [Theory]
    [InlineData(1, 24, 24, "Suspend")]
    [InlineData(1, 23, 23, "Stay")]
    [InlineData(5, 2, 1, "Suspend")]
    [InlineData(4, 23, 1, "Stay")]
    [InlineData(4, 23, 24, "Notify")]
    public void Decide_CreditUsedUp_SuspendsAfterFiveNoticesOrADay(int notices, int firstHoursAgo, int lastHoursAgo, string expected) =>
        Assert.Equal(expected, Name(new StandingFacts(Low(notices, firstHoursAgo, lastHoursAgo), Money.Zero, Burn, Now)));

    [Fact]
    public void Decide_ANanoOfCredit_DoesNotSuspend() =>
        Assert.Equal("Stay", Name(new StandingFacts(Low(9, 200, 1), new Money(1), Burn, Now)));

    [Theory]
    [InlineData(168, "Recover")]
    [InlineData(167, "Stay")]
    public void Decide_LowCredit_RecoversAtTheThreshold(int hours, string expected) =>
        Assert.Equal(expected, Name(new StandingFacts(Low(3, 60, 1), Burn * hours, Burn, Now)));

    [Theory]
    [InlineData(0, "Stay")]
    [InlineData(-1, "Notify")]
    public void Decide_NothingCostsAnything_OnlyADebtIsTold(int units, string expected) =>
        Assert.Equal(expected, Name(new StandingFacts(new StandingRecord(StandingState.Good, Ago(100)), Money.FromUnits(units), Money.Zero, Now)));

    [Fact]
    public void Decide_DebtWithoutCost_IsToldOnce() =>
        Assert.Equal("Stay", Name(new StandingFacts(Low(1, 400, 400), Money.FromUnits(-5), Money.Zero, Now)));

    [Theory]
    [InlineData(1_000_000_000, "Restore")]
    [InlineData(999_999_999, "Stay")]
    public void Decide_Suspended_RestoresAtOneHourOfTheFullBurn(long nanos, string expected) =>
        Assert.Equal(expected, Name(new StandingFacts(Held(10, 20, 5, due: 300), new Money(nanos), Burn, Now)));

    [Theory]
    [InlineData(14 * 24, -10, 10, 0, 5, "Terminate")]
    [InlineData((14 * 24) - 1, -10, 10, 0, 5, "Stay")]
    [InlineData(170, -169, 10, 0, 5, "Terminate")]
    [InlineData(170, -168, 10, 0, 5, "Stay")]
    [InlineData(14 * 24, -10, 10, 1, 5, "Stay")]
    [InlineData(14 * 24, -10, 9, 0, 5, "Stay")]
    [InlineData(14 * 24, -10, 10, 0, null, "Stay")]
    [InlineData(14 * 24, -10, 10, 0, -1, "Stay")]
    public void Decide_Suspended_TerminatesAfterDateDebtNoticesAndHandOver(int sinceHours, int credit, int notices, int dueIn, int? handedBeforeDue, string expected)
    {
        var record = Held(notices, sinceHours, 5, dueIn);
        var facts = new StandingFacts(record, Burn * credit, Burn, Now)
        {
            WarningHandedAt = handedBeforeDue is { } hours ? record.TerminationDue!.Value - TimeSpan.FromHours(hours) : null,
        };

        Assert.Equal(expected, Name(facts));
    }

    [Fact]
    public void Decide_EveryDayHadItsNotice_TerminatesWithFewerThanTen()
    {
        var record = Held(8, 170, 5, 0) with { FirstNoticeAt = Ago((8 * 24) + 5) };

        Assert.Equal("Terminate", Name(new StandingFacts(record, Burn * -180, Burn, Now) { WarningHandedAt = Ago(24) }));
    }

    [Fact]
    public void Decide_DatePassedWithoutHandOver_WarnsAgainWithALaterDate()
    {
        var facts = new StandingFacts(Held(12, 14 * 24, 24, -1), Burn * -10, Burn, Now);

        var warn = Assert.IsType<StandingDecision.Warn>(StandingRules.Decide(facts, Policy));

        Assert.Equal(Now + TimeSpan.FromHours(24), warn.Due);
        var after = StandingRules.After(facts, warn, Policy);
        Assert.Equal((13, 13, Now + TimeSpan.FromHours(24)), (after.NoticesSent, after.TerminationNotice, after.TerminationDue));
    }

    [Fact]
    public void Decide_DebtTooDeep_BringsTheDateNearerButGivesADay()
    {
        var facts = new StandingFacts(Held(8, 170, 24, 160), Burn * -169, Burn, Now);

        Assert.Equal(Now + TimeSpan.FromHours(24), Assert.IsType<StandingDecision.Warn>(StandingRules.Decide(facts, Policy)).Due);
    }

    [Fact]
    public void Decide_DailyReminder_KeepsTheDateAndTheNoticeThatToldIt()
    {
        var facts = new StandingFacts(Held(8, 300, 24, 36) with { TerminationNotice = 3 }, Burn * -10, Burn, Now);

        var warn = Assert.IsType<StandingDecision.Warn>(StandingRules.Decide(facts, Policy));

        Assert.Equal(facts.Record.TerminationDue, warn.Due);
        Assert.Equal(3, StandingRules.After(facts, warn, Policy).TerminationNotice);
    }

    [Fact]
    public void After_RestoreWhileStillLow_KeepsCountingNotices()
    {
        var facts = new StandingFacts(Held(6, 20, 5, 300), Burn * 2, Burn, Now);

        var after = StandingRules.After(facts, StandingRules.Decide(facts, Policy), Policy);

        Assert.Equal((StandingState.LowCredit, SuspensionKind.None, 6, Money.Zero), (after.Standing, after.Suspension, after.NoticesSent, after.BurnAtSuspension));
        Assert.Null(after.TerminationDue);
    }

    [Fact]
    public void After_RestoreAboveTheThreshold_ForgetsTheNotices()
    {
        var facts = new StandingFacts(Held(6, 20, 5, 300), Burn * 168, Burn, Now);

        var after = StandingRules.After(facts, StandingRules.Decide(facts, Policy), Policy);

        Assert.Equal((StandingState.Good, 0, (Instant?)null), (after.Standing, after.NoticesSent, after.FirstNoticeAt));
    }

    [Theory]
    [InlineData(0, "Stay")]
    [InlineData(1, "Reopen")]
    public void Decide_Terminated_OpensAgainOnlyWithCredit(int hours, string expected) =>
        Assert.Equal(expected, Name(new StandingFacts(new StandingRecord(StandingState.Terminated, Ago(9)) { BurnAtSuspension = Burn }, Burn * hours, Money.Zero, Now)));

    [Fact]
    public void Problems_OfWrongOptions_NameThem() =>
        Assert.Equal(
            ["Lobster:Standing:NotifyHours is 0, but must be 1 to 8760.", "Lobster:Standing:WarningHours is 9999, but must be 1 to 720."],
            new StandingOptions { NotifyHours = 0, WarningHours = 9999 }.Problems());

    [Theory]
    [InlineData(-5_020_000_001, 7_500_000, 1, 5_030_000_000)]
    [InlineData(-5_000_000_000, 10_000_000, 2, 5_020_000_000)]
    [InlineData(7_500_000, 7_500_000, 1, 0)]
    public void Missing_IsRoundedUpToAHundredth(long credit, long burn, int hours, long expected) =>
        Assert.Equal(new Money(expected), StandingRules.Missing(new Money(credit), new Money(burn), hours));

    private static string Name(StandingFacts facts) => StandingRules.Decide(facts, Policy).GetType().Name;

    private static Instant Ago(int hours) => Now - TimeSpan.FromHours(hours);

    private static StandingRecord Low(int notices, int firstHoursAgo, int lastHoursAgo) => new(StandingState.LowCredit, Ago(firstHoursAgo))
    {
        NoticesSent = notices, FirstNoticeAt = Ago(firstHoursAgo), LastNoticeAt = Ago(lastHoursAgo),
    };

    private static StandingRecord Held(int notices, int sinceHoursAgo, int lastHoursAgo, int due) => new(StandingState.Suspended, Ago(sinceHoursAgo), SuspensionKind.Auto)
    {
        NoticesSent = notices, FirstNoticeAt = Ago(sinceHoursAgo + 500), LastNoticeAt = Ago(lastHoursAgo), BurnAtSuspension = Burn,
        TerminationDue = Now + TimeSpan.FromHours(due), TerminationNotice = notices,
    };
}
