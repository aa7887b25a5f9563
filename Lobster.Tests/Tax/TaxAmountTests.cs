using System.Numerics;
using CsCheck;
using Lobster.Core;
using Lobster.Core.Payments;
using Lobster.Core.Tax;

namespace Lobster.Tests.Tax;

public sealed class TaxAmountTests
{
    [Theory]
    [InlineData(2500, 19_000, 475)]
    [InlineData(2500, 0, 0)]
    [InlineData(2500, 100_000, 2500)]
    [InlineData(2501, 20_000, 500)]
    [InlineData(2503, 50_000, 1252)]
    [InlineData(1, 50_000, 1)]
    [InlineData(1, 49_999, 0)]
    [InlineData(2500, 8_875, 222)]
    [InlineData(0, 19_000, 0)]
    public void Tax_OnANetAmount_IsRoundedHalfUp(long net, int rate, long tax)
    {
        var amount = TaxAmount.On(net, Of(rate));

        Assert.Equal((net, tax, net + tax), (amount.NetMinor, amount.TaxMinor, amount.GrossMinor));
    }

    [Theory]
    [InlineData("JPY", "5", 5, 1)]
    [InlineData("USD", "25.00", 2500, 475)]
    [InlineData("KWD", "25.003", 25_003, 4751)]
    public void Tax_InEveryKindOfCurrency_IsWholeMinorUnits(string currency, string net, long minor, long tax)
    {
        Assert.Null(MoneyText.Read(net, out var money));

        Assert.Equal(new TaxAmount(minor, tax), TaxAmount.On(MinorUnits.From(money, currency)!.Value, Of(19_000)));
    }

    [Fact]
    public void Tax_OnAnyAmount_IsExactArithmeticsNearest() =>
        Gen.Select(Gen.Long[0, Money.MaxNanos / 1_000_000], Gen.Int[0, TaxRate.MostThousandths]).Sample((net, rate) =>
        {
            var tax = TaxAmount.On(net, Of(rate)).TaxMinor;

            // The nearest whole number to net × rate ÷ 100 000, the upper one of two.
            var off = 2 * (new BigInteger(net) * rate - new BigInteger(tax) * TaxRate.MostThousandths);
            Assert.InRange(off, -TaxRate.MostThousandths, TaxRate.MostThousandths - 1);
        }, seed: "0000KOIPHgK5");

    [Fact]
    public void Tax_InPartsOfAnAmount_NeverExceedsTheWholeAndEndsWithAllOfIt() =>
        Gen.Select(Gen.Long[1, 100_000_000], Gen.Int[0, TaxRate.MostThousandths], Gen.Int[1, 33]).Sample((net, rate, parts) =>
        {
            var whole = TaxAmount.On(net, Of(rate));
            var before = 0L;
            for (var i = 1; i <= parts; i++)
            {
                var part = TaxAmount.InPart((long)((Int128)whole.GrossMinor * i / parts), whole.GrossMinor, whole.TaxMinor);
                Assert.InRange(part.TaxMinor, before, whole.TaxMinor);
                Assert.True(part.NetMinor >= 0);
                before = part.TaxMinor;
            }

            Assert.Equal(whole.TaxMinor, before);
        }, seed: "0000KOIPHgK5");

    [Fact]
    public void Amount_BelowNothingOrBeyondTheWhole_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TaxAmount.On(-1, Of(19_000)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TaxAmount.InPart(11, 10, 1));
        Assert.Throws<OverflowException>(() => TaxAmount.On(long.MaxValue, Of(19_000)).GrossMinor);
    }

    private static TaxDecision Of(int rate) => new(rate, TaxKind.Rate, "VAT");
}
