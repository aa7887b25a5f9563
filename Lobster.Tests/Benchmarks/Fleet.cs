using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Benchmarks;

/// <summary>Many running machines of many accounts, written straight into the tables.</summary>
internal static class Fleet
{
    /// <summary>Adds machines whose billing starts now, five an account.</summary>
    public static async Task AddAsync(TestDatabase database, int machines)
    {
        await using var db = database.Open();
        await AddAsync(db, machines, 5, database.Clock.Now.FloorToSecond());
    }

    /// <summary>Adds machines whose billing starts at a given moment.</summary>
    public static async Task AddAsync(LobsterDbContext db, int machines, int anAccount, Instant now)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var region = new Region { Name = "Bench", BackendType = "sandbox", IsEnabled = true };
        var plan = new Plan { Name = "S-1", VCpus = 1, RamMb = 1024, DiskGb = 25, TransferGb = 1000 };
        db.AddRange(region, plan);
        await db.SaveChangesAsync();
        var price = new PriceVersion { Subject = PriceSubject.Plan, PlanId = plan.Id, From = now, Sale = Money.FromDecimal(0.0075m), Number = 1, CreatedAt = now };
        List<Account> accounts = [.. Enumerable.Range(0, (machines + anAccount - 1) / anAccount).Select(i => new Account { Name = $"account {i}", CreatedAt = now, StandingSince = now })];
        db.Add(price);
        db.AddRange(accounts);
        await db.SaveChangesAsync();
        List<VirtualMachine> vms = [.. Enumerable.Range(0, machines).Select(i => Machine(i, accounts[i / anAccount].Id, region.Id, plan.Id, now))];
        db.AddRange(vms);
        await db.SaveChangesAsync();
        foreach (var vm in vms)
        {
            db.Add(new VmBilling { VmId = vm.Id, AccountId = vm.AccountId, Start = now, ChargedUntil = now, IntervalMinutes = 60 });
            db.Add(new RateChange { VmId = vm.Id, From = now, PriceVersionId = price.Id, PlanId = plan.Id, TransferGb = plan.TransferGb });
        }
        await db.SaveChangesAsync();
    }

    private static VirtualMachine Machine(int number, AccountId account, RegionId region, PlanId plan, Instant now) => new()
    {
        AccountId = account,
        RegionId = region,
        PlanId = plan,
        Name = $"vm-{number}",
        RequestId = Guid.CreateVersion7(),
        CreateToken = Guid.CreateVersion7(),
        BackendId = $"bench-{number}",
        Lifecycle = VmLifecycle.Active,
        HourlyRate = Money.FromDecimal(0.0075m),
        CreatedAt = now,
        ReadyAt = now,
    };
}
