using Lobster.Backends.Payments.Test;
using Lobster.Core.Data;
using Lobster.Core.Notifications;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Payments;

/// <summary>Staff are told each day what providers and their calls told differently.</summary>
public sealed class DifferenceReportTests
{
    [Theory, EveryDatabase]
    public async Task Report_OfADayWithALostCallback_GoesOnceToFinanceAndAdmins(DatabaseProvider provider)
    {
        await using var scene = await SceneAsync(provider);
        await HealAsync(scene);

        await Report(scene).RunAsync();
        var sameDay = await LettersAsync(scene);
        scene.Database.Time.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Report(scene).RunAsync()));

        var letters = await LettersAsync(scene);
        Assert.Empty(sameDay);
        Assert.Equal(["fiona@example.com", "george@example.com"], letters.Select(m => m.To));
        Assert.All(letters, m => Assert.Equal("2026-01-05: payment.healed", m.Subject));
    }

    [Theory, EveryDatabase]
    public async Task Report_AfterDaysWithoutAPanel_IsMadeUpFor(DatabaseProvider provider)
    {
        await using var scene = await SceneAsync(provider);
        await HealAsync(scene);

        scene.Database.Time.Advance(TimeSpan.FromDays(3));
        await Report(scene).RunAsync();

        Assert.Equal(2, (await LettersAsync(scene)).Count);
    }

    [Theory, EveryDatabase]
    public async Task Report_OfADayOnWhichAllFits_IsNotWritten(DatabaseProvider provider)
    {
        await using var scene = await SceneAsync(provider);
        await scene.PaidAsync(25);

        scene.Database.Time.Advance(TimeSpan.FromDays(1));
        await Report(scene).RunAsync();

        Assert.Empty(await LettersAsync(scene));
    }

    private static async Task<PaymentScene> SceneAsync(DatabaseProvider provider)
    {
        var scene = await PaymentScene.CreateAsync(provider);
        await using var db = scene.Database.Open();
        foreach (var user in await db.Users.Where(u => u.Email == null).ToListAsync()) user.Email = user.UserName + "@example.com";
        await db.SaveChangesAsync();
        return scene;
    }

    private static async Task HealAsync(PaymentScene scene)
    {
        var payment = await scene.BeginAsync(25);
        scene.Happened(payment, TestOutcome.CallbackLost);
        scene.Database.Time.Advance(TimeSpan.FromMinutes(6));
        await scene.LookUps().RunAsync();
    }

    private static DifferenceReport Report(PaymentScene scene) => new(scene.Database.Transactions, new Letters(), scene.Database.Clock, scene.Database.Time);

    private static async Task<List<OutgoingMail>> LettersAsync(PaymentScene scene)
    {
        await using var db = scene.Database.Open();
        return await db.OutgoingMails.AsNoTracking().Where(m => m.Key.StartsWith("differences/")).OrderBy(m => m.To).ToListAsync();
    }

    private sealed class Letters : IDifferenceLetters
    {
        public Task<Letter> WriteAsync(string userName, DateOnly day, IReadOnlyList<PaymentDifference> found) =>
            Task.FromResult(new Letter($"{day:yyyy-MM-dd}: {string.Join(", ", found.Select(d => d.Kind))}", "<p></p>", userName));
    }
}
