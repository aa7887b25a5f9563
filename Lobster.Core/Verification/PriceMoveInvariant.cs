using System.Runtime.CompilerServices;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>A move that is done left no running machine behind, and none brought machines to a price before it holds.</summary>
internal sealed class PriceMoveInvariant : IInvariant
{
    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var moves = await (from move in db.PriceMoves
                           join target in db.PriceVersions on move.PriceVersionId equals target.Id
                           select new { Move = move, Target = target }).ToListAsync(cancellationToken);
        foreach (var row in moves)
        {
            if (row.Target.PlanId is null || row.Move.At < row.Target.From)
                yield return new Violation("early-price-move", $"price version {row.Target.Id}", "machines are to move to it before it holds, or it is no plan's");
            if (row.Move.DoneAt is null) continue;
            await foreach (var vm in PriceMoves.Moving(db, row.Target, row.Move.At).AsAsyncEnumerable().WithCancellation(cancellationToken))
                yield return new Violation("missed-price-move", $"machine {vm.VmId}", $"it pays {vm.Sale} still, though its plan's machines moved to price version {row.Target.Id}");
        }
    }
}
