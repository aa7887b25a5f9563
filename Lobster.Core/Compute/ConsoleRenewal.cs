namespace Lobster.Core.Compute;

/// <summary>What a provider wants to hear, on a WebSocket beside the console's own, so that the console's session lives on.</summary>
/// <param name="Address">ws or wss; sub-protocols, headers and trust are those of the console's socket.</param>
/// <param name="Message">The text to say.</param>
/// <param name="Every">How often.</param>
public sealed record ConsoleRenewal(Uri Address, string Message, TimeSpan Every)
{
    /// <inheritdoc/>
    public override string ToString() => $"renewal at {Address.Host}";
}
