using System.Text.Json.Nodes;
using Lobster.Backends.Payments.Stripe;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Payments.Stripe;

/// <summary>Amounts by the contract's currencies.json.</summary>
public sealed class StripeAmountsTests
{
    [Fact]
    public void Amounts_OfTheContract_AreWrittenAndReadExactly()
    {
        var cases = Currencies()["conversion_cases"]!.AsArray();

        foreach (var one in cases)
        {
            var (minor, currency, stripe) = ((long)one!["minor_iso"]!, (string)one["currency"]!, one["stripe"]!.AsValue());
            var written = StripeAmounts.Write(minor, currency);
            if (stripe.TryGetValue<long>(out var expected)) Assert.Equal((expected, minor), (written, StripeAmounts.Read(expected, currency)));
            else Assert.Null(written);
        }

        Assert.Equal(7, cases.Count);
    }

    [Fact]
    public void Currencies_OfTheContract_HaveTheirDigits()
    {
        var stripe = Currencies()["gateways"]!["stripe"]!;
        IEnumerable<string> Of(string list) => stripe[list]!.AsArray().Select(c => (string)c!);

        // Ten whole units: 10, 1000 or 10000 of Stripe's.
        Assert.All(Of("zero_decimal"), c => Assert.Equal(10, StripeAmounts.Write(Ten(c), c)));
        Assert.All(Of("three_decimal_last_digit_zero"), c => Assert.Equal(10_000, StripeAmounts.Write(Ten(c), c)));
        Assert.All(Of("two_decimal_by_rule_although_without_minor_unit").Concat(Of("two_decimal_for_charges_zero_decimal_for_payouts")), c => Assert.Equal(1000, StripeAmounts.Write(Ten(c), c)));
    }

    [Theory]
    [InlineData(550, "ISK", null)]
    [InlineData(500, "ISK", 5L)]
    [InlineData(25, "MGA", 2500L)]
    [InlineData(25001, "KWD", 25001L)]
    [InlineData(2500, "USD", 2500L)]
    public void Read_AmountOfStripes_IsExactOrNothing(long amount, string currency, long? minor) => Assert.Equal(minor, StripeAmounts.Read(amount, currency));

    [Theory]
    [InlineData(2550, "MGA")]
    [InlineData(2500, "IQD")]
    [InlineData(2500, "usd")]
    public void Write_WhatStripeCannotTake_IsNothing(long minor, string currency) => Assert.Null(StripeAmounts.Write(minor, currency));

    [Fact]
    public void Write_TooMuch_Overflows() => Assert.Throws<OverflowException>(() => StripeAmounts.Write(long.MaxValue, "ISK"));

    private static long Ten(string currency) => Core.Payments.MinorUnits.From(Core.Money.FromUnits(10), currency)!.Value;

    private static JsonNode Currencies() => JsonNode.Parse(File.ReadAllText(Contracts.At("payments", "currencies.json")))!;
}
