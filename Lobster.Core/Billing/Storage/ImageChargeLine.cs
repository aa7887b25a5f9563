namespace Lobster.Core.Billing.Storage;

/// <summary>A storage line of one image.</summary>
/// <param name="Day">Its UTC day.</param>
/// <param name="From">Where it begins.</param>
/// <param name="Until">Where it ends, exclusive.</param>
/// <param name="Hours">How many hours.</param>
/// <param name="SizeMb">The size that was charged.</param>
/// <param name="Rate">What each hour cost.</param>
/// <param name="Amount">What they cost together.</param>
/// <param name="GivenBack">What corrections gave back of it; negative: took in addition.</param>
public sealed record ImageChargeLine(DateOnly Day, Instant From, Instant Until, int Hours, long SizeMb, Money Rate, Money Amount, Money GivenBack)
{
    /// <summary>What they cost after all.</summary>
    public Money Net => Amount - GivenBack;
}
