using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Notifications;
using Lobster.Core.Payments;
using Lobster.Tests.Panel;
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
        gateway = new TestGateway(new TestGatewayOptions { Secret = "a secret of the tests" }, time);
        inbox = new PaymentInbox(transactions, new PaymentSignal(), time);
        deposits = new Deposits(transactions, [gateway], panel.Options, clock);
        worker = new PaymentWorker(transactions, [gateway], new PaymentPosting(clock, time, new PlainLetters()), clock, time, NullLogger<PaymentWorker>.Instance);
    }

    public async Task PayAsync(Actor customer, AccountId account, Money amount)
    {
        var request = new DepositRequest(Guid.CreateVersion7(), account, amount, "test");
        var begun = await deposits.BeginAsync(customer, request, new Uri("https://panel.example/billing"));
        Assert.Null(begun.Refusal);
        var payment = await panel.ReadAsync(db => db.Payments.SingleAsync(p => p.RequestId == request.RequestId));
        foreach (var told in TestGatewayPlayer.Script(payment, TestOutcome.Paid))
        {
            var (body, signature) = gateway.Write(told);
            var call = new WebhookCall(new Dictionary<string, string> { [TestGateway.SignatureHeader] = signature }, body);
            await inbox.StoreAsync("test", Assert.IsType<WebhookVerdict.Genuine>(gateway.Verify(call)), body);
        }

        Assert.Equal(1, await worker.RunAsync());
    }

    private sealed class PlainLetters : IPaymentLetters
    {
        public Task<Letter> ReceivedAsync(string userName, Payment payment) => Task.FromResult(new Letter("Paid", "<p></p>", userName));
    }
}
