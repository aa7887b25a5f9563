using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Data.Conversions;
using Lobster.Core.Events;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Transfer;

/// <summary>Collects what a batch of readings adds to days and pools, and writes it in two statements.</summary>
internal sealed class MeterLedger(LobsterDbContext db, RegionId region, TransferDirection counts)
{
    private readonly SortedDictionary<(long Vm, DateOnly Day), (long In, long Out, long Counted)> days = [];
    private readonly SortedDictionary<(long Account, DateOnly Month), long> pools = [];

    /// <summary>How many readings brought bytes.</summary>
    public int Readings { get; private set; }

    /// <summary>Adds new bytes to the days and months in which they were moved.</summary>
    public void Add(MeteredVm vm, MeterStep step)
    {
        if (step.In == 0 && step.Out == 0) return;
        Readings++;
        foreach (var (day, bytes) in TransferMetering.ByDay(step.From, step.Until, step.In)) Add(vm, day, bytes, 0);
        foreach (var (day, bytes) in TransferMetering.ByDay(step.From, step.Until, step.Out)) Add(vm, day, 0, bytes);
        db.LiveChanges.Add(new LiveChange(SubjectKind.Account, vm.AccountId.Value, vm.AccountId));
    }

    /// <summary>
    /// Corrects a day downwards. Not below what the pool has billed already: then nothing changes, and the day's figure stays the higher one.
    /// </summary>
    public async Task<bool> CorrectAsync(MeteredVm vm, MeterStep step, CancellationToken cancellationToken)
    {
        var (day, month, counted) = (step.From.Day, Month(step.From.Day), Counted(step.In, step.Out));
        var pool = await db.TransferPools
            .Where(p => p.AccountId == vm.AccountId && p.RegionId == region && p.Month == month && p.UsedBytes + counted >= p.BilledGb * TransferOptions.BytesPerGb)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.UsedBytes, p => p.UsedBytes + counted).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken);
        if (pool == 0) return false;
        var moved = await db.TransferDays.Where(d => d.VmId == vm.Id && d.Day == day).ExecuteUpdateAsync(
            s => s.SetProperty(d => d.InBytes, d => d.InBytes + step.In).SetProperty(d => d.OutBytes, d => d.OutBytes + step.Out)
                .SetProperty(d => d.CountedBytes, d => d.CountedBytes + counted), cancellationToken);
        if (moved != 1) throw new InvalidOperationException($"Machine {vm.Id} has no transfer on {day:yyyy-MM-dd} that could be corrected.");
        Readings++;
        db.LiveChanges.Add(new LiveChange(SubjectKind.Account, vm.AccountId.Value, vm.AccountId));
        return true;
    }

    /// <summary>Writes days, then pools, each in the order of their keys.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        using var dayRows = new RowSet("vm", "day", "received", "sent", "counted");
        foreach (var (key, bytes) in days) dayRows.Add(key.Vm).Add(DayConverter.ToNumber(key.Day)).Add(bytes.In).Add(bytes.Out).Add(bytes.Counted);
        await dayRows.WriteAsync(db, """
            INSERT INTO "TransferDays" ("VmId", "Day", "InBytes", "OutBytes", "CountedBytes") SELECT vm, day, received, sent, counted FROM rows WHERE TRUE
            ON CONFLICT ("VmId", "Day") DO UPDATE SET "InBytes" = "TransferDays"."InBytes" + excluded."InBytes",
            "OutBytes" = "TransferDays"."OutBytes" + excluded."OutBytes", "CountedBytes" = "TransferDays"."CountedBytes" + excluded."CountedBytes"
            """, cancellationToken);
        using var poolRows = new RowSet("account", "month", "counted");
        foreach (var (key, bytes) in pools) poolRows.Add(key.Account).Add(DayConverter.ToNumber(key.Month)).Add(bytes);
        await poolRows.WriteAsync(db, """
            INSERT INTO "TransferPools" ("AccountId", "RegionId", "Month", "UsedBytes", "AllowanceBytes", "BilledGb", "NoticedPercent", "Version")
            SELECT account, {1}, month, counted, 0, 0, 0, 1 FROM rows WHERE TRUE
            ON CONFLICT ("AccountId", "RegionId", "Month") DO UPDATE SET "UsedBytes" = "TransferPools"."UsedBytes" + excluded."UsedBytes",
            "Version" = "TransferPools"."Version" + 1
            """, cancellationToken, region.Value);
    }

    private void Add(MeteredVm vm, DateOnly day, long received, long sent)
    {
        var counted = Counted(received, sent);
        var old = days.GetValueOrDefault((vm.Id.Value, day));
        days[(vm.Id.Value, day)] = checked((old.In + received, old.Out + sent, old.Counted + counted));
        var pool = (vm.AccountId.Value, Month(day));
        pools[pool] = checked(pools.GetValueOrDefault(pool) + counted);
    }

    private long Counted(long received, long sent) => counts switch
    {
        TransferDirection.Out => sent,
        TransferDirection.In => received,
        TransferDirection.Both => checked(received + sent),
        _ => throw new InvalidOperationException($"Nothing is known about {counts}."),
    };

    private static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);
}
