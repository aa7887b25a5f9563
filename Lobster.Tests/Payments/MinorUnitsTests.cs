using Lobster.Core;
using Lobster.Core.Payments;

namespace Lobster.Tests.Payments;

public sealed class MinorUnitsTests
{
    [Theory]
    [InlineData("USD", 2500, "25.00 USD")]
    [InlineData("JPY", 2500, "2500 JPY")]
    [InlineData("KWD", 2500, "2.500 KWD")]
    public void Text_OfMinorUnits_HasTheCurrencysDecimals(string currency, long minor, string text)
    {
        Assert.Equal(text, MinorUnits.Text(minor, currency));
        Assert.Equal(minor, MinorUnits.From(MinorUnits.ToMoney(minor, currency), currency));
    }

    [Fact]
    public void From_EveryCentFromFiveToThreeHundredAsTyped_ComesBackExactly()
    {
        for (var cents = 500; cents <= 30_000; cents++)
        {
            var typed = $"{cents / 100}.{cents % 100:00}";

            Assert.Null(MoneyText.Read(typed, out var money));
            Assert.Equal(cents, MinorUnits.From(money, "USD"));
            Assert.Equal(cents * 10_000_000L, MinorUnits.ToMoney(cents, "USD").Nanos);
        }
    }

    [Fact]
    public void From_FractionOfACent_IsNull()
    {
        Assert.Null(MinorUnits.From(Money.FromDecimal(1.005m), "USD"));
        Assert.Null(MinorUnits.From(Money.FromDecimal(0.5m), "JPY"));
    }
}
