namespace Lobster.Backends.Compute.LunaNode;

/// <summary>
/// The signatures of this second. Luna Node takes each signature once, and two equal requests within one second have the same. Shared by all regions, since two of one
/// account ask for the same list. Safe from many threads.
/// </summary>
internal sealed class LunaNodeReplays
{
    private readonly Lock gate = new();
    private readonly HashSet<string> sent = new(StringComparer.Ordinal);
    private long second;

    /// <summary>Whether nobody here has sent this signature, which is then noted.</summary>
    public bool IsNew(long nonce, string signature)
    {
        lock (gate)
        {
            if (nonce != second) sent.Clear();
            second = nonce;
            return sent.Add(signature);
        }
    }
}
