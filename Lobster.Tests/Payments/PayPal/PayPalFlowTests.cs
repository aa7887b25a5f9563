using System.Text.Json.Nodes;
using Lobster.Core;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Payments.PayPal;

/// <summary>Payments from their beginning until their money is there, or is not.</summary>
public sealed class PayPalFlowTests
{
    [Fact]
    public async Task Begin_ADeposit_SendsTheCustomerToPayPal()
    {
        await using var scene = await PayPalScene.CreateAsync(new() { ["brand"] = "Lobster Hosting" });

        var (payment, begun) = await scene.BeginAsync(25.5m);

        Assert.Equal($"https://www.sandbox.paypal.com/checkoutnow?token={payment.GatewayId}", begun.Value!.ToString());
        var unit = scene.PayPal.Orders[payment.GatewayId!]["purchase_units"]![0]!;
        Assert.Equal(("25.50", "USD"), (unit["amount"]!["value"]!.GetValue<string>(), unit["amount"]!["currency_code"]!.GetValue<string>()));
        Assert.Equal((payment.Reference, payment.Reference), (unit["custom_id"]!.GetValue<string>(), unit["invoice_id"]!.GetValue<string>()));
        Assert.Equal(PaymentState.Pending, payment.State);
    }

    [Fact]
    public async Task Begin_AnswerLost_IsOneOrderWhenCalledAgain()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var request = Guid.CreateVersion7();
        scene.PayPal.Meet(new Trouble(r => r.RequestUri!.AbsolutePath == "/v2/checkout/orders") { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

        var (first, lost) = await scene.BeginAsync(25, request);
        var (second, begun) = await scene.BeginAsync(25, request);

        Assert.NotNull(lost.Refusal);
        Assert.Equal(PaymentState.Created, first.State);
        Assert.Null(begun.Refusal);
        Assert.Equal(Assert.Single(scene.PayPal.Orders).Key, second.GatewayId);
    }

    [Theory]
    [InlineData("https://www.sandbox.paypal.com.evil.example/checkoutnow?token=")]
    [InlineData("http://www.sandbox.paypal.com/checkoutnow?token=")]
    [InlineData("https://www.sandbox.paypal.com:8443/checkoutnow?token=")]
    [InlineData("https://www.sandbox.paypal.com@evil.example/checkoutnow?token=")]
    [InlineData("https://www.paypal.com/checkoutnow?token=")]
    [InlineData("javascript:alert(1)//")]
    public async Task Begin_PageIsNotPayPals_SendsNobodyThere(string page)
    {
        await using var scene = await PayPalScene.CreateAsync();
        scene.PayPal.Page = page;

        var (payment, begun) = await scene.BeginAsync(25);

        Assert.IsType<Refusal.Conflict>(begun.Refusal);
        Assert.Equal(PaymentState.Failed, payment.State);
    }

    [Fact]
    public async Task Look_NotApproved_StaysPending()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync(25);

        Assert.Equal(PaymentState.Pending, (await scene.LookAsync(payment)).State);
        Assert.DoesNotContain(scene.PayPal.Asked, a => a.EndsWith("/capture", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Look_Approved_IsCapturedAndCreditedOnceWithItsFee()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var paid = await scene.PaidAsync();

        for (var i = 0; i < 3; i++) paid = await scene.LookAsync(paid);

        Assert.Equal((PaymentState.Completed, 136L, "USD"), (paid.State, paid.FeeMinor!.Value, paid.FeeCurrency));
        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
        Assert.Single(scene.PayPal.Captures);
    }

    [Fact]
    public async Task Look_TenTimesAtOnce_CapturesAndCreditsOnce()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync(25);
        scene.PayPal.Approve(payment.GatewayId!);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => scene.LookAsync(payment)));

        Assert.Single(scene.PayPal.Captures);
        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
    }

    [Theory, MemberData(nameof(LostAnswers.All), MemberType = typeof(LostAnswers))]
    public async Task Look_AnswerOfTheCaptureLost_IsCreditedOnceByTheNext(string how)
    {
        await using var scene = await PayPalScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync(25);
        scene.PayPal.Approve(payment.GatewayId!);
        scene.PayPal.Meet(new Trouble(r => r.RequestUri!.AbsolutePath.EndsWith("/capture", StringComparison.Ordinal)) { Afterwards = LostAnswers.Make(how) });

        var lost = await Driven.WaitAsync(scene.Database.Time, () => scene.LookUps().LookAsync(scene.Customer, payment.Id));
        var looked = await scene.LookAsync(payment);

        Assert.NotNull(lost.Refusal);
        Assert.Equal((PaymentState.Completed, Money.FromUnits(25)), (looked.State, await scene.CreditAsync()));
        Assert.Single(scene.PayPal.Captures);
    }

    [Fact]
    public async Task Look_InstrumentDeclined_WaitsForAnotherApprovalAndCapturesThat()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync(25);
        scene.PayPal.Approve(payment.GatewayId!);
        scene.PayPal.NextIssue = "INSTRUMENT_DECLINED";

        var declined = await scene.LookAsync(payment);
        scene.PayPal.Approve(payment.GatewayId!);
        var paid = await scene.LookAsync(payment);

        Assert.Equal(PaymentState.Pending, declined.State);
        Assert.Contains("another way to pay", declined.Progress, StringComparison.Ordinal);
        Assert.NotNull(declined.PayUrl);
        Assert.Equal(PaymentState.Completed, paid.State);
        var ids = scene.PayPal.Requests.Where(r => r.RequestUri!.AbsolutePath.EndsWith("/capture", StringComparison.Ordinal)).Select(r => r.Headers.GetValues("PayPal-Request-Id").Single());
        Assert.Equal(2, ids.Distinct().Count());
    }

    [Fact]
    public async Task Look_OwnAccountRestricted_TellsAndCreditsNobody()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync(25);
        scene.PayPal.Approve(payment.GatewayId!);
        scene.PayPal.NextIssue = "PAYEE_BLOCKED_TRANSACTION";

        var failure = await Assert.ThrowsAsync<GatewayException>(async () => await (await scene.GatewayAsync()).LookUpAsync(payment, CancellationToken.None));

        Assert.Equal(GatewayErrorKind.Rejected, failure.Kind);
        Assert.Contains("PAYEE_BLOCKED_TRANSACTION", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ECHECK", "bank")]
    [InlineData("PENDING_REVIEW", "reviewing")]
    [InlineData("SOMETHING_NEW", "not finished")]
    public async Task Look_CapturePending_TellsWhyAndCreditsWhenItIsDone(string reason, string word)
    {
        await using var scene = await PayPalScene.CreateAsync();
        scene.PayPal.NewCapture = ("PENDING", reason);
        var waiting = await scene.PaidAsync();

        scene.PayPal.Captures[scene.PayPal.Captures.Keys.Single()]["status"] = "COMPLETED";
        var paid = await scene.LookAsync(waiting);

        Assert.Equal(PaymentState.Pending, waiting.State);
        Assert.Contains(word, waiting.Progress, StringComparison.Ordinal);
        Assert.Equal((PaymentState.Completed, Money.FromUnits(25)), (paid.State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Look_CaptureDeclined_Fails()
    {
        await using var scene = await PayPalScene.CreateAsync();
        scene.PayPal.NewCapture = ("DECLINED", null);

        Assert.Equal(PaymentState.Failed, (await scene.PaidAsync()).State);
        Assert.Equal(Money.Zero, await scene.CreditAsync());
    }

    [Fact]
    public async Task Look_DeclinedAfterItWasCredited_TakesTheCreditBack()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var paid = await scene.PaidAsync();

        scene.PayPal.Captures[paid.MoneyKey!]["status"] = "DECLINED";
        var after = await scene.LookAsync(paid);

        Assert.Equal((PaymentState.ChargedBack, Money.Zero), (after.State, await scene.CreditAsync()));
    }

    [Theory]
    [InlineData("24.99", PaymentState.Review, 0)]
    [InlineData("25.01", PaymentState.Completed, 25)]
    [InlineData("25.001", PaymentState.Review, 0)]
    [InlineData("-25.00", PaymentState.Review, 0)]
    [InlineData("2.5e1", PaymentState.Review, 0)]
    [InlineData("1,000.00", PaymentState.Review, 0)]
    public async Task Look_OtherAmountCaptured_IsHeldOrASurplus(string amount, PaymentState state, int credit)
    {
        await using var scene = await PayPalScene.CreateAsync();
        scene.PayPal.NewCapture = ("PENDING", null);
        var payment = await scene.PaidAsync();
        var capture = scene.PayPal.Captures.Values.Single();
        (capture["status"], capture["amount"]!["value"]) = ("COMPLETED", amount);

        var after = await scene.LookAsync(payment);

        Assert.Equal((state, Money.FromUnits(credit)), (after.State, await scene.CreditAsync()));
    }

    [Theory]
    [InlineData("payee", "EVLEVLEVLEVL2")]
    [InlineData("custom_id", "lobster-pay_somebody")]
    [InlineData("currency", "EUR")]
    [InlineData("no payee", "")]
    public async Task Look_CaptureIsNotAsWeAsked_WaitsInReview(string what, string value)
    {
        await using var scene = await PayPalScene.CreateAsync();
        scene.PayPal.NewCapture = ("PENDING", null);
        var payment = await scene.PaidAsync();
        var capture = scene.PayPal.Captures.Values.Single();
        capture["status"] = "COMPLETED";
        if (what == "payee") capture["payee"]!["merchant_id"] = value;
        else if (what == "no payee") NoPayee(scene, capture);
        else if (what == "currency") capture["amount"]!["currency_code"] = value;
        else capture[what] = value;

        Assert.Equal((PaymentState.Review, Money.Zero), ((await scene.LookAsync(payment)).State, await scene.CreditAsync()));
    }

    private static void NoPayee(PayPalScene scene, JsonObject capture)
    {
        capture.Remove("payee");
        scene.PayPal.Orders.Values.Single()["purchase_units"]![0]!.AsObject().Remove("payee");
    }

    [Theory]
    [InlineData("payee")]
    [InlineData("amount")]
    [InlineData("custom_id")]
    public async Task Look_ApprovedOrderIsNotAsWeMadeIt_IsNotCaptured(string what)
    {
        await using var scene = await PayPalScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync(25);
        var unit = scene.PayPal.Orders[payment.GatewayId!]["purchase_units"]![0]!;
        if (what == "payee") unit["payee"]!["merchant_id"] = "EVLEVLEVLEVL2";
        else if (what == "amount") unit["amount"]!["value"] = "1.00";
        else unit["custom_id"] = "lobster-pay_somebody";
        scene.PayPal.Approve(payment.GatewayId!);

        var after = await scene.LookAsync(payment);

        Assert.Equal(PaymentState.Failed, after.State);
        Assert.Empty(scene.PayPal.Captures);
    }

    [Fact]
    public async Task Look_OrderForgotten_ExpiresAfterADayAndNotBefore()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync(25);
        scene.PayPal.Forget(payment.GatewayId!);

        var soon = await scene.LookAsync(payment);
        scene.Database.Time.Advance(TimeSpan.FromHours(25));
        var later = await scene.LookAsync(payment);

        Assert.Equal((PaymentState.Pending, PaymentState.Expired), (soon.State, later.State));
    }

    [Fact]
    public async Task Look_PaidAfterItHadEnded_WaitsInReview()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync(25);
        var order = scene.PayPal.Orders[payment.GatewayId!];
        scene.PayPal.Forget(payment.GatewayId!);
        scene.Database.Time.Advance(TimeSpan.FromHours(25));
        await scene.LookAsync(payment);

        scene.PayPal.Put(order);
        scene.PayPal.Approve(payment.GatewayId!);

        Assert.Equal((PaymentState.Review, Money.Zero), ((await scene.LookAsync(payment)).State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Look_BeforeAnythingBegan_KnowsNothing()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var payment = new Payment { Reference = "lobster-pay_x", Gateway = "paypal", Currency = "USD", GrossMinor = 100 };

        Assert.Null(await (await scene.GatewayAsync()).LookUpAsync(payment, CancellationToken.None));
        Assert.Empty(scene.PayPal.Asked);
    }
}
