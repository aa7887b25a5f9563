using Lobster.Core;
using Lobster.Core.Billing;

namespace Lobster.Tests.Billing;

/// <summary>What <see cref="Rating"/> must answer, said the plainest way: one interval at a time.</summary>
internal static class RatingReference
{
    public static IEnumerable<(Instant From, Money Price)> Hours(IReadOnlyList<RatePoint> timeline, Instant from, long count, int minutes)
    {
        var length = TimeSpan.FromMinutes(minutes);
        for (var at = from; count > 0; at += length, count--)
        {
            var until = at + length;
            var before = timeline.Where(p => p.From <= at).OrderBy(p => p.From).Last();
            var within = timeline.Where(p => p.From > at && p.From < until);
            yield return (at, within.Append(before).Max(p => p.PerInterval(minutes)));
        }
    }
}
