using Lobster.Core.Plans;

namespace Lobster.Core.Billing.Corrections;

/// <summary>A rate timeline as it should have been. Pure.</summary>
public static class CorrectedRates
{
    /// <summary>The timeline with a price in the place of the same plan's others from a moment on; factors stay.</summary>
    /// <param name="timeline">In order of their start.</param>
    /// <param name="price">The price that should have been paid.</param>
    /// <param name="from">From when.</param>
    /// <param name="samePlan">The versions that it replaces.</param>
    public static IReadOnlyList<RatePoint> With(IReadOnlyList<RatePoint> timeline, PriceVersion price, Instant from, IReadOnlySet<PriceVersionId> samePlan)
    {
        var corrected = new List<RatePoint>();
        for (var i = 0; i < timeline.Count; i++)
        {
            var point = timeline[i];
            var isReplaced = samePlan.Contains(point.PriceVersionId);
            var until = i + 1 < timeline.Count ? timeline[i + 1].From : (Instant?)null;
            if (point.From < from || !isReplaced) corrected.Add(point);
            if (!isReplaced || until <= from) continue;
            corrected.Add(new RatePoint(point.From < from ? from : point.From, price.Id, price.Sale, point.Factor));
        }

        return corrected;
    }

    /// <summary>The course of a price as it should have been: one version from a moment on, in the place of all that started later.</summary>
    /// <param name="course">The versions that held, in order of their start.</param>
    /// <param name="price">The price that should have been paid.</param>
    /// <param name="from">From when.</param>
    /// <param name="end">When what is charged ended; null while it does not. A price from later on does not concern it.</param>
    public static IReadOnlyList<PriceVersion> With(IReadOnlyList<PriceVersion> course, PriceVersion price, Instant from, Instant? end)
    {
        if (from > end) return course;
        return [.. course.Where(v => v.From < from), new PriceVersion { Id = price.Id, Subject = price.Subject, RegionId = price.RegionId, From = from, Sale = price.Sale }];
    }
}
