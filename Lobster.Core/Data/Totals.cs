using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Data;

/// <summary>Sums of money over many accounts, which may exceed what one amount can hold.</summary>
internal static class Totals
{
    /// <summary>The sum in currency units and the number of rows. Whole units and the nanos below them are summed apart, so that neither overflows.</summary>
    public static async Task<(decimal Units, int Rows)> TotalAsync(this IQueryable<long> nanos, CancellationToken cancellationToken)
    {
        var sum = await nanos.GroupBy(_ => 1)
            .Select(g => new { Units = g.Sum(n => n / Money.NanosPerUnit), Rest = g.Sum(n => n % Money.NanosPerUnit), Rows = g.Count() })
            .SingleOrDefaultAsync(cancellationToken);
        return sum is null ? default : (Units(sum.Units, sum.Rest), sum.Rows);
    }

    /// <summary>Units from the two halves.</summary>
    public static decimal Units(long units, long rest) => units + (rest / (decimal)Money.NanosPerUnit);
}
