namespace Lobster.Core.Billing.Transfer;

/// <summary>Billed transfer as the charges of a month show it, with all that it was worked out from.</summary>
/// <param name="Region">The pool's region.</param>
/// <param name="FirstGb">The first GB beyond the pool that it bills.</param>
/// <param name="LastGb">The last one.</param>
/// <param name="UsedBytes">Bytes used when it was billed.</param>
/// <param name="AllowanceBytes">The pool's allowance then.</param>
/// <param name="GraceGb">GB that were free on top of it.</param>
/// <param name="PriceNumber">Which version of the price; null when there was none.</param>
/// <param name="Rate">What a GB cost.</param>
/// <param name="Amount">What they cost together.</param>
/// <param name="GivenBack">What corrections gave back of it; negative: took in addition.</param>
/// <param name="PostedAt">When it was billed.</param>
public sealed record TransferLineView(
    string Region, long FirstGb, long LastGb, long UsedBytes, long AllowanceBytes, long GraceGb, int? PriceNumber, Money Rate, Money Amount, Money GivenBack,
    Instant PostedAt)
{
    /// <summary>What they cost after all.</summary>
    public Money Net => Amount - GivenBack;
}
