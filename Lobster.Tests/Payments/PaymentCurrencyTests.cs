using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Payments;

/// <summary>Panels whose currency has no minor unit, or a thousandth.</summary>
public sealed class PaymentCurrencyTests
{
    [Theory]
    [EveryDatabase("JPY", "1000", 1000, "333", "667")]
    [EveryDatabase("KWD", "10.125", 10125, "3.333", "6.792")]
    [EveryDatabase("HUF", "250.50", 25050, "100.25", "150.25")]
    public async Task Payment_InTheCurrency_IsCreditedAndRefundedToTheLastDigit(DatabaseProvider provider, string currency, string amount, int minor, string back, string left)
    {
        await using var scene = await SceneAsync(provider, currency);
        var payment = await scene.PaidAsync(Read(amount).ToDecimal());

        var outcome = await scene.RefundDesk().RequestAsync(scene.Staff, new RefundForm(Guid.CreateVersion7(), payment.Id, back, "A part was not needed"));

        Assert.Null(outcome.Refusal);
        Assert.Equal((currency, minor, (long?)minor), (payment.Currency, payment.GrossMinor, payment.PaidMinor));
        Assert.Equal(Read(left), await scene.CreditAsync());
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory]
    [EveryDatabase("JPY", "1000.5")]
    [EveryDatabase("KWD", "10.1255")]
    [EveryDatabase("USD", "10.125")]
    public async Task Payment_WithMoreDecimalsThanTheCurrency_IsRefused(DatabaseProvider provider, string currency, string amount)
    {
        await using var scene = await SceneAsync(provider, currency);

        var outcome = await scene.Deposits().BeginAsync(scene.Customer, new DepositRequest(Guid.CreateVersion7(), scene.Account, Read(amount), "test"), PaymentScene.PageOf);

        Assert.Equal(nameof(DepositRequest.Amount), Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
    }

    [Theory, EveryDatabase]
    public async Task Underpayment_InThousandths_CreditsWhatCame(DatabaseProvider provider)
    {
        await using var scene = await SceneAsync(provider, "KWD");
        scene.Rules.CreditUnderpaid = true;
        var payment = await scene.BeginAsync(10.125m);

        await scene.DeliverAsync(new TestEvent("e1", "payment.paid", payment.Reference, "money-1", 10001, "KWD", 0));
        await scene.Worker().RunAsync();

        Assert.Equal(Money.FromDecimal(10.001m), await scene.CreditAsync());
        Assert.Empty(await scene.ViolationsAsync());
    }

    private static async Task<PaymentScene> SceneAsync(DatabaseProvider provider, string currency)
    {
        var scene = await PaymentScene.CreateAsync(provider);
        (scene.Options.Currency, scene.Options.MaximumDeposit) = (currency, 10_000);
        return scene;
    }

    private static Money Read(string text)
    {
        Assert.Null(MoneyText.Read(text, out var amount));
        return amount;
    }
}
