namespace Lobster.Backends.Compute.Gce;

/// <summary>What a region is set to; <see cref="GceFields"/> tells what each is.</summary>
/// <param name="Project">The project, from the key file.</param>
/// <param name="Who">Whom Google takes us for.</param>
/// <param name="Zone">The zone.</param>
/// <param name="Network">The network, as a path.</param>
/// <param name="Subnetwork">The subnetwork, as a path; null: the network's own for the region.</param>
/// <param name="ImageProjects">Whose public images are offered.</param>
/// <param name="Family">The machine types that a plan without a size of Google's takes.</param>
/// <param name="SshUser">The guest's user who gets the SSH keys.</param>
internal sealed record GceOptions(
    string Project, string Who, string Zone, string Network, string? Subnetwork, IReadOnlyList<string> ImageProjects, string Family, string SshUser)
{
    /// <summary>Reads checked options.</summary>
    public static GceOptions Read(StoredOptions options, GceAccount account)
    {
        var zone = options.Text("zone");
        return new(
            account.Project, account.Email, zone, Path(options.Text("network"), "global/networks"),
            options.TextOrNull("subnetwork") is { } subnetwork ? Path(subnetwork, $"regions/{GcePlace.RegionOf(zone)}/subnetworks") : null,
            Projects(options.Text("imageProjects")), options.Text("machineFamily"), options.Text("sshUser"));
    }

    /// <summary>The projects in a list with commas between.</summary>
    public static string[] Projects(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // A network shared by another project is given by its whole path.
    private static string Path(string name, string folder) => name.Contains('/', StringComparison.Ordinal) ? name : $"{folder}/{name}";
}
