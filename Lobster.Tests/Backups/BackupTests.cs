using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Tests.Benchmarks;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Backups;

/// <summary>The verbs <c>backup</c> and <c>restore</c> of the real program.</summary>
public sealed class BackupTests
{
    private static readonly Dictionary<string, string?> Fast = new()
    {
        ["Lobster:Seed:Demo"] = "false", ["Lobster:Development:ClockSpeed"] = "3600", ["Lobster:Billing:BatchSize"] = "1",
    };

    [Theory, EveryDatabase]
    public async Task Backup_WhileSweepsWrite_IsRestoredWithItsBooksInOrder(DatabaseProvider provider)
    {
        await using var panel = await ChargingAsync(provider);
        await Wait.UntilAsync("charges", async () => await LinesAsync(panel) > 20);
        var file = Path.Combine(panel.DataFolder, "running.backup");

        var made = await panel.VerbAsync("backup", file);
        var inUse = await panel.VerbAsync("restore", file, "--force");

        Assert.True(made.Code == 0, made.Output);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Empty(Directory.GetFiles(panel.DataFolder, "*.part"));
        Assert.Equal(1, inUse.Code);
        Assert.Contains("stop", inUse.Output, StringComparison.Ordinal);
        await using var other = await BesideAsync(panel, provider);
        var restored = await other.VerbAsync("restore", file);
        Assert.True(restored.Code == 0, restored.Output);
        Assert.Contains("All books are in order.", restored.Output, StringComparison.Ordinal);
        Assert.Contains("master key", restored.Output, StringComparison.Ordinal);
        Assert.True(await LinesAsync(other) > 20);
        Assert.Equal(0, await panel.StopAsync());
    }

    [Theory, EveryDatabase]
    public async Task Restore_OntoAnotherPanel_IsRefusedUnlessForced_ThenHasTheSameLedgerAndRuns(DatabaseProvider provider)
    {
        await using var panel = await ChargingAsync(provider);
        await Wait.UntilAsync("charges", async () => await LinesAsync(panel) > 5);
        Assert.Equal(0, await panel.StopAsync());
        var file = Path.Combine(panel.DataFolder, "stopped.backup");
        Assert.Equal(0, (await panel.VerbAsync("backup", file)).Code);
        await using var other = await BesideAsync(panel, provider);
        await other.RestartAsync();
        Assert.Equal(0, await other.StopAsync());

        var refused = await other.VerbAsync("restore", file);
        var forced = await other.VerbAsync("restore", file, "--force");

        Assert.Equal(1, refused.Code);
        Assert.Contains("--force", refused.Output, StringComparison.Ordinal);
        Assert.True(forced.Code == 0, forced.Output);
        Assert.Equal(await LedgerAsync(panel), await LedgerAsync(other));
        await other.RestartAsync();
        Assert.Equal(0, await other.StopAsync());
        Assert.Equal(0, (await other.VerbAsync("verify")).Code);
    }

    [Theory, EveryDatabase]
    public async Task Restore_OfANewerSchemaOrOfNoBackup_ChangesNothing(DatabaseProvider provider)
    {
        await using var panel = await PanelProcess.PrepareAsync(provider, isMigrated: true);
        Assert.Equal(0, (await panel.VerbAsync("verify")).Code);
        await using (var db = panel.OpenDatabase())
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_FromTheFuture', '99.0')");
        var (newer, rubbish) = (Path.Combine(panel.DataFolder, "newer.backup"), Path.Combine(panel.DataFolder, "rubbish.backup"));
        Assert.Equal(0, (await panel.VerbAsync("backup", newer)).Code);
        await File.WriteAllTextAsync(rubbish, "not a database at all, only a text of some length");
        await using var other = await BesideAsync(panel, provider);

        var ofNewer = await other.VerbAsync("restore", newer);
        var ofRubbish = await other.VerbAsync("restore", rubbish);
        var ofNothing = await other.VerbAsync("restore", rubbish + ".missing");

        Assert.All([ofNewer, ofRubbish, ofNothing], r => Assert.Equal(1, r.Code));
        Assert.Contains("newer version", ofNewer.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await other.VerbAsync("verify")).Code);
        await using var fresh = other.OpenDatabase();
        Assert.Equal(0, await fresh.Accounts.CountAsync());
    }

    [Theory, EveryDatabase]
    public async Task Restore_WithoutTheMasterKey_SaysSo(DatabaseProvider provider)
    {
        await using var panel = await PanelProcess.PrepareAsync(provider, isMigrated: true);
        Assert.Equal(0, (await panel.VerbAsync("verify")).Code);
        var file = Path.Combine(panel.DataFolder, "keyless.backup");
        Assert.Equal(0, (await panel.VerbAsync("backup", file)).Code);
        await using var other = await PanelProcess.PrepareAsync(provider);

        var restored = await other.VerbAsync("restore", file);

        Assert.Equal(1, restored.Code);
        Assert.Contains("MasterKeyFile", restored.Output, StringComparison.Ordinal);
    }

    // An hour passes each second, and each account is a transaction of its own.
    private static async Task<PanelProcess> ChargingAsync(DatabaseProvider provider)
    {
        var panel = await PanelProcess.PrepareAsync(provider, Fast, isMigrated: true);
        await using (var db = panel.OpenDatabase())
            await Fleet.AddAsync(db, 40, 1, (Instant.From(TimeProvider.System.GetUtcNow()) - TimeSpan.FromHours(3)).FloorToSecond());
        await panel.RestartAsync();
        return panel;
    }

    // Another machine that got the master key file by another way.
    private static async Task<PanelProcess> BesideAsync(PanelProcess panel, DatabaseProvider provider)
    {
        var other = await PanelProcess.PrepareAsync(provider);
        File.Copy(Path.Combine(panel.DataFolder, "master.pem"), Path.Combine(other.DataFolder, "master.pem"));
        return other;
    }

    private static async Task<int> LinesAsync(PanelProcess panel)
    {
        await using var db = panel.OpenDatabase();
        return await db.ChargeLines.CountAsync() + await db.StorageLines.CountAsync();
    }

    private static async Task<List<string>> LedgerAsync(PanelProcess panel)
    {
        await using var db = panel.OpenDatabase();
        return (await db.LedgerEntries.OrderBy(e => e.Id).ToListAsync()).ConvertAll(e => $"{e.Id} {e.AccountId} {e.Key} {e.Amount.Nanos} {e.IsSealed}");
    }
}
