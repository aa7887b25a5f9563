using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Core.Tax;
using Lobster.Tests.Harness;
using Lobster.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Tax;

/// <summary>Payments with tax on them: gross comes, net is credited, and what goes back takes its share.</summary>
public sealed class TaxedPaymentTests
{
    [Theory, EveryDatabase]
    public async Task Payment_WithTax_CreditsNetForGrossAndFreezesWhatItWas(DatabaseProvider provider)
    {
        await using var scene = await TaxedAsync(provider);
        await TaxStock.EnterAsync(scene, TaxStock.Berliner);

        var payment = await scene.PaidAsync(25);
        await TaxStock.Records(scene).SaveAsync(scene.Customer, scene.Account, 0, TaxStock.Parisian);
        var later = await scene.BeginAsync(25);

        Assert.Equal((2975, 475, 2975, Money.FromUnits(25)), (payment.GrossMinor, payment.TaxMinor, payment.PaidMinor, payment.Credit));
        Assert.Equal((2500, 0), (later.GrossMinor, later.TaxMinor));
        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
        var frozen = (await TaxStock.Receipts(scene).FindAsync(scene.Customer, payment.Id))!.Tax!;
        Assert.Equal(new TaxDecision(19_000, TaxKind.Rate, "VAT"), frozen.Decision);
        Assert.Equal(("Anna Groß", "Lobster Hosting GmbH"), (frozen.Customer!.Name, frozen.Seller!.Name));
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Payment_OfWhatWasShownBeforeTheRateChanged_IsRefused(DatabaseProvider provider)
    {
        await using var scene = await TaxedAsync(provider);
        var request = new DepositRequest(Guid.CreateVersion7(), scene.Account, Money.FromUnits(25), "test", 2900);

        var begun = await scene.Deposits().BeginAsync(scene.Customer, request, PaymentScene.PageOf);
        var again = await scene.Deposits().BeginAsync(scene.Customer, request with { SeenGrossMinor = 2975 }, PaymentScene.PageOf);

        Assert.Contains("29.75 USD", Assert.IsType<Refusal.Conflict>(begun.Refusal).English, StringComparison.Ordinal);
        Assert.Null(again.Refusal);
        Assert.Equal(2975, (await scene.PaymentAsync(p => true)).GrossMinor);
    }

    [Theory]
    [EveryDatabase("5.00", null)]
    [EveryDatabase("300.00", null)]
    [EveryDatabase("4.99", nameof(DepositRequest.Amount))]
    [EveryDatabase("300.01", nameof(DepositRequest.Amount))]
    public async Task Limits_OfDeposits_AreOfTheCreditWithoutTax(DatabaseProvider provider, string amount, string? refused)
    {
        await using var scene = await TaxedAsync(provider);
        var net = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);

        var begun = await scene.Deposits().BeginAsync(scene.Customer, new DepositRequest(Guid.CreateVersion7(), scene.Account, Money.FromDecimal(net), "test"), PaymentScene.PageOf);

        Assert.Equal(refused, (begun.Refusal as Refusal.Invalid)?.Field);
    }

    [Theory]
    [EveryDatabase(1)]
    [EveryDatabase(3)]
    [EveryDatabase(7)]
    [EveryDatabase(33)]
    public async Task Refund_InParts_TakesTheWholeCreditToTheNano(DatabaseProvider provider, int parts)
    {
        await using var scene = await TaxedAsync(provider);
        var payment = await scene.PaidAsync(25);

        for (var i = 0; i < parts; i++)
        {
            var part = payment.GrossMinor * (i + 1) / parts - payment.GrossMinor * i / parts;
            await scene.DeliverAsync(new TestEvent($"e{i}", "refund.completed", payment.Reference, $"re_{i}", part));
            await scene.Worker().RunAsync();
        }

        var receipt = await TaxStock.Receipts(scene).FindAsync(scene.Customer, payment.Id);
        Assert.Equal((PaymentState.Refunded, Money.Zero), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        Assert.Equal(new TaxAmount(2500, 475), receipt!.Sums.Returned);
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Refund_ByStaffOfWhatIsLeft_IsLimitedToItsGross(DatabaseProvider provider)
    {
        await using var scene = await TaxedAsync(provider);
        var payment = await scene.PaidAsync(25);
        await scene.SpendAsync(20);

        var tooMuch = await scene.RefundDesk().RequestAsync(scene.Staff, new RefundForm(Guid.CreateVersion7(), payment.Id, "5.96", "x"));
        var rest = await scene.RefundDesk().RequestAsync(scene.Staff, new RefundForm(Guid.CreateVersion7(), payment.Id, "5.95", "x"));

        Assert.IsType<Refusal.Invalid>(tooMuch.Refusal);
        Assert.Null(rest.Refusal);
        Assert.Equal(Money.Zero, await scene.CreditAsync());
        Assert.Equal(new TaxAmount(500, 95), (await TaxStock.Receipts(scene).FindAsync(scene.Customer, payment.Id))!.Sums.Returned);
    }

    [Theory, EveryDatabase]
    public async Task Underpaid_AndCredited_GivesItsShareAndTheReceiptSaysSo(DatabaseProvider provider)
    {
        await using var scene = await TaxedAsync(provider);
        scene.Rules.CreditUnderpaid = true;
        var payment = await scene.BeginAsync(25);

        await scene.DeliverAsync(payment, TestOutcome.Underpaid);
        await scene.Worker().RunAsync();

        var receipt = await TaxStock.Receipts(scene).FindAsync(scene.Customer, payment.Id);
        Assert.Equal(Money.FromUnits(25).Scale(2875, 2975), await scene.CreditAsync());
        Assert.Equal(new TaxAmount(2416, 459), receipt!.Sums.Paid);
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Overpaid_SurplusGoingBack_TakesNoCreditAndNoTax(DatabaseProvider provider)
    {
        await using var scene = await TaxedAsync(provider);
        var payment = await scene.BeginAsync(25);
        await scene.DeliverAsync(payment, TestOutcome.Overpaid);
        await scene.Worker().RunAsync();

        await scene.DeliverAsync(new TestEvent("e1", "refund.completed", payment.Reference, "re_1", 100));
        await scene.Worker().RunAsync();

        var sums = (await TaxStock.Receipts(scene).FindAsync(scene.Customer, payment.Id))!.Sums;
        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
        Assert.Equal((new TaxAmount(2500, 475), new TaxAmount(0, 0), 100), (sums.Paid, sums.Returned, sums.SurplusMinor));
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory]
    [EveryDatabase(TestOutcome.DisputeWon, 25)]
    [EveryDatabase(TestOutcome.DisputeLost, 0)]
    public async Task Dispute_OfTheWholeGross_HoldsAndDecidesTheWholeCredit(DatabaseProvider provider, TestOutcome end, int credit)
    {
        await using var scene = await TaxedAsync(provider);
        var payment = await scene.PaidAsync(25);

        await scene.DeliverAsync(payment, TestOutcome.Disputed);
        await scene.Worker().RunAsync();
        var held = await scene.CreditAsync();
        await scene.DeliverAsync(payment, end);
        await scene.Worker().RunAsync();

        Assert.Equal((Money.Zero, Money.FromUnits(credit)), (held, await scene.CreditAsync()));
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Panel_WithoutRates_AddsNothingAndStillNumbersItsReceipts(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);

        var payment = await scene.PaidAsync(25);

        var quote = await new TaxQuotes(scene.Database.Transactions).ForAsync(scene.Customer, scene.Account);
        Assert.Equal(new TaxQuote(TaxDecision.None, false, false, null), quote);
        Assert.Equal((2500, 0), (payment.GrossMinor, payment.TaxMinor));
        Assert.Equal("R-000001", (await TaxStock.Receipts(scene).FindAsync(scene.Customer, payment.Id))!.Receipt.Text);
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task TaxOfAPayment_OnceWritten_CannotBeChangedInTheDatabase(DatabaseProvider provider)
    {
        await using var scene = await TaxedAsync(provider);
        var payment = await scene.PaidAsync(25);
        await using var db = scene.Database.Open();

        var changed = await Record.ExceptionAsync(() => db.PaymentTaxes.Where(t => t.PaymentId == payment.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Name, "x")));
        var renumbered = await Record.ExceptionAsync(() => db.PaymentReceipts.ExecuteUpdateAsync(s => s.SetProperty(r => r.Number, 9)));
        var deleted = await Record.ExceptionAsync(() => db.PaymentReceipts.ExecuteDeleteAsync());

        Assert.All(new[] { changed, renumbered, deleted }, e => Assert.True(DatabaseErrors.IsConstraint(e!)));
    }

    private static async Task<PaymentScene> TaxedAsync(DatabaseProvider provider)
    {
        var scene = await PaymentScene.CreateAsync(provider);
        await TaxStock.SetUpAsync(scene, ("DE", CustomerKind.Person, "19"));
        return scene;
    }
}
