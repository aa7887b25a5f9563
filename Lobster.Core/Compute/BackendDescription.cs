namespace Lobster.Core.Compute;

/// <summary>What a backend is, as far as the panel must know before it asks.</summary>
/// <param name="Missing">
/// For every capability that this backend has not: the sentence that the UI shows, for example "DigitalOcean has no console API;
/// use SSH." Has exactly the capabilities whose interfaces are not implemented.
/// </param>
public sealed record BackendDescription(IReadOnlyDictionary<Capability, string> Missing)
{
    /// <summary>Whether guests can be given user data at creation.</summary>
    public bool TakesUserData { get; init; } = true;

    /// <summary>Whether guests can be given SSH keys at creation.</summary>
    public bool TakesSshKeys { get; init; } = true;
}
