using Lobster.Core.Data;
using Lobster.Tests.Harness;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Configuration;

/// <summary>A wrong setting stops the program with one sentence that names it.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("Lobster:Database:Provider", "Oracle")]
    [InlineData("ConnectionStrings:Lobster", "nonsense")]
    [InlineData("ConnectionStrings:Lobster", "Data Source=:memory:")]
    [InlineData("Lobster:Security:MasterKeyFile", "/dev/null")]
    [InlineData("Lobster:Security:TrustedProxies:0", "everybody")]
    [InlineData("Lobster:Billing:IntervalMinutes", "7")]
    [InlineData("Lobster:Billing:IntervalMinutes", "often")]
    [InlineData("Lobster:Billing:Currency", "dollar")]
    [InlineData("Lobster:Mail:Port", "0")]
    [InlineData("Lobster:Mail:MaxAttempts", "0")]
    [InlineData("Lobster:Observability:SweepLateMinutes", "0")]
    [InlineData("Lobster:Payments:Test:Secret", "short")]
    [InlineData("Lobster:Development:ClockSpeed", "fast")]
    public async Task Start_WrongValue_IsOneSentenceThatNamesTheSetting(string key, string value)
    {
        await using var panel = await PanelProcess.PrepareAsync(settings: new Dictionary<string, string?> { [key] = value });

        var ended = await panel.VerbAsync("verify");

        Assert.Equal(1, ended.Code);
        Assert.Contains(key.Split(":0")[0], ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Lobster:Payments:Test:Enabled", "true")]
    [InlineData("Lobster:Development:ClockSpeed", "360")]
    public async Task Start_DevelopmentSettingInProduction_IsRefused(string key, string value)
    {
        await using var panel = await PanelProcess.PrepareAsync(settings: new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production", [key] = value,
        });

        var ended = await panel.VerbAsync("verify");

        Assert.Equal(1, ended.Code);
        Assert.Contains(key, ended.Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Start_IntervalOtherThanAtFirstStart_IsRefused(DatabaseProvider provider)
    {
        await using var panel = await PanelProcess.PrepareAsync(provider);
        Assert.Equal(0, (await panel.VerbAsync("verify")).Code);

        panel.Set("Lobster:Billing:IntervalMinutes", "30");
        var ended = await panel.VerbAsync("verify");

        Assert.Equal(1, ended.Code);
        Assert.Contains("Lobster:Billing:IntervalMinutes", ended.Output, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Start_SchemaOfANewerProgram_IsRefused(DatabaseProvider provider)
    {
        await using var panel = await PanelProcess.PrepareAsync(provider);
        Assert.Equal(0, (await panel.VerbAsync("verify")).Code);
        await using (var db = panel.OpenDatabase())
            await db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Future', '99')""");

        var ended = await panel.VerbAsync("verify");

        Assert.Equal(1, ended.Code);
        Assert.Contains("newer version of Lobster", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_MasterKeyLost_IsRefusedAndLeavesNoNewOneBehind()
    {
        await using var panel = await PanelProcess.StartAsync();
        await panel.StopAsync();
        var key = Path.Combine(panel.DataFolder, "master.pem");
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        File.Delete(key);

        var ended = await panel.VerbAsync("verify");

        Assert.Equal(1, ended.Code);
        Assert.Contains("MasterKeyFile", ended.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(key));
    }

    [Fact]
    public async Task Start_UpgradeWasKilled_GoesOnWithoutWaiting()
    {
        await using var panel = await PanelProcess.PrepareAsync();
        Assert.Equal(0, (await panel.VerbAsync("verify")).Code);
        await using (var db = panel.OpenDatabase())
        {
            await db.Database.ExecuteSqlRawAsync("""CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL)""");
            await db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01')""");
            await db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsHistory" WHERE 0""");
        }
        SqliteConnection.ClearAllPools();

        Assert.Equal(0, (await panel.VerbAsync("verify")).Code);
    }
}
