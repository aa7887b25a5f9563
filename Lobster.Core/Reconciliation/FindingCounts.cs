using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Reconciliation;

/// <summary>Counts what is open.</summary>
internal static class FindingCounts
{
    /// <summary>By kind, with the money at stake.</summary>
    public static async Task<IReadOnlyList<FindingCount>> OpenFindingsAsync(this LobsterDbContext db, CancellationToken cancellationToken)
    {
        var kinds = await db.Findings.Where(f => f.State == FindingState.Open || f.State == FindingState.Removing)
            .Select(f => new { f.Kind, f.FirstSeen, f.AtStake.Nanos }).GroupBy(f => f.Kind).Select(g => new
            {
                g.Key, Count = g.Count(), Since = g.Min(f => f.FirstSeen),
                Units = g.Sum(f => f.Nanos / Money.NanosPerUnit), Rest = g.Sum(f => f.Nanos % Money.NanosPerUnit),
            }).ToListAsync(cancellationToken);
        return [.. kinds.OrderBy(k => k.Key).Select(k => new FindingCount(k.Key, k.Count, Totals.Units(k.Units, k.Rest), k.Since))];
    }
}
