using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines;

/// <summary>Reading operations for the pages; callers have authorised.</summary>
internal static class OperationReads
{
    /// <summary>Those that have not ended.</summary>
    public static IQueryable<Operation> Active(this IQueryable<Operation> operations) =>
        operations.Where(o => o.State == OperationState.Queued || o.State == OperationState.Running || o.State == OperationState.Waiting);

    /// <summary>Reads them with their steps and the name of what they work on.</summary>
    public static async Task<IReadOnlyList<OperationView>> ViewAsync(
        this LobsterDbContext db, IQueryable<Operation> operations, CancellationToken cancellationToken)
    {
        var rows = await operations.AsNoTracking().Include(o => o.Steps).ToListAsync(cancellationToken);
        var (vms, images) = (rows.Select(o => o.VmId).OfType<VmId>().ToList(), rows.Select(o => o.ImageId).OfType<Images.ImageId>().ToList());
        var vmNames = await db.VirtualMachines.Where(v => vms.Contains(v.Id)).ToDictionaryAsync(v => v.Id, v => v.Name, cancellationToken);
        var imageNames = await db.Images.Where(i => images.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Name, cancellationToken);
        return [.. rows.Select(o => View(o, o.VmId is { } vm ? vmNames[vm] : imageNames[o.ImageId!.Value]))];
    }

    private static OperationView View(Operation o, string subject) => new(
        o.Id, o.Kind, o.VmId, o.ImageId, subject, o.State, o.ProgressPercent, o.Attempts, o.Error, o.Actor.UserId, o.CreatedAt, o.FinishedAt,
        [.. o.Steps.OrderBy(s => s.Ordinal).Select(s => new OperationStepView(s.Name, s.Detail, s.State, s.StartedAt, s.FinishedAt))]);
}
