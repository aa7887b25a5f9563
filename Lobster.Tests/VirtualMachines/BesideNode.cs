using System.Globalization;
using Lobster.Backends;
using Lobster.Backends.Compute.Sandbox;
using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.VirtualMachines.Operations;
using Lobster.Tests.Harness;
using Lobster.Web.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.VirtualMachines;

/// <summary>The use cases on a running program's database and cloud, from the test's own process: asks for things, carries nothing out.</summary>
internal static class BesideNode
{
    public static async Task<ServiceProvider> ComposeAsync(PanelProcess panel)
    {
        await using var db = panel.OpenDatabase();
        var settings = await db.PanelSettings.ToDictionaryAsync(s => s.Key, s => s.Value);
        var all = new ServiceCollection();
        all.AddLogging();
        all.AddSingleton(TimeProvider.System);
        all.AddSingleton(Clock(settings.GetValueOrDefault("clock")));
        all.AddLobsterDatabase(DatabaseProvider.Sqlite, db.Database.GetConnectionString()!);
        all.AddSingleton(new BillingOptions { VmLimit = 1000 }).AddSingleton(new OperationOptions()).AddSingleton(new FetchOptions { AllowsPrivateAddresses = true });
        all.AddSingleton(new PanelFacts(Guid.Parse(settings["installation-id"]), settings["currency"], 60));
        // The program's own key ring, so that either reads what the other has encrypted.
        var master = MasterKey.Open(Path.Combine(panel.DataFolder, "master.pem"), TimeProvider.System);
        all.AddDataProtection().SetApplicationName("Lobster").PersistKeysToDbContext<LobsterDbContext>().UnprotectKeysWithAnyCertificate(master.Certificate);
        all.AddLobsterCore();
        all.AddLobsterBackends();
        all.Configure<SandboxHostOptions>(o => o.DataDirectory = panel.DataFolder);
        return all.BuildServiceProvider();
    }

    // Stored only where it runs faster than the world's.
    private static BusinessClock Clock(string? stored) => stored?.Split(' ').Select(p => long.Parse(p, CultureInfo.InvariantCulture)).ToArray() is [var real, var business, var speed]
        ? new BusinessClock(TimeProvider.System, new ClockAnchor(new Instant(real), new Instant(business), (int)speed))
        : new BusinessClock(TimeProvider.System);
}
