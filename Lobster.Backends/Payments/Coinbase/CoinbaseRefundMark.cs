namespace Lobster.Backends.Payments.Coinbase;

/// <summary>Our id of a refund within its reason, the only text of ours that Coinbase keeps with one: how the first one is found after a lost answer.</summary>
internal static class CoinbaseRefundMark
{
    private const string Prefix = "Refund ";

    /// <summary>The reason of a refund of ours.</summary>
    public static string Write(Guid requestId) => $"{Prefix}{requestId:N}";

    /// <summary>Our id in a reason; null when it is none of ours.</summary>
    public static Guid? Read(string? reason) =>
        reason?.StartsWith(Prefix, StringComparison.Ordinal) == true && Guid.TryParseExact(reason[Prefix.Length..], "N", out var id) ? id : null;
}
