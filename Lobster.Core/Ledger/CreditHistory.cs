namespace Lobster.Core.Ledger;

/// <summary>Works credit back from now: steps jump, a day's usage falls evenly over the part of the day in which it was charged. Pure.</summary>
public static class CreditHistory
{
    /// <summary>One change of credit: even over [from, until); a jump where both are the same.</summary>
    /// <param name="From">Where it begins.</param>
    /// <param name="Until">Where it ends.</param>
    /// <param name="Amount">By how much credit changes, signed.</param>
    public readonly record struct Change(Instant From, Instant Until, Money Amount);

    /// <summary>Credit from <paramref name="start"/> to <paramref name="now"/> at each moment at which its course turns.</summary>
    /// <param name="credit">The credit now.</param>
    /// <param name="changes">All changes since <paramref name="start"/>.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="now">The moment of <paramref name="credit"/>.</param>
    public static IReadOnlyList<CreditStep> Draw(Money credit, IReadOnlyList<Change> changes, Instant start, Instant now)
    {
        var steps = new List<CreditStep> { new(start, At(start, false)) };
        foreach (var moment in changes.SelectMany(c => new[] { c.From, c.Until }).Where(m => m > start && m < now).Distinct().Order())
        {
            var (before, after) = (At(moment, false), At(moment, true));
            steps.Add(new CreditStep(moment, before));
            if (after != before) steps.Add(new CreditStep(moment, after));
        }

        steps.Add(new CreditStep(now, credit));
        return steps;

        Money At(Instant moment, bool jumped) => changes.Aggregate(credit, (rest, change) => rest - Later(change, moment, jumped));
    }

    // What of a change comes after the moment.
    private static Money Later(Change change, Instant moment, bool jumped)
    {
        if (change.From == change.Until) return change.From > moment || (change.From == moment && !jumped) ? change.Amount : Money.Zero;
        if (moment <= change.From) return change.Amount;
        return moment >= change.Until ? Money.Zero : change.Amount.Scale(change.Until.Micros - moment.Micros, change.Until.Micros - change.From.Micros);
    }
}
