using Lobster.Core;
using Lobster.Core.Plans;

namespace Lobster.Tests.Billing.Year;

/// <summary>Twenty customers, and what happens to all of them. Nobody asks for anything while the panel is down (29 June to 2 July).</summary>
internal static class YearStories
{
    /// <summary>What the operator of the panel does, and what befalls the cloud.</summary>
    public static readonly (string At, Func<YearScene, Task> Act)[] World =
    [
        ("06-15 10:35", StorageGetsDearerAsync),
        ("09-04 12:35", scene => BeSilentAsync(scene, true)),
        ("09-11 12:35", scene => BeSilentAsync(scene, false)),
        ("09-14 10:35", MovingGetsDearerAsync),
    ];

    public static readonly YearStory[] All =
    [
        new("alice", "one small machine all year", Open(100), Create("alice-1")),
        new("bob", "resized up in March, down in July", Open(100), Create("bob-1"),
            ("03-10 09:35", c => c.ResizeAsync("bob-1", c.Stock.Large)), ("07-20 09:35", c => c.ResizeAsync("bob-1", c.Stock.Small))),
        new("carol", "stopped over the summer, for a tenth of the price", Open(100), Create("carol-1"),
            ("06-01 09:35", c => c.StopAsync("carol-1")), ("09-01 09:35", c => c.StartAsync("carol-1"))),
        new("dave", "runs out of credit in May, is suspended at half the price, pays, is restored", Open(24), Create("dave-1"),
            ("05-23 09:35", c => c.PayAsync(60))),
        new("erin", "pays once and never again: warned, suspended, terminated", Open(5), Create("erin-1")),
        new("frank", "an image only; its machine lived for less than an hour", Open(10), ("01-10 09:05", c => c.CreateAsync("frank-1", c.Stock.Small)),
            ("01-10 09:35", c => c.SnapshotAsync("frank-1", "archive")), ("01-10 09:50", c => c.DeleteAsync("frank-1")),
            ("12-20 09:35", c => c.DeleteImageAsync("archive"))),
        new("grace", "transfer beyond the pool in April and November", Open(100), ("01-02 09:05", c => c.CreateAsync("grace-1", c.Stock.Small, isMetered: true)),
            ("04-20 10:35", c => c.SendAsync("grace-1", 1500)), ("11-15 10:35", c => c.SendAsync("grace-1", 900))),
        new("heidi", "her plan's price rises in October and she moves with it", Open(200), ("01-02 09:05", c => c.CreateAsync("heidi-1", c.Stock.Moving))),
        new("ivan", "adjusted three times", Open(100), Create("ivan-1"), ("03-10 10:35", c => c.AdjustAsync(1.5m, "For the outage of last week")),
            ("06-10 10:35", c => c.AdjustAsync(-0.25m, "Fee of a wire that came back")), ("09-20 10:35", c => c.AdjustAsync(-10, "Paid back to his card"))),
        new("judy", "deletes one machine after exactly 60 minutes and one a second later", Open(10),
            ("04-03 12:05", c => c.CreateAsync("exactly", c.Stock.Small)), ("04-03 12:35", c => c.DeleteAfterAsync("exactly", TimeSpan.FromMinutes(60))),
            ("04-03 15:05", c => c.CreateAsync("later", c.Stock.Small)), ("04-03 15:35", c => c.DeleteAfterAsync("later", TimeSpan.FromSeconds(3601)))),
        new("kim", "a machine across the leap day", Open(10),
            ("02-28 23:05", c => c.CreateAsync("leap", c.Stock.Small)), ("03-01 00:35", c => c.DeleteAsync("leap"))),
        new("leo", "deletes one of two machines while the cloud is silent for a week", Open(150), Create("leo-1"), Create("leo-2"),
            ("09-06 10:35", c => c.DeleteAsync("leo-2"))),
        new("mike", "a machine across the three days in which the panel is down", Open(10),
            ("06-28 15:05", c => c.CreateAsync("mike-1", c.Stock.Small)), ("07-05 09:35", c => c.DeleteAsync("mike-1"))),
        new("nina", "a machine and three snapshots, of which she keeps the last", Open(100), Create("nina-1"),
            ("02-01 10:35", c => c.SnapshotAsync("nina-1", "february")), ("05-01 10:35", c => c.SnapshotAsync("nina-1", "may")),
            ("05-02 11:50", c => c.DeleteImageAsync("february")), ("08-01 10:35", c => c.SnapshotAsync("nina-1", "august")),
            ("08-02 11:50", c => c.DeleteImageAsync("may"))),
        new("oscar", "ten minutes in each month, an hour each time", [Open(10), .. Enumerable.Range(1, 12).SelectMany(TenMinutes)]),
        new("peggy", "suspended by staff for three days in August, at half the price", Open(100), Create("peggy-1"),
            ("08-14 09:35", c => c.SuspendByHandAsync("Complaints about mail")), ("08-17 15:35", c => c.LiftAsync("The mail was real"))),
        new("quinn", "promised a cheaper price for two days, which is made good", Open(150), ("01-02 09:05", c => c.CreateAsync("quinn-1", c.Stock.Large)),
            ("08-09 10:35", MakeGoodAsync)),
        new("rita", "parked for a counter that jumped, and charged for all of it once unparked", Open(100), Create("rita-1"),
            ("03-15 10:35", c => c.SendAsync("rita-1", 100_000)), ("03-15 10:36", c => c.SendAsync("rita-1", 100_000)), ("03-15 10:37", c => c.SendAsync("rita-1", 100_000)),
            ("03-20 10:35", c => c.UnparkAsync())),
        new("steve", "pays ten at a time, always once he is told", Open(10), Create("steve-1"), Pay("02-22", 10), Pay("04-18", 10), Pay("06-12", 10), Pay("08-07", 10),
            Pay("10-01", 10), Pay("11-26", 10)),
        new("trudy", "deletes her machine by mistake and gets it back", Open(100), Create("trudy-1"), ("05-20 10:35", c => c.DeleteByMistakeAsync("trudy-1"))),
    ];

    private static (string At, Func<YearCustomer, Task> Act) Open(decimal amount) => ("01-02 08:35", c => c.PayAsync(amount));

    private static (string At, Func<YearCustomer, Task> Act) Pay(string day, decimal amount) => (day + " 09:35", c => c.PayAsync(amount));

    private static (string At, Func<YearCustomer, Task> Act) Create(string name) => ("01-02 09:05", c => c.CreateAsync(name, c.Stock.Small));

    private static (string At, Func<YearCustomer, Task> Act)[] TenMinutes(int month) =>
        [($"{month:00}-15 10:05", c => c.CreateAsync($"brief-{month}", c.Stock.Small)), ($"{month:00}-15 10:15", c => c.DeleteAsync($"brief-{month}"))];

    private static async Task StorageGetsDearerAsync(YearScene scene)
    {
        await scene.SellAsync(new PriceForm(PriceSubject.ImageStorage, null, null, YearStock.StorageThen.ToString(), null, "2028-07-01T00:00"));
        scene.Model.SetPrice(ofStorage: true, null, YearScene.At("07-01 00:00"), YearStock.StorageThen);
    }

    private static Task BeSilentAsync(YearScene scene, bool isSilent)
    {
        scene.Panel.Faults.Silent = isSilent;
        return Task.CompletedTask;
    }

    private static async Task MovingGetsDearerAsync(YearScene scene)
    {
        var dearer = scene.Stock.Moving with { Price = Money.FromDecimal(0.025m) };
        await scene.SellAsync(new PriceForm(PriceSubject.Plan, dearer.Id, null, dearer.Price.ToString(), null, "2028-10-01T00:00") { Moves = true });
        scene.Customer("heidi").TellPrice("heidi-1", YearScene.At("10-01 00:00"), dearer);
    }

    private static async Task MakeGoodAsync(YearCustomer quinn)
    {
        var price = await quinn.SellAsync(new PriceForm(PriceSubject.Plan, quinn.Stock.Large.Id, null, "0.01", null, null));
        await quinn.CorrectAsync("2028-08-01", "2028-08-02", price, 48 * (0.0149m - 0.01m));
    }
}
