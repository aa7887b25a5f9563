using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Panel;

/// <summary>What every panel test sells: one region, two plans, an image, and one customer with 100.00 of credit.</summary>
internal sealed record PanelStock(RegionId Region, PlanId Small, PlanId Large, ImageId Image, AccountId Account, Actor Owner)
{
    public static readonly Money SmallPrice = Money.FromDecimal(0.0075m);
    public static readonly Money LargePrice = Money.FromDecimal(0.0298m);

    public static async Task<PanelStock> FillAsync(TestPanel panel)
    {
        PanelStock? stock = null;
        await panel.WriteAsync(async db =>
        {
            var now = panel.Now;
            var region = new Region { Name = "Amsterdam", BackendType = "sandbox", IsEnabled = true };
            var small = new Plan { Name = "S-1", VCpus = 1, RamMb = 1024, DiskGb = 25, TransferGb = 1000 };
            var large = new Plan { Name = "M-4", VCpus = 2, RamMb = 4096, DiskGb = 80, TransferGb = 4000 };
            db.AddRange(region, small, large);
            await db.SaveChangesAsync();
            var image = new Image { RegionId = region.Id, Name = "Debian 13", BackendId = "debian-13", State = ImageState.Active, SizeMb = 412, CreatedAt = now };
            db.AddRange(image, Price(small.Id, SmallPrice, now), Price(large.Id, LargePrice, now));
            await db.SaveChangesAsync();
            var (account, owner) = await AddCustomerAsync(panel, db, "mara");
            stock = new PanelStock(region.Id, small.Id, large.Id, image.Id, account, owner);
        });
        await panel.GiveAsync(stock!.Account, Money.FromUnits(100), "opening");
        return stock;
    }

    /// <summary>Adds a customer with an account of their own.</summary>
    public static async Task<(AccountId Account, Actor Owner)> AddCustomerAsync(TestPanel panel, Core.Data.LobsterDbContext db, string name)
    {
        var user = new User { UserName = name, NormalizedUserName = name.ToUpperInvariant(), Email = $"{name}@example.com", SecurityStamp = name };
        db.Users.Add(user);
        await db.SaveChangesAsync();
        var account = await panel.Get<Registration>().OpenAccountAsync(db, user, Actor.System);
        return (account, Actor.Browser(user.Id));
    }

    /// <summary>Adds a staff user without an account.</summary>
    public static async Task<Actor> AddStaffAsync(TestPanel panel, string role)
    {
        long id = 0;
        await panel.WriteAsync(async db =>
        {
            var row = await db.Roles.SingleOrDefaultAsync(r => r.Name == role);
            if (row is null) db.Roles.Add(row = new Microsoft.AspNetCore.Identity.IdentityRole<long>(role) { NormalizedName = role.ToUpperInvariant() });
            var user = new User { UserName = "staff-" + role, NormalizedUserName = "STAFF-" + role.ToUpperInvariant(), SecurityStamp = role };
            db.Users.Add(user);
            await db.SaveChangesAsync();
            db.UserRoles.Add(new Microsoft.AspNetCore.Identity.IdentityUserRole<long> { UserId = user.Id, RoleId = row.Id });
            id = user.Id;
        });
        return Actor.Browser(id);
    }

    private static PriceVersion Price(PlanId plan, Money sale, Instant now) =>
        new() { Subject = PriceSubject.Plan, PlanId = plan, From = now, Sale = sale, Number = 1, CreatedAt = now };
}
