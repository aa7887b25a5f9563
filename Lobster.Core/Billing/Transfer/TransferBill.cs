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
}
