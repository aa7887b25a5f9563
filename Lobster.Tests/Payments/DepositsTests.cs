using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Payments;

public sealed class DepositsTests
{
    [Theory]
    [EveryDatabase("4.99")]
    [EveryDatabase("300.01")]
    [EveryDatabase("0")]
    [EveryDatabase("-5")]
    [EveryDatabase("5.001")]
    public async Task Begin_AmountNotAllowed_IsRefusedBesideTheField(DatabaseProvider provider, string amount)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var request = Request(scene, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture));

        var begun = await scene.Deposits().BeginAsync(scene.Customer, request, PaymentScene.PageOf);

        Assert.Equal(nameof(DepositRequest.Amount), Assert.IsType<Refusal.Invalid>(begun.Refusal).Field);
        Assert.Equal(0, await CountAsync(scene));
    }

    [Theory, EveryDatabase]
    public async Task Begin_SameRequestTenTimesAtOnce_IsOnePayment(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var request = Request(scene, 10);

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => scene.Deposits().BeginAsync(scene.Customer, request, PaymentScene.PageOf)));

        Assert.Single(all.Select(o => o.Value).Distinct());
        Assert.Equal(1, await CountAsync(scene));
    }

    [Theory, EveryDatabase]
    public async Task Begin_ForAnotherCustomersAccount_IsNotFound(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var stranger = Actor.Browser(await AddUserAsync(scene));

        var begun = await scene.Deposits().BeginAsync(stranger, Request(scene, 10), PaymentScene.PageOf);

        Assert.IsType<Refusal.NotFound>(begun.Refusal);
        Assert.Equal(0, await CountAsync(scene));
    }

    [Theory]
    [EveryDatabase(GatewayErrorKind.Rejected, PaymentState.Failed)]
    [EveryDatabase(GatewayErrorKind.Unavailable, PaymentState.Failed)]
    [EveryDatabase(GatewayErrorKind.OutcomeUnknown, PaymentState.Created)]
    public async Task Begin_GatewayFails_KeepsTheRecordAndTells(DatabaseProvider provider, GatewayErrorKind kind, PaymentState state)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);

        var begun = await scene.Deposits(scene.Gateways(new SilentGateway(kind))).BeginAsync(scene.Customer, Request(scene, 10), PaymentScene.PageOf);

        Assert.IsType<Refusal.Conflict>(begun.Refusal);
        Assert.Equal(state, (await scene.PaymentAsync(p => true)).State);
    }

    [Theory, EveryDatabase]
    public async Task Begin_TooOftenInAnHour_IsRefusedUntilLater(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        scene.Rules.MostPerHour = 3;
        for (var i = 0; i < 3; i++) Assert.Null((await scene.Deposits().BeginAsync(scene.Customer, Request(scene, 10), PaymentScene.PageOf)).Refusal);

        var tooMany = await scene.Deposits().BeginAsync(scene.Customer, Request(scene, 10), PaymentScene.PageOf);
        scene.Database.Time.Advance(TimeSpan.FromMinutes(61));
        var later = await scene.Deposits().BeginAsync(scene.Customer, Request(scene, 10), PaymentScene.PageOf);

        Assert.IsType<Refusal.Conflict>(tooMany.Refusal);
        Assert.Null(later.Refusal);
    }

    private static DepositRequest Request(PaymentScene scene, decimal amount) => new(Guid.CreateVersion7(), scene.Account, Money.FromDecimal(amount), "test");

    private static async Task<int> CountAsync(PaymentScene scene)
    {
        await using var db = scene.Database.Open();
        return await db.Payments.CountAsync();
    }

    private static async Task<long> AddUserAsync(PaymentScene scene)
    {
        await using var db = scene.Database.Open();
        var user = new User { UserName = "bert", Email = "bert@example.com" };
        db.Users.Add(user);
        await db.SaveChangesAsync();
        return user.Id;
    }
}
