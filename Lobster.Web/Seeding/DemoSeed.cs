using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Ledger;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Seeding;

/// <summary>
/// Fills an empty panel with something to try: two sandbox regions, plans, images, a customer with credit and an admin. In Development, or where
/// <c>Lobster:Seed:Demo</c> says so; outside Development the passwords are made up and printed once.
/// </summary>
internal sealed class DemoSeed(
    LobsterDbContext db, UserManager<User> users, Registration registration, RegionBackends backends, BusinessClock clock, TimeProvider time,
    IConfiguration configuration, IHostEnvironment environment)
{
    private readonly (string User, string Email, string Password) customer = ("demo", "demo@lobster.example", Password(environment, "demo-lobster-1"));
    private readonly (string User, string Email, string Password) admin = ("admin", "admin@lobster.example", Password(environment, "admin-lobster-1"));

    /// <summary>Seeds when asked for and the panel is empty; then says who can log in.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue("Lobster:Seed:Demo", environment.IsDevelopment())) return;
        var isEmpty = !await db.Regions.AnyAsync(cancellationToken);
        if (isEmpty)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await SeedAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        if (isEmpty || environment.IsDevelopment())
            Console.WriteLine($"Customer: {customer.User} / {customer.Password}    Admin: {admin.User} / {admin.Password}");
    }

    // A password that everybody can read in the source is for Development alone.
    private static string Password(IHostEnvironment environment, string known) => environment.IsDevelopment()
        ? known
        : System.Security.Cryptography.RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20);

    private async Task SeedAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        foreach (var (name, location, order) in new[] { ("Amsterdam", "Netherlands", 1), ("Toronto", "Canada", 2) })
            db.Regions.Add(new Region { Name = name, Location = location, BackendType = "sandbox", IsEnabled = true, SortOrder = order });
        AddPrices(now, AddPlans());
        await db.SaveChangesAsync(cancellationToken);
        foreach (var region in await db.Regions.ToListAsync(cancellationToken)) await AddImagesAsync(region, now, cancellationToken);
        await AddUsersAsync(now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private List<(Plan Plan, decimal Hourly)> AddPlans()
    {
        var plans = new List<(Plan, decimal)>
        {
            (Plan("S-1", 1, 1024, 25, 1000, 1), 0.0075m), (Plan("S-2", 1, 2048, 50, 2000, 2), 0.0149m), (Plan("M-4", 2, 4096, 80, 4000, 3), 0.0298m),
            (Plan("L-8", 4, 8192, 160, 5000, 4), 0.0596m), (Plan("XL-16", 6, 16384, 320, 8000, 5), 0.1190m),
        };
        db.Plans.AddRange(plans.Select(p => p.Item1));
        return plans;
    }

    private void AddPrices(Instant now, List<(Plan Plan, decimal Hourly)> plans)
    {
        db.SaveChanges();
        db.PriceVersions.AddRange(plans.Select(p => new PriceVersion
        {
            Subject = PriceSubject.Plan, PlanId = p.Plan.Id, From = now, Sale = Money.FromDecimal(p.Hourly), Number = 1, CreatedAt = now,
        }));
        db.PriceVersions.AddRange(
            new PriceVersion { Subject = PriceSubject.ImageStorage, From = now, Sale = Money.FromDecimal(0.00007m), Number = 1, CreatedAt = now },
            new PriceVersion { Subject = PriceSubject.TransferOverage, From = now, Sale = Money.FromDecimal(0.005m), Number = 1, CreatedAt = now });
    }

    private static Plan Plan(string name, int cpus, int ram, int disk, int transfer, int order) =>
        new() { Name = name, VCpus = cpus, RamMb = ram, DiskGb = disk, TransferGb = transfer, SortOrder = order };

    private async Task AddImagesAsync(Region region, Instant now, CancellationToken cancellationToken)
    {
        var offered = new List<BackendImage>();
        await foreach (var image in ((IImageCatalogue)backends.Of(region)).ListImagesAsync(cancellationToken)) offered.Add(image);
        db.Images.AddRange(offered.Where(i => i.IsPublic && i.Kind == Core.Compute.ImageKind.Template).Take(6).Select(i => new Image
        {
            RegionId = region.Id, Name = i.Name, Description = "64 bit", BackendId = i.Id, SizeMb = i.SizeMb, State = Core.Images.ImageState.Active, CreatedAt = now,
        }));
    }

    private async Task AddUsersAsync(Instant now, CancellationToken cancellationToken)
    {
        var owner = await AddUserAsync(customer, UserRoles.Customer);
        await AddUserAsync(admin, UserRoles.Admin);
        var account = await registration.OpenAccountAsync(db, owner, Actor.System, cancellationToken);
        await db.PostAsync(new LedgerEntry
        {
            AccountId = account, Kind = EntryKind.Opening, Key = $"opening/{account}", Amount = Money.FromUnits(50), Reason = "To try things with",
            Actor = Actor.System, CreatedAt = now, UpdatedAt = now,
        }, cancellationToken);
    }

    private async Task<User> AddUserAsync((string User, string Email, string Password) who, string role)
    {
        var user = new User { UserName = who.User, Email = who.Email, EmailConfirmed = true, CreatedAt = Instant.From(time.GetUtcNow()) };
        var result = await users.CreateAsync(user, who.Password);
        if (result.Succeeded) result = await users.AddToRoleAsync(user, role);
        return result.Succeeded ? user : throw new InvalidOperationException(string.Join(" ", result.Errors.Select(e => e.Description)));
    }
}
