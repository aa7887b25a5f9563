namespace Lobster.Core.Compute;

/// <summary>A machine to make anew.</summary>
/// <param name="VmId">The machine.</param>
/// <param name="ImageId">The backend's image id.</param>
public sealed record ReimageVm(string VmId, string ImageId)
{
    /// <summary>As at creation.</summary>
    public ImageKind ImageKind { get; init; }

    /// <summary>As at creation; many providers forget them.</summary>
    public IReadOnlyList<string> SshKeys { get; init; } = [];

    /// <summary>As at creation.</summary>
    public string? UserData { get; init; }
}
