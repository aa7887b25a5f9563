using System.Globalization;
using System.Numerics;
using CsCheck;
using Lobster.Core;

namespace Lobster.Tests.Amounts;

public sealed class MoneyTests
{
    [Fact]
    public void Scale_AnyAmount_RoundsHalfToEvenExactly() =>
        Gen.Select(Gen.Long[-Money.MaxNanos, Money.MaxNanos], Gen.Int[0, 100_000], Gen.Int[1, 100_000]).Sample((nanos, numerator, denominator) =>
        {
            var exact = new BigInteger(nanos) * numerator;
            var floor = BigInteger.DivRem(exact, denominator, out var rest);
            if (rest < 0) (floor, rest) = (floor - 1, rest + denominator);
            var twice = rest * 2;
            var rounded = twice > denominator || (twice == denominator && !floor.IsEven) ? floor + 1 : floor;

            if (BigInteger.Abs(rounded) <= long.MaxValue)
                Assert.Equal((long)rounded, new Money(nanos).Scale(numerator, denominator).Nanos);
        }, seed: "0000KOIPHgK5");

    [Fact]
    public void Sum_BeyondInt64_Throws() =>
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));

    [Theory]
    [InlineData("19.99", 19_990_000_000)]
    [InlineData(" 64.10 ", 64_100_000_000)]
    [InlineData("0.0000555", 55_500)]
    [InlineData("0.000000001", 1)]
    [InlineData("1000000000", 1_000_000_000_000_000_000)]
    public void Read_ExactText_GivesExactNanos(string text, long nanos)
    {
        Assert.Null(MoneyText.Read(text, out var money));

        Assert.Equal(nanos, money.Nanos);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("1e30")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1,000.00")]
    [InlineData("0.1234567890")]
    [InlineData("1000000001")]
    [InlineData("0x10")]
    [InlineData("٣")]
    public void Read_AnythingElse_IsRefusedWithASentence(string text)
    {
        var sentence = MoneyText.Read(text, out var money);

        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.Equal(default, money);
    }

    [Fact]
    public void Read_EveryCentAmountFrom5To300_IsExact()
    {
        for (var cents = 500; cents <= 30_000; cents++)
        {
            Assert.Null(MoneyText.Read((cents / 100m).ToString("0.00", CultureInfo.InvariantCulture), out var money));
            Assert.Equal(cents * 10_000_000L, money.Nanos);
        }
    }
}
