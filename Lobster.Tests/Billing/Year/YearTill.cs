using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Payments;
using Lobster.Tests.Panel;
using Lobster.Tests.Payments;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Billing.Year;

/// <summary>Payments through the test gateway: begun, called back, posted by the worker.</summary>
internal sealed class YearTill
{
    private readonly TestPanel panel;
    private readonly TestGateway gateway;
    private readonly PaymentInbox inbox;
    private readonly Deposits deposits;
    private readonly PaymentWorker worker;

    public YearTill(TestPanel panel)
    {
        var (transactions, clock, time) = (panel.Database.Transactions, panel.Database.Clock, panel.Time);
        this.panel = panel;
        gateway = new TestGateway(new TestGatewayOptions { Secret = "a secret of the tests" }, new TestBank(), time);
        var gateways = new PaymentGateways(
            transactions, [], [new BuiltInGateway("test", "Test payment", gateway)], new GatewaySecrets(new EphemeralDataProtectionProvider()), panel.Options, new PanelMode(true));
        var rules = new PaymentOptions();
        inbox = new PaymentInbox(transactions, new PaymentSignal(), time);
        deposits = new Deposits(transactions, gateways, new PaymentWriting(panel.Options, rules, clock, time), panel.Options, rules, clock);
        worker = new PaymentWorker(
            transactions, gateways, new PaymentPosting(clock, time, rules, new PaymentMail(new PlainLetters(), time), new NoSuspension()), CardSavings.Of(panel.Database, gateways), clock, time, NullLogger<PaymentWorker>.Instance);
    }

    public async Task PayAsync(Actor customer, AccountId account, Money amount)
    {
        var request = new DepositRequest(Guid.CreateVersion7(), account, amount, "test");
        var begun = await deposits.BeginAsync(customer, request, PaymentScene.PageOf);
        Assert.Null(begun.Refusal);
        var payment = await panel.ReadAsync(db => db.Payments.SingleAsync(p => p.RequestId == request.RequestId));
        foreach (var told in TestGatewayPlayer.Script(payment, TestOutcome.Paid))
        {
            var (body, signature) = gateway.Write(told);
            var call = new WebhookCall(new Dictionary<string, string> { [TestGateway.SignatureHeader] = signature }, body);
            await inbox.StoreAsync("test", Assert.IsType<WebhookVerdict.Genuine>(await gateway.VerifyAsync(call, CancellationToken.None)), body);
        }

        Assert.Equal(1, await worker.RunAsync());
    }
}
