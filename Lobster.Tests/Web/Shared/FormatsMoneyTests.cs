using CsCheck;
using Lobster.Core;
using Lobster.Web.Components.Shared;

namespace Lobster.Tests.Web.Shared;

public sealed class FormatsMoneyTests : IDisposable
{
    private readonly UiContext ui = new();

    private Formats F => ui.Formats;

    public void Dispose() => ui.Dispose();

    [Theory]
    [InlineData(41_870_000_000, "$41.87")]
    [InlineData(18_240_110_000_000, "$18,240.11")]
    [InlineData(-2_980_000_000, "−$2.98")]
    [InlineData(0, "$0.00")]
    [InlineData(125_000_000, "$0.12")]
    [InlineData(135_000_000, "$0.14")]
    [InlineData(2_900_000, "$0.0029")]
    [InlineData(99_999, "<$0.0001")]
    [InlineData(-1, "−<$0.0001")]
    public void Credit_HasTwoDecimalsButNeverLooksFree(long nanos, string text) => Assert.Equal(text, F.Credit(new Money(nanos)));

    [Theory]
    [InlineData(29_800_000, "$0.0298")]
    [InlineData(1_430_400_000, "$1.4304")]
    [InlineData(100_000, "$0.0001")]
    [InlineData(99_999, "<$0.0001")]
    [InlineData(0, "$0.0000")]
    [InlineData(29_850_000, "$0.0298")]
    [InlineData(29_750_000, "$0.0298")]
    public void Fine_HasFourDecimalsHalfToEven(long nanos, string text) => Assert.Equal(text, F.Fine(new Money(nanos)));

    [Theory]
    [InlineData(5_000_000, "$0.0050")]
    [InlineData(70_000, "$0.00007")]
    [InlineData(1, "$0.000000001")]
    public void UnitPrice_ShowsEveryDigitItHas(long nanos, string text) => Assert.Equal(text, F.UnitPrice(new Money(nanos)));

    [Fact]
    public void Exact_HasNineDecimals() => Assert.Equal("$0.059600000", F.Exact(new Money(59_600_000)));

    [Theory]
    [InlineData(50_000_000_000, "+$50.00")]
    [InlineData(-50_000_000_000, "−$50.00")]
    [InlineData(0, "$0.00")]
    public void WithSign_AlwaysSaysTheDirection(long nanos, string text) => Assert.Equal(text, F.WithSign(new Money(nanos)));

    [Fact]
    public void Rates_AreAnHourAndAMonthOf730()
    {
        var rate = new Money(29_800_000);

        Assert.Equal("$0.0298 / h", F.Rate(rate));
        Assert.Equal("$0.0298 an hour", F.RateInText(rate));
        Assert.Equal("$21.75", F.Monthly(rate));
    }

    [Theory]
    [InlineData("USD", "$1.00")]
    [InlineData("EUR", "€1.00")]
    [InlineData("CHF", "CHF\u00a01.00")]
    public void Credit_CarriesTheCurrency(string code, string text)
    {
        var formats = new Formats(null!, new BusinessClock(ui.Time), PanelCurrency.Of(code));

        Assert.Equal(text, formats.Credit(Money.FromUnits(1)));
    }

    [Fact]
    public void Credit_OfAnything_IsNeverNothingUnlessItIsNothing() =>
        Gen.Long[-Money.MaxNanos, Money.MaxNanos].Sample(nanos =>
        {
            var digits = F.Credit(new Money(nanos)).Any(c => c is >= '1' and <= '9');
            return digits == (nanos != 0);
        });

    [Fact]
    public void Exact_OfAnything_ReadsBackAsTheSameAmount() =>
        Gen.Long[-Money.MaxNanos, Money.MaxNanos].Sample(nanos =>
        {
            var text = F.Exact(new Money(nanos)).Replace("$", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
            return MoneyText.Read(text, out var read, allowNegative: true) is null && read.Nanos == nanos;
        });
}
