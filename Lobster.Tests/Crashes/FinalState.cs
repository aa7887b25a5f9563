using System.Globalization;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Crashes;

/// <summary>What a panel has come to, without numbers and moments that a crash may shift: two runs that did the same tell the same.</summary>
internal static class FinalState
{
    public static Task<string> ReadAsync(TestPanel panel) => panel.ReadAsync(async db =>
    {
        var lines = new List<string>();
        foreach (var account in await db.Accounts.OrderBy(a => a.Id).ToListAsync())
            lines.Add($"account {account.Name}: {account.Credit} {account.Standing} {account.Suspension} parked {account.ParkedAt is not null}");
        foreach (var vm in await db.VirtualMachines.OrderBy(v => v.Name).ThenBy(v => v.Id).ToListAsync())
        {
            var charged = await db.ChargeLines.Where(l => l.VmId == vm.Id).OrderBy(l => l.From).Select(l => new { l.Intervals, l.Rate, l.Amount }).ToListAsync();
            lines.Add($"machine {vm.Name}: {vm.Lifecycle} {vm.PowerState} wanted {vm.DesiredPower} {vm.Suspension} plan {vm.PlanId} rate {vm.HourlyRate} "
                + string.Join(", ", charged.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Intervals} x {c.Rate} = {c.Amount}"))));
        }

        foreach (var image in await db.Images.Where(i => i.AccountId != null).OrderBy(i => i.Name).ToListAsync())
            lines.Add($"image {image.Name}: {image.State} {image.SizeMb} MB billed {image.BillingStart is not null}");
        foreach (var entry in (await db.LedgerEntries.Select(e => new { e.AccountId, e.Kind, e.Day, e.Amount, e.IsSealed }).ToListAsync())
            .OrderBy(e => e.AccountId.Value).ThenBy(e => e.Kind).ThenBy(e => e.Day).ThenBy(e => e.Amount))
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"entry {entry.AccountId} {entry.Kind} {entry.Day:yyyy-MM-dd} {entry.Amount} sealed {entry.IsSealed}"));
        foreach (var operations in await db.Operations.GroupBy(o => new { o.Kind, o.State }).Select(g => new { g.Key.Kind, g.Key.State, Count = g.Count() }).ToListAsync())
            lines.Add($"operation {operations.Kind} {operations.State}: {operations.Count}");
        foreach (var mail in await db.OutgoingMails.OrderBy(m => m.Subject).Select(m => m.Subject).ToListAsync()) lines.Add($"mail {mail}");
        lines.Add($"machines in the cloud: {await panel.MachinesInTheCloudAsync()}");
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    });
}
