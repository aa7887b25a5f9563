using System.Globalization;
using Lobster.Core;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>Charge lines of one machine and day as the 24 ticks of a strip. An interval stands at the hour in which it starts.</summary>
internal static class DayHours
{
    /// <summary>The ticks.</summary>
    /// <param name="lines">The lines of that day.</param>
    /// <param name="day">The UTC day.</param>
    /// <param name="formats">How figures are written.</param>
    /// <param name="words">The words.</param>
    /// <param name="running">Where the running interval began; null when none runs.</param>
    public static IReadOnlyList<HourTick> Of(IEnumerable<VmChargeLine> lines, DateOnly day, Formats formats, IStringLocalizer<Ui> words, Instant? running)
    {
        var cost = new Money?[24];
        foreach (var line in lines)
            foreach (var start in line.Starts)
                cost[start.ToDateTimeOffset().Hour] = (cost[start.ToDateTimeOffset().Hour] ?? Money.Zero) + line.Rate;
        var now = running is { } at && at.Day == day ? at.ToDateTimeOffset().Hour : -1;
        return [.. Enumerable.Range(0, 24).Select(hour => Tick(hour))];

        HourTick Tick(int hour)
        {
            var name = hour.ToString("00", CultureInfo.InvariantCulture) + ":00";
            return cost[hour] is { } amount ? new HourTick(HourKind.Charged, words["{0}, {1}", name, formats.Fine(amount)])
                : hour == now ? new HourTick(HourKind.Now, words["{0}, running", name])
                : new HourTick(running is not null && hour > now ? HourKind.Ahead : HourKind.None, words["{0}, nothing", name]);
        }
    }
}
