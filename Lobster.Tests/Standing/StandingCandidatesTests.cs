using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Standing;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Standing;

public sealed class StandingCandidatesTests
{
    [Theory, EveryDatabase]
    public async Task Find_AmongRandomAccounts_LeavesOutNoneThatWouldChangeAndFewOthersIn(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var policy = panel.Standing.Policy;
        await FillAsync(panel, 400, new Random(20260105));

        var found = (await panel.ReadAsync(db => StandingCandidates.FindAsync(db, policy, panel.Now, CancellationToken.None))).ToHashSet();

        var moving = new HashSet<AccountId>();
        await panel.ReadAsync(async db =>
        {
            foreach (var account in await db.Accounts.ToListAsync())
                if (StandingRules.Decide(await db.FactsAsync(account, panel.Database.Clock, CancellationToken.None), policy) is not StandingDecision.Stay) moving.Add(account.Id);
            return true;
        });
        Assert.True(moving.Count > 100, $"Only {moving.Count} accounts would change.");
        Assert.Empty(moving.Except(found));
        Assert.True(found.Count - moving.Count < 80, $"{found.Count} were found and {moving.Count} would change.");
    }

    private static Task FillAsync(TestPanel panel, int accounts, Random random) => panel.WriteAsync(async db =>
    {
        var now = panel.Now;
        db.PriceVersions.Add(new PriceVersion { Subject = PriceSubject.ImageStorage, From = now - TimeSpan.FromDays(1), Sale = Money.FromDecimal(0.0001m), Number = 50, CreatedAt = now });
        for (var i = 0; i < accounts; i++)
        {
            var machines = random.Next(3);
            var hours = random.Next(4) == 0 ? random.Next(-2, 3) : random.Next(-400, 400);
            var state = (StandingState)random.Next(4);
            var notices = state == StandingState.Good ? 0 : random.Next(1, 13);
            Instant Ago(int most) => now - TimeSpan.FromHours(random.Next(most));
            var account = new Account
            {
                Name = $"account {i}", CreatedAt = now, StandingSince = Ago(500), Credit = (PanelStock.SmallPrice * Math.Max(machines, 1) * hours) + new Money(random.Next(-1, 2)),
                Standing = state, Suspension = state == StandingState.Suspended ? (SuspensionKind)random.Next(1, 3) : SuspensionKind.None, NoticesSent = notices,
                FirstNoticeAt = notices > 0 ? Ago(400) : null, LastNoticeAt = notices > 0 ? Ago(48) : null, BurnAtSuspension = PanelStock.SmallPrice * machines,
                TerminationDue = state == StandingState.Suspended ? now + TimeSpan.FromHours(random.Next(-24, 24)) : null, ParkedAt = random.Next(10) == 0 ? now : null,
            };
            db.Accounts.Add(account);
            await db.SaveChangesAsync();
            for (var m = 0; m < machines; m++) db.VirtualMachines.Add(Machine(panel, account.Id, m));
            if (random.Next(3) == 0) db.Images.Add(Image(panel, account.Id, random.Next(1, 60_000)));
        }
    });

    private static VirtualMachine Machine(TestPanel panel, AccountId account, int number) => new()
    {
        AccountId = account, RegionId = panel.Stock.Region, PlanId = panel.Stock.Small, Name = $"vm-{number}", RequestId = Guid.CreateVersion7(), CreateToken = Guid.CreateVersion7(),
        BackendId = $"i-{account}-{number}", Lifecycle = VmLifecycle.Active, HourlyRate = PanelStock.SmallPrice, CreatedAt = panel.Now,
    };

    private static Image Image(TestPanel panel, AccountId account, long megabytes) => new()
    {
        AccountId = account, RegionId = panel.Stock.Region, Name = "copy", BackendId = $"copy-{account}", State = ImageState.Active, SizeMb = megabytes,
        BillingStart = panel.Now.FloorToSecond(), ChargedUntil = panel.Now.FloorToSecond(), CreatedAt = panel.Now, RequestId = Guid.CreateVersion7(),
    };
}
