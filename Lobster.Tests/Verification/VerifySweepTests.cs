using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Oversight;
using Lobster.Core.Verification;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Verification;

/// <summary>The nightly look at the books and its history.</summary>
public sealed class VerifySweepTests
{
    [Theory, EveryDatabase]
    public async Task Night_IsLookedAtOnce_AndTheNextOneAgain(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.CreateVmAsync();
        panel.Advance(TimeSpan.FromHours(3));
        await panel.ChargeAsync();

        var first = await panel.Get<VerifySweep>().RunAsync();
        var second = await panel.Get<VerifySweep>().RunAsync();
        panel.Advance(TimeSpan.FromHours(10));
        var beforeTwo = await panel.Get<VerifySweep>().RunAsync();
        panel.Advance(TimeSpan.FromHours(2));
        var next = await panel.Get<VerifySweep>().RunAsync();

        Assert.Equal([1, 0, 0, 1], new[] { first, second, beforeTwo, next }.Select(r => r.Done));
        var runs = await panel.ReadAsync(db => db.VerifyRuns.OrderBy(r => r.Id).ToListAsync());
        Assert.Equal([new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 6)], runs.Select(r => r.Night!.Value));
        Assert.All(runs, r => Assert.True(r is { Violations: 0, Accounts: 1, Lines: 1, Entries: 2 }));
    }

    [Theory, EveryDatabase]
    public async Task Violation_IsKeptAlarmedAndWrittenToEachAdminOnce(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        await panel.WriteAsync(db => db.Users.Where(u => u.Id == admin.UserId).ExecuteUpdateAsync(s => s.SetProperty(u => u.Email, "root@example.com")));
        await panel.WriteAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE \"Accounts\" SET \"CreditNanos\" = \"CreditNanos\" + 1"));

        await panel.Get<VerifySweep>().RunAsync();
        await panel.Get<VerifySweep>().RunAsync();
        var asked = await panel.Get<BooksCheck>().RunAsync(admin);

        Assert.Equal(1, asked.Value!.Total);
        Assert.Equal("ledger-balance", Assert.Single(asked.Value!.Violations).Rule);
        var mail = Assert.Single(await panel.ReadAsync(db => db.OutgoingMails.ToListAsync()));
        Assert.Equal(("root@example.com", "1 violations"), (mail.To, mail.Subject));
        var overview = (await panel.Get<OverviewQueries>().ReadAsync(admin)).Value!;
        Assert.Equal(1, Assert.IsType<Alarm.BooksBroken>(overview.Alarms.Shown[0]).Violations);
        var health = (await panel.Get<HealthQueries>().ReadAsync(admin)).Value!;
        Assert.Equal(["ledger-balance"], health.Looks[0].Read().Select(v => v.Rule));
        Assert.Equal([null, new DateOnly(2026, 1, 5)], health.Looks.Select(l => l.Night));
        Assert.True(health.Store is { Bytes: > 0 } && health.Store.Schema.Length > 0);
    }

    [Theory, EveryDatabase]
    public async Task Health_TellsParkedAccountsMailAndBackup_AndRefusesCustomers(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        await panel.WriteAsync(db => db.Accounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.ParkedAt, panel.Now).SetProperty(a => a.ParkedReason, "too much")));
        await BackupNote.KeepAsync(panel.Database.Transactions, new BackupNote(panel.Now, 5, "/backups/a"));
        await BackupNote.KeepAsync(panel.Database.Transactions, new BackupNote(panel.Now, 7, "/backups/ü\\" + new string('x', 400)));

        var health = (await panel.Get<HealthQueries>().ReadAsync(admin)).Value!;
        var refused = await panel.Get<HealthQueries>().ReadAsync(panel.Stock.Owner);

        Assert.Equal("too much", Assert.Single(health.Parked).Reason);
        Assert.Equal(7, health.Backup!.Bytes);
        Assert.Empty(health.Nodes);
        Assert.True(refused.IsRefused);
    }
}
