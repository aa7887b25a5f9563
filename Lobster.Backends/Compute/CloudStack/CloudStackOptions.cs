namespace Lobster.Backends.Compute.CloudStack;

/// <summary>What a CloudStack region is set to; <see cref="CloudStackFields"/> tells what each is.</summary>
/// <param name="Zone">The zone's id.</param>
/// <param name="Networks">Ids of the networks that machines join; null: the zone's one network.</param>
/// <param name="Hypervisor">Of fetched images and of machines that boot an ISO.</param>
/// <param name="OsType">The id of the OS type of fetched images; null: not told.</param>
internal sealed record CloudStackOptions(string Zone, string? Networks, string Hypervisor, string? OsType)
{
    /// <summary>Reads checked options.</summary>
    public static CloudStackOptions Read(StoredOptions options) =>
        new(options.Text("zone"), Ids(options.TextOrNull("networks")), options.Text("hypervisor"), options.TextOrNull("osType"));

    /// <summary>Ids without the spaces that people put between them; null stays null.</summary>
    public static string? Ids(string? text) => text?.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Whether it can be an id, or several with commas between.</summary>
    public static bool AreIds(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ',' or ' ');
}
