using System.Net;
using System.Text;
using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Payments;

/// <summary>The webhook of the real program.</summary>
public sealed class WebhookTests
{
    private const string Secret = "a secret of the webhook tests";
    private static readonly TestGateway Gateway = new(new TestGatewayOptions { Secret = Secret }, new TestBank(), TimeProvider.System);
    private static readonly Dictionary<string, string?> Settings = new() { ["Lobster:Payments:Test:Secret"] = Secret };

    [Theory, EveryDatabase]
    public async Task Webhook_ByTheBook_AnswersWhatGatewaysExpect(DatabaseProvider provider)
    {
        await using var panel = await PanelProcess.StartAsync(provider, Settings);
        var payment = await WriteAsync(panel);
        var (body, signature) = Gateway.Write(TestGatewayPlayer.Script(payment, TestOutcome.Paid)[0]);

        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(panel, body, signature, "nobody"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(panel, body, null));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(panel, body, signature.Replace("v1=", "v1=0", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(panel, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("2500", "9900", StringComparison.Ordinal)), signature));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(panel, new byte[WebhookCall.MaxBody + 1], signature));
        Assert.Empty(await DeliveriesAsync(panel));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PostAsync(panel, body, signature)));
        await Wait.UntilAsync("the credit", async () => await CreditAsync(panel, payment) == Money.FromUnits(25));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a));
        Assert.Equal(GatewayEventState.Processed, Assert.Single(await DeliveriesAsync(panel)).State);
        var verify = await panel.VerbAsync("verify");
        Assert.True(verify.Code == 0, verify.Output);
    }

    [Theory, EveryDatabase]
    public async Task Program_KilledBetweenStoreAndWork_CreditsOnceAfterItsRestart(DatabaseProvider provider)
    {
        await using var panel = await PanelProcess.StartAsync(provider, Settings);
        var payment = await WriteAsync(panel);
        await panel.KillAsync();
        await StoreAsync(panel, payment);

        await panel.RestartAsync();
        await Wait.UntilAsync("the credit", async () => await CreditAsync(panel, payment) == Money.FromUnits(25));
        await panel.KillAsync();
        await panel.RestartAsync();

        Assert.Equal(Money.FromUnits(25), await CreditAsync(panel, payment));
        var verify = await panel.VerbAsync("verify");
        Assert.True(verify.Code == 0, verify.Output);
    }

    [Theory, EveryDatabase]
    public async Task TwoPrograms_CalledAtOnceAndKilledInBetween_CreditOnce(DatabaseProvider provider)
    {
        const int Count = 40;
        await using var one = await PanelProcess.StartAsync(provider, Settings);
        await using var two = await one.JoinAsync();
        var payments = new List<Payment>();
        while (payments.Count < Count) payments.Add(await WriteAsync(one));

        var paid = payments.ConvertAll(p => Gateway.Write(TestGatewayPlayer.Script(p, TestOutcome.Paid)[0]));
        var calls = Task.WhenAll(paid.SelectMany(p => new[] { CallAsync(one, p.Body, p.Signature), CallAsync(two, p.Body, p.Signature) }));
        await Wait.UntilAsync("a part of the credit", async () => await CompletedAsync(one) >= Count / 4);
        await one.KillAsync();
        await one.RestartAsync();
        await two.KillAsync();
        await two.RestartAsync();
        await calls;
        await Wait.UntilAsync("all the credit", async () => await CompletedAsync(one) == Count);

        foreach (var payment in payments) Assert.Equal(Money.FromUnits(25), await CreditAsync(one, payment));
        Assert.Equal(Count, (await DeliveriesAsync(one)).Count(d => d.State == GatewayEventState.Processed));
        var verify = await one.VerbAsync("verify");
        Assert.True(verify.Code == 0, verify.Output);
    }

    // As providers do: again until it is answered well, twice even then.
    private static async Task CallAsync(PanelProcess panel, byte[] body, string signature)
    {
        var answered = 0;
        await Wait.UntilAsync("an answer to the call", async () =>
        {
            try
            {
                answered += await PostAsync(panel, body, signature) == HttpStatusCode.OK ? 1 : 0;
            }
            catch (HttpRequestException)
            {
                // It is down.
            }

            return answered == 2;
        }, TestRun.Patience * 4);
    }

    private static async Task<int> CompletedAsync(PanelProcess panel)
    {
        await using var db = panel.OpenDatabase();
        return await db.Payments.CountAsync(p => p.State == PaymentState.Completed);
    }

    private static async Task<HttpStatusCode> PostAsync(PanelProcess panel, byte[] body, string? signature, string gateway = "test")
    {
        using var client = panel.Client();
        using var content = new ByteArrayContent(body);
        if (signature is not null) content.Headers.Add(TestGateway.SignatureHeader, signature);
        using var answer = await client.PostAsync("webhooks/" + gateway, content);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        return answer.StatusCode;
    }

    private static async Task<Payment> WriteAsync(PanelProcess panel)
    {
        await using var db = panel.OpenDatabase();
        var account = new Account { Name = "webhook", CreatedAt = Instant.Utc(2026, 1, 1), StandingSince = Instant.Utc(2026, 1, 1) };
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        var payment = new Payment
        {
            Reference = $"lobster-pay_{Guid.CreateVersion7():N}", AccountId = account.Id, Gateway = "test", RequestId = Guid.CreateVersion7(), State = PaymentState.Pending,
            Currency = "USD", GrossMinor = 2500, Credit = Money.FromUnits(25), CreatedAt = Instant.Utc(2026, 1, 1),
        };
        db.Payments.Add(payment);
        await db.SaveChangesAsync();
        return payment;
    }

    private static async Task StoreAsync(PanelProcess panel, Payment payment)
    {
        var paid = TestGatewayPlayer.Script(payment, TestOutcome.Paid)[0];
        await using var db = panel.OpenDatabase();
        db.GatewayEvents.Add(new GatewayEvent { Gateway = "test", EventKey = paid.Id, Body = Gateway.Write(paid).Body, ReceivedAt = Instant.Utc(2026, 1, 1), DueAt = Instant.Utc(2026, 1, 1) });
        await db.SaveChangesAsync();
    }

    private static async Task<Money> CreditAsync(PanelProcess panel, Payment payment)
    {
        await using var db = panel.OpenDatabase();
        return (await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == payment.AccountId)).Credit;
    }

    private static async Task<List<GatewayEvent>> DeliveriesAsync(PanelProcess panel)
    {
        await using var db = panel.OpenDatabase();
        return await db.GatewayEvents.AsNoTracking().ToListAsync();
    }
}
