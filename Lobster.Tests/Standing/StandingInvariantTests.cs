using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Verification;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Standing;

public sealed class StandingInvariantTests
{
    [Theory]
    [EveryDatabase("standing")]
    [EveryDatabase("suspension-mark")]
    [EveryDatabase("notice-count")]
    [EveryDatabase("termination-notice")]
    public async Task Verify_RuleBroken_NamesIt(DatabaseProvider provider, string rule)
    {
        await using var scene = await StandingScene.CreateAsync(provider);
        await scene.Panel.BillVmAsync("web-1");
        await scene.LeaveHoursAsync(5);
        await scene.TickAsync();
        await scene.Panel.AssertBooksInOrderAsync();

        await scene.Panel.WriteAsync(db => rule switch
        {
            "standing" => db.Accounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.Standing, StandingState.Suspended)),
            "suspension-mark" => db.VirtualMachines.ExecuteUpdateAsync(s => s.SetProperty(v => v.Suspension, SuspensionKind.Auto)),
            "notice-count" => db.Accounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.NoticesSent, 2)),
            _ => db.Accounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.Standing, StandingState.Terminated)),
        });

        Assert.Contains(await scene.Panel.Get<Verifier>().RunAsync(), v => v.Rule == rule);
    }
}
