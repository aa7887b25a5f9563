using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Images;
using Lobster.Core.Ledger;
using Lobster.Core.Plans;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Admin;

/// <summary>How a correction of storage and transfer looks to an admin, and then to the customer.</summary>
[Trait("Category", "Browser")]
public sealed class CorrectionLookTests
{
    private static readonly DateOnly Month = new(2026, 3, 1);

    [Fact]
    public async Task Correction_OfStorageAndTransfer_FitsAndIsShownToTheCustomer()
    {
        await using var panel = await PanelProcess.StartAsync();
        await ChargeAsync(panel);
        await using var staff = await OpenAsync(panel, "admin", "admin-lobster-1");
        var accounts = new AdminScreen(staff, "admin/accounts");
        await accounts.OpenAsync();
        await accounts.FollowAsync("demo");
        await accounts.PressAsync("Correct charges");
        await staff.Page.Locator("#correct-from").FillAsync("2026-03-01");
        await staff.Page.Locator("#correct-to").FillAsync("2026-03-31");
        await staff.Page.Locator("#correct-reason").FillAsync("The provider told too much");
        await staff.Page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Show the difference" }).ClickAsync();
        await staff.Page.Locator(".mud-dialog tbody tr").Nth(1).WaitForAsync();
        await Look.AtEveryScreenAsync(staff, "admin-correct");
        await staff.Page.Locator(".mud-dialog tbody tr").Last.ScrollIntoViewIfNeededAsync();
        await Look.SaveAsync(staff.Page, "admin-correct-lines", Screen.All[^1]);
        Assert.True(await staff.Page.Locator(".mud-dialog .tblwrap").EvaluateAsync<bool>("t => t.scrollWidth <= t.clientWidth"), "the differences scroll sideways on a phone");
        await staff.LookAtAsync(Screen.Desk);
        await staff.Page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Post 2 entries" }).ClickAsync();
        await staff.Page.GetByText("The charges of demo were corrected.").WaitForAsync();

        await using var customer = await OpenAsync(panel, "demo", "demo-lobster-1");
        var charges = new AdminScreen(customer, "panel/charges?month=2026-03");
        await charges.OpenAsync();
        await customer.Page.GetByText("given back").First.WaitForAsync();
        await Look.AtEveryScreenAsync(customer, "charges-corrected");
        Assert.True(await customer.Page.GetByRole(AriaRole.Region, new() { Name = "Transfer beyond the pool" }).EvaluateAsync<bool>("t => t.scrollWidth <= t.clientWidth"), "billed transfer scrolls sideways on a phone");

        Assert.Empty(staff.Complaints);
        Assert.Empty(customer.Complaints);
    }

    // A March before the panel had prices, with a day of storage and 40 GB beyond a pool.
    private static async Task ChargeAsync(PanelProcess panel)
    {
        await using var db = panel.OpenDatabase();
        var (start, day) = (Instant.Utc(2026, 3, 5), new DateOnly(2026, 3, 5));
        var account = await db.Accounts.Where(a => db.Memberships.Any(m => m.AccountId == a.Id && db.Users.Any(u => u.Id == m.UserId && u.UserName == "demo"))).SingleAsync();
        var region = await db.Regions.OrderBy(r => r.Id).Select(r => r.Id).FirstAsync();
        var price = await db.PriceVersions.Where(p => p.Subject == PriceSubject.ImageStorage).OrderBy(p => p.Id).FirstAsync();
        var image = new Image
        {
            AccountId = account.Id, RegionId = region, Name = "nightly-backup-of-the-shop", BackendId = "img-march", State = ImageState.Active, SizeMb = 81_920,
            RequestId = Guid.CreateVersion7(), CreatedAt = start, BillingStart = start, ChargedUntil = start + TimeSpan.FromDays(1), BillingEnd = start + TimeSpan.FromDays(1),
        };
        var stored = Entry(account.Id, EntryKind.Storage, $"storage/{account.Id}/2026-03-05", Money.FromDecimal(0.1056m), day);
        var moved = Entry(account.Id, EntryKind.Transfer, $"transfer/{account.Id}/{region}/2026-03/1", Money.FromDecimal(0.2m), null);
        var perGb = new PriceVersion { Subject = PriceSubject.TransferOverage, From = start, Sale = Money.FromDecimal(0.005m), Number = 9, CreatedAt = start };
        db.AddRange(image, stored, moved, perGb, new TransferPool
        {
            AccountId = account.Id, RegionId = region, Month = Month, UsedBytes = 25_000_000_000, BilledGb = 40, ClosedAt = Instant.Utc(2026, 4, 3),
        });
        await db.SaveChangesAsync();
        db.StorageLines.Add(new StorageLine
        {
            ImageId = image.Id, AccountId = account.Id, Day = day, From = start, Until = start + TimeSpan.FromDays(1), Intervals = 24, SizeMb = 81_920,
            PriceVersionId = price.Id, Rate = Money.FromDecimal(0.0044m), Amount = Money.FromDecimal(0.1056m), EntryId = stored.Id, PostedAt = start,
        });
        db.TransferLines.Add(new TransferLine
        {
            AccountId = account.Id, RegionId = region, Month = Month, FirstGb = 1, Gb = 40, UsedBytes = 1_540_000_000_000, AllowanceBytes = 1_500_000_000_000,
            Rate = Money.FromDecimal(0.005m), Amount = Money.FromDecimal(0.2m), PriceVersionId = perGb.Id, EntryId = moved.Id, PostedAt = start,
        });
        await db.SaveChangesAsync();
    }

    private static LedgerEntry Entry(AccountId account, EntryKind kind, string key, Money charged, DateOnly? day) => new()
    {
        AccountId = account, Kind = kind, Key = key, Amount = -charged, Day = day, Reason = "March", Actor = Actor.System,
        CreatedAt = Instant.Utc(2026, 3, 5), UpdatedAt = Instant.Utc(2026, 3, 5),
    };

    private static async Task<BrowserSession> OpenAsync(PanelProcess panel, string user, string password)
    {
        var session = await BrowserSession.OpenAsync(panel.Address);
        var login = new LoginScreen(session);
        await login.OpenAsync();
        await login.LogInAsync(user, password);
        await session.LookAtAsync(Screen.Desk);
        return session;
    }
}
