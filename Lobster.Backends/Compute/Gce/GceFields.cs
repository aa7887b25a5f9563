using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>The form of a region at Google Compute Engine.</summary>
internal static class GceFields
{
    /// <summary>The secret: a whole key file.</summary>
    public const string Account = "serviceAccount";

    /// <summary>Where tokens are had.</summary>
    public const string TokenAddress = "tokenAddress";

    /// <summary>Where metrics are read.</summary>
    public const string MonitoringAddress = "monitoringAddress";

    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new(Account, "Service account key", OptionKind.SecretMultiline)
        {
            Required = true, Help = "The whole JSON file. Google's console: IAM and admin, Service accounts, Keys, Add key, JSON. Roles: Compute Instance Admin (v1), Compute Public IP Admin, Monitoring Viewer.",
        },
        new("zone", "Zone") { Required = true, Help = "Where machines are made, such as us-central1-f." },
        new("network", "Network") { Default = "default", Help = "Its name, or for a network shared by another project its path: projects/host/global/networks/name." },
        new("subnetwork", "Subnetwork") { Help = "Its name in the zone's region, or its path. Empty: Google chooses, which it does for networks in auto mode only." },
        new("imageProjects", "Image projects") { Default = "debian-cloud, ubuntu-os-cloud, rocky-linux-cloud", Help = "Whose public images are offered, with commas between. The project's own are offered too." },
        new("machineFamily", "Machine family") { Default = "e2", Help = "For plans that are no size of Google's: such a machine gets the type of this family that has exactly its processors and memory." },
        new("sshUser", "User for SSH keys") { Default = "cloud", Help = "Google's agent makes this user in the guest, with the right to become root, and gives it the customer's keys." },
        CommonFields.Timeout,
        CommonFields.Address("https://compute.googleapis.com/compute/v1/"),
        new(MonitoringAddress, "Monitoring address") { Default = "https://monitoring.googleapis.com/v3/", Help = "Only for a proxy or a test server." },
        new(TokenAddress, "Token address") { Help = "Only for a proxy or a test server. Empty: what the key file says." },
    ];
}
