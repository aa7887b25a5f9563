namespace Lobster.Core.Compute;

/// <summary>A machine to make.</summary>
/// <param name="Token">Names this one creation for ever; a repeated request carries the same.</param>
/// <param name="Name">The customer's name for it, 1 to 64 printable characters. The provider bends it to what its cloud allows.</param>
/// <param name="Size">How big.</param>
/// <param name="ImageId">The backend's image id.</param>
public sealed record CreateVm(Guid Token, string Name, VmSize Size, string ImageId)
{
    /// <summary>Whether the image boots as a disk template or as an ISO beside an empty disk.</summary>
    public ImageKind ImageKind { get; init; }

    /// <summary>OpenSSH public keys, one line each, for the image's default user. A temporary key object at the provider is removed again.</summary>
    public IReadOnlyList<string> SshKeys { get; init; } = [];

    /// <summary>Cloud-init user data as plain text, at most 64 KiB in UTF-8; null for none. Refused where the provider has no way.</summary>
    public string? UserData { get; init; }
}
