namespace Lobster.Core.Billing.Transfer;

/// <summary>What is to be billed and told of a pool. Pure.</summary>
public static class TransferBill
{
    /// <summary>How many whole GB beyond allowance and grace are not billed yet. Never negative: what was billed is not given back.</summary>
    /// <param name="usedBytes">Bytes used.</param>
    /// <param name="allowanceBytes">Allowance, projected to the month's end.</param>
    /// <param name="graceGb">Free on top of it.</param>
    /// <param name="billedGb">Billed before.</param>
    public static long NewGb(long usedBytes, long allowanceBytes, long graceGb, long billedGb)
    {
        var over = usedBytes - allowanceBytes - (graceGb * TransferOptions.BytesPerGb);
        return Math.Max(0, (over / TransferOptions.BytesPerGb) - billedGb);
    }

    /// <summary>The highest percentage that was reached and not told yet; zero when there is none.</summary>
    /// <param name="usedBytes">Bytes used.</param>
    /// <param name="allowanceBytes">Allowance; whoever uses anything of none is at the highest percentage.</param>
    /// <param name="percentages">Rising.</param>
    /// <param name="noticed">The highest told before.</param>
    public static int Notice(long usedBytes, long allowanceBytes, IReadOnlyList<int> percentages, int noticed) =>
        percentages.LastOrDefault(p => p > noticed && usedBytes > 0 && (Int128)usedBytes * 100 >= (Int128)allowanceBytes * p);

    /// <summary>How many of the GB that a line bills are owed, of so many that the whole pool owes: they are counted from the first.</summary>
    /// <param name="firstGb">The first GB of the line.</param>
    /// <param name="gb">How many it bills; null for the pool's last line, which owes all that is beyond it too.</param>
    /// <param name="owedGb">What the pool owes.</param>
    public static long OwedOf(long firstGb, long? gb, long owedGb) => Math.Clamp(owedGb - firstGb + 1, 0, gb ?? long.MaxValue);

    /// <summary>The moment whose price a GB costs that is billed at <paramref name="postedAt"/>: a price that held in its month, however late it is billed.</summary>
    public static Instant PricedAt(DateOnly month, Instant postedAt)
    {
        var last = new Instant(Instant.StartOf(month.AddMonths(1)).Micros - 1);
        return postedAt < last ? postedAt : last;
    }
}
