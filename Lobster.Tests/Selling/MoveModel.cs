using Lobster.Core;
using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Panel;

namespace Lobster.Tests.Selling;

/// <summary>What machines cost while prices move, reckoned the plain way: hour by hour, from all that happened, in order.</summary>
internal sealed class MoveModel(PlanId small, PlanId large)
{
    private readonly List<Priced> prices =
        [new(small, new Instant(0), PanelStock.SmallPrice, null), new(large, new Instant(0), PanelStock.LargePrice, null)];

    private readonly Dictionary<VmId, List<Step>> steps = [];
    private readonly Dictionary<VmId, Instant> ends = [];

    private sealed record Priced(PlanId Plan, Instant From, Money Sale, Instant? MoveAt);

    private sealed record Step(Instant At, PlanId? Plan, int? Factor, bool IsFirst = false);

    public IEnumerable<VmId> Machines => steps.Keys;

    public void Create(VmId vm, Instant at) => steps[vm] = [new(at, small, 1000, IsFirst: true)];

    public void Resize(VmId vm, Instant at, PlanId plan) => steps[vm].Add(new(at, plan, null));

    public void Factor(VmId vm, Instant at, int factor) => steps[vm].Add(new(at, null, factor));

    public void End(VmId vm, Instant at) => ends[vm] = at;

    public void Price(PlanId plan, Instant from, Money sale, Instant moveAt) => prices.Add(new(plan, from, sale, moveAt));

    public Money Cost(VmId vm, Instant now)
    {
        var (start, end, hour, total) = (steps[vm][0].At, ends.TryGetValue(vm, out var ended) ? ended : now, TimeSpan.FromHours(1), Money.Zero);
        var rates = Rates(vm, end);
        for (var at = start; ends.ContainsKey(vm) ? at < end : at + hour <= end; at += hour)
        {
            var from = at;
            var first = rates.Last(r => r.At <= from).Rate;
            total += rates.Where(r => r.At > from && r.At < from + hour).Select(r => r.Rate).Append(first).Max();
        }

        return total;
    }

    private List<(Instant At, Money Rate)> Rates(VmId vm, Instant end)
    {
        var moments = steps[vm].Select(s => s.At).Concat(prices.Where(p => p.MoveAt > steps[vm][0].At).Select(p => p.MoveAt!.Value)).Where(m => m <= end).Distinct().Order();
        var (held, factor, rates) = (prices[0], 1000, new List<(Instant, Money)>());
        foreach (var moment in moments)
        {
            foreach (var step in steps[vm].Where(s => s.At == moment))
            {
                factor = step.Factor ?? factor;
                if (step.IsFirst) held = prices[0];
                else if (step.Plan is { } plan) held = prices.Where(p => p.Plan == plan && p.From <= moment).MaxBy(p => p.From)!;
            }

            held = prices.Where(p => p.MoveAt <= moment && p.Plan == held.Plan).OrderBy(p => p.MoveAt).Aggregate(held, (h, p) => p.From >= h.From ? p : h);
            rates.Add((moment, held.Sale.Scale(factor, 1000)));
        }

        return rates;
    }
}
