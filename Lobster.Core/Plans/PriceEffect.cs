namespace Lobster.Core.Plans;

/// <summary>What a new price would do.</summary>
/// <param name="Before">What is asked for until then in the same place; null: nothing of its own.</param>
/// <param name="After">What is asked for from then on.</param>
/// <param name="From">From when on.</param>
/// <param name="Machines">Machines of the plan in the place it holds for.</param>
public sealed record PriceEffect(Money? Before, Money After, Instant From, int Machines)
{
    /// <summary>What moving the running machines would do; null: all of them keep the price that they have.</summary>
    public MoveEffect? Move { get; init; }
}
