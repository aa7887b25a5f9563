using Lobster.Core;

namespace Lobster.Tests.Billing;

/// <summary>What an account must have paid, said the plainest way: every machine, every hour it lived, the dearest rate of that hour.</summary>
internal sealed class HistoryModel
{
    private readonly List<Machine> machines = [];
    private Money paidIn;

    public void Pay(Money amount) => paidIn += amount;

    public int Begin(Instant start, Money rate)
    {
        machines.Add(new Machine(start.FloorToSecond(), [(start.FloorToSecond(), rate)]));
        return machines.Count - 1;
    }

    public void ChangeRate(int machine, Instant at, Money rate) => machines[machine].Rates.Add((at, rate));

    public void End(int machine, Instant at) => machines[machine] = machines[machine] with { End = at };

    /// <summary>The credit once everything up to <paramref name="now"/> has been charged.</summary>
    public Money CreditAt(Instant now) => machines.Aggregate(paidIn, (credit, m) => credit - m.CostUntil(now));

    private sealed record Machine(Instant Start, List<(Instant From, Money Rate)> Rates, Instant? End = null)
    {
        public Money CostUntil(Instant now)
        {
            var cost = Money.Zero;
            for (var hour = Start; IsDue(hour, now); hour += TimeSpan.FromHours(1))
            {
                var next = hour + TimeSpan.FromHours(1);
                var atStart = Rates.Last(r => r.From <= hour).Rate;
                cost += Rates.Where(r => r.From > hour && r.From < next).Select(r => r.Rate).Append(atStart).Max();
            }

            return cost;
        }

        // Living machines pay hours that have ended; an ended one pays the hour it ended in too, and at least one.
        private bool IsDue(Instant hour, Instant now) => End is { } end ? hour < end || hour == Start : hour + TimeSpan.FromHours(1) <= now;
    }
}
