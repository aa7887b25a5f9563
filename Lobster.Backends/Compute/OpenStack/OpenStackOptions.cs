namespace Lobster.Backends.Compute.OpenStack;

/// <summary>What an OpenStack region is set to; <see cref="OpenStackFields"/> tells what each is. Null: the cloud's own choice.</summary>
/// <param name="Network">The network's id.</param>
/// <param name="ExternalNetwork">The id of the network that floating addresses come from; null: there are none.</param>
/// <param name="SecurityGroups">Names.</param>
/// <param name="Zone">The availability zone.</param>
/// <param name="VolumeType">The type of volumes that machines boot from.</param>
/// <param name="ShowPasswords">Whether generated passwords are told.</param>
internal sealed record OpenStackOptions(
    string? Network, string? ExternalNetwork, IReadOnlyList<string> SecurityGroups, string? Zone, string? VolumeType, bool ShowPasswords)
{
    /// <summary>Reads checked options.</summary>
    public static OpenStackOptions Read(StoredOptions options) => new(
        options.TextOrNull("network"), options.TextOrNull("externalNetwork"), Names(options.Text("securityGroups")),
        options.TextOrNull("zone"), options.TextOrNull("volumeType"), options.Flag("passwords"));

    /// <summary>What one plan's metadata says in the place of the region's options.</summary>
    /// <param name="metadata">
    /// <c>openstack.zone</c>: an availability zone, and so a host aggregate. <c>openstack.securityGroups</c>: names with commas between.
    /// <c>openstack.network</c>: a network's id. <c>openstack.volumeType</c>: for flavors without a disk.
    /// </param>
    public OpenStackOptions With(IReadOnlyDictionary<string, string> metadata)
    {
        string? Said(string key) => metadata.GetValueOrDefault($"openstack.{key}") is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        return this with
        {
            Zone = Said("zone") ?? Zone,
            Network = Said("network") ?? Network,
            VolumeType = Said("volumeType") ?? VolumeType,
            SecurityGroups = Said("securityGroups") is { } groups ? Names(groups) : SecurityGroups,
        };
    }

    private static string[] Names(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
