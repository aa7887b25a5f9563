namespace Lobster.Core.Compute;

/// <summary>What a region knows about its backend, secrets in the clear. Lives in memory only.</summary>
/// <param name="RegionId">The region; also for names of local files.</param>
/// <param name="RegionName">What people call it.</param>
/// <param name="InstallationId">This panel installation, to mark machines with.</param>
/// <param name="OptionsVersion">The version under which the options were saved.</param>
/// <param name="Options">Plain options by field key. Absent: the field's default.</param>
/// <param name="Secrets">Fields of kind <see cref="OptionKind.Secret"/>. Never logged.</param>
public sealed record BackendSettings(
    long RegionId,
    string RegionName,
    Guid InstallationId,
    int OptionsVersion,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyDictionary<string, string> Secrets)
{
    /// <summary>Without options and secrets, so that logging a record by accident leaks nothing.</summary>
    public override string ToString() => $"settings of region {RegionId} ({RegionName})";
}
