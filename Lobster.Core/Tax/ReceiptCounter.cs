namespace Lobster.Core.Tax;

/// <summary>The last number of a receipt. One row, whose lock until the end of a transaction is what keeps the numbers without gaps.</summary>
public sealed class ReceiptCounter
{
    /// <summary>The number of the one row.</summary>
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; set; } = OnlyId;

    /// <summary>The last number given; 0 before the first.</summary>
    public long Last { get; set; }
}
