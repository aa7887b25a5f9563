using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Lobster.Backends.Payments.PayPal;
using Lobster.Core;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Payments.PayPal;

/// <summary>IPN messages: sent back as they came, and then a hint and no more.</summary>
public sealed class PayPalIpnTests
{
    private const int Count = 8;
    private static readonly Dictionary<string, string> On = new() { ["ipn"] = "true" };

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Count)];

    [Fact]
    public void Vectors_AreAllTested() => Assert.Equal(Count, PayPalVector.Read("ipn-vectors.json").Count);

    [Theory, MemberData(nameof(Cases))]
    public async Task Verify_Message_IsSentBackByteForByte(int index)
    {
        var vector = PayPalVector.Read("ipn-vectors.json")[index];
        await using var scene = await PayPalScene.CreateAsync(On);

        var verdict = await (await scene.GatewayAsync()).VerifyAsync(Call(vector.Body), CancellationToken.None);

        Assert.IsType<WebhookVerdict.Genuine>(verdict);
        Assert.Equal("POST /cgi-bin/webscr", scene.PayPal.Asked.Single());
        Assert.Equal("ipnpb.sandbox.paypal.com", scene.PayPal.Requests[0].RequestUri!.Host);
        Assert.Equal(vector.Text("postback_body"), scene.PayPal.Bodies[0]);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Fields_OfAMessage_AreDecodedAsWindows1252(int index)
    {
        var vector = PayPalVector.Read("ipn-vectors.json")[index];

        var fields = PayPalIpn.Fields(vector.Body);

        Assert.All(vector.Case["decoded_windows_1252"]!.AsObject(), f => Assert.Equal(f.Value!.GetValue<string>(), fields[f.Key]));
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Delivered_Message_CreditsNobody(int index)
    {
        var vector = PayPalVector.Read("ipn-vectors.json")[index];
        await using var scene = await PayPalScene.CreateAsync(On);
        var genuine = Assert.IsType<WebhookVerdict.Genuine>(await (await scene.GatewayAsync()).VerifyAsync(Call(vector.Body), CancellationToken.None));

        await scene.Inbox.StoreAsync("paypal", genuine, vector.Body);
        await scene.Worker().RunAsync();

        Assert.Equal(GatewayEventState.Ignored, Assert.Single(await scene.DeliveriesAsync()).State);
        Assert.Equal(Money.Zero, await scene.CreditAsync());
    }

    [Fact]
    public async Task Verify_AnswersOfTheContract_AreThoseVerdicts()
    {
        var answers = JsonNode.Parse(File.ReadAllText(Path.Combine(PayPalVector.Folder, "ipn-vectors.json")))!["postback_answers"]!.AsArray();
        foreach (var answer in answers.Where(a => a!["status"] is not null))
        {
            await using var scene = await PayPalScene.CreateAsync(On);
            var (status, body, means) = (answer!["status"]!.GetValue<int>(), answer["body"]!.GetValue<string>(), answer["means"]!.GetValue<string>());
            scene.PayPal.PostBack = new Answer((HttpStatusCode)status, body, "text/html");

            var verdict = await Driven.WaitAsync(scene.Database.Time, async () => await (await scene.GatewayAsync()).VerifyAsync(Call(Message("x")), CancellationToken.None));

            Assert.True(means[..6] switch { "genuin" => verdict is WebhookVerdict.Genuine, "refuse" => verdict is WebhookVerdict.Rejected, _ => verdict is WebhookVerdict.Undecided }, $"{status} {body}: {verdict}");
        }
    }

    [Fact]
    public async Task Verify_PayPalDoesNotAnswer_IsUndecided()
    {
        await using var scene = await PayPalScene.CreateAsync(On);
        scene.PayPal.Meet(new Trouble(_ => true) { Instead = Trouble.Hangs, Times = 10 });

        var verdict = await Driven.WaitAsync(scene.Database.Time, async () => await (await scene.GatewayAsync()).VerifyAsync(Call(Message("x")), CancellationToken.None));

        Assert.IsType<WebhookVerdict.Undecided>(verdict);
    }

    [Fact]
    public async Task Verify_SwitchedOff_IsRejectedWithoutAskingAnybody()
    {
        await using var scene = await PayPalScene.CreateAsync();

        var verdict = await (await scene.GatewayAsync()).VerifyAsync(Call(Message("x")), CancellationToken.None);

        Assert.Equal("IPN is switched off", Assert.IsType<WebhookVerdict.Rejected>(verdict).Why);
        Assert.Empty(scene.PayPal.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("=&&=%zz&%")]
    [InlineData("custom=only")]
    public async Task Verify_Nonsense_IsRejected(string body)
    {
        await using var scene = await PayPalScene.CreateAsync(On);

        Assert.IsType<WebhookVerdict.Rejected>(await (await scene.GatewayAsync()).VerifyAsync(Call(Encoding.ASCII.GetBytes(body)), CancellationToken.None));
    }

    [Fact]
    public async Task Delivered_MessageThatNamesAPaymentOfOurs_LooksItUp()
    {
        await using var scene = await PayPalScene.CreateAsync(On);
        var (payment, _) = await scene.BeginAsync(25);
        scene.PayPal.Approve(payment.GatewayId!);
        var body = Message(payment.Reference, "9999.00");

        await scene.Inbox.StoreAsync("paypal", (WebhookVerdict.Genuine)await (await scene.GatewayAsync()).VerifyAsync(Call(body), CancellationToken.None), body);
        await scene.Worker().RunAsync();

        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
    }

    private static byte[] Message(string custom, string gross = "25.00") =>
        Encoding.ASCII.GetBytes($"mc_gross={gross}&payment_status=Completed&custom={custom}&txn_id=61E67681CH3238416&receiver_id={PayPalFake.Merchant}&mc_currency=USD");

    private static WebhookCall Call(byte[] body) => new(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/x-www-form-urlencoded; charset=windows-1252" }, body);
}
