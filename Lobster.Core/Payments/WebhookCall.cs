namespace Lobster.Core.Payments;

/// <summary>A call as it came.</summary>
/// <param name="Headers">Its headers, by name whatever the case; a header that came several times is joined by commas.</param>
/// <param name="Body">Its body, byte for byte.</param>
public sealed record WebhookCall(IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int MaxBody = 256 * 1024;
}
