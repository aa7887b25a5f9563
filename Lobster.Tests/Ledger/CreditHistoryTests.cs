using Lobster.Core;
using Lobster.Core.Ledger;

namespace Lobster.Tests.Ledger;

public sealed class CreditHistoryTests
{
    private static readonly Instant Start = Instant.Utc(2026, 11, 1);

    [Fact]
    public void Draw_UsageAndPayment_FallsEvenlyAndJumps()
    {
        CreditHistory.Change usage = new(Start, At(10), -Money.FromUnits(10));
        CreditHistory.Change payment = new(At(5), At(5), Money.FromUnits(50));

        var course = CreditHistory.Draw(Money.FromUnits(60), [usage, payment], Start, At(20));

        Assert.Equal(
            [(0, 20), (5, 15), (5, 65), (10, 60), (20, 60)],
            course.Select(s => ((int)(s.At - Start).TotalHours, (int)s.Credit.ToDecimal())));
    }

    [Fact]
    public void Draw_NothingHappened_IsLevel()
    {
        var course = CreditHistory.Draw(Money.FromUnits(7), [], Start, At(1));

        Assert.Equal([Money.FromUnits(7), Money.FromUnits(7)], course.Select(s => s.Credit));
    }

    private static Instant At(int hours) => Start + TimeSpan.FromHours(hours);
}
