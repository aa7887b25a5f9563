namespace Lobster.Backends.Compute.Ec2;

/// <summary>What an EC2 region is set to; <see cref="Ec2Fields"/> tells what each is.</summary>
/// <param name="Region">AWS's name of the region, such as <c>eu-central-1</c>.</param>
/// <param name="Subnet">Where machines go; null: the default VPC's.</param>
/// <param name="SecurityGroups">What protects them; empty: the VPC's default group.</param>
/// <param name="PublicAddress">Which public address they get.</param>
/// <param name="ImageOwners">Whose public images are listed.</param>
/// <param name="ImageNames">Patterns of their names.</param>
/// <param name="KeyPrefix">What the names of key pairs begin with while they exist.</param>
/// <param name="Shutdown">How long a guest may take to shut down before its power is cut.</param>
internal sealed record Ec2Options(
    string Region, string? Subnet, IReadOnlyList<string> SecurityGroups, Ec2PublicAddress PublicAddress, IReadOnlyList<string> ImageOwners, IReadOnlyList<string> ImageNames,
    string KeyPrefix, TimeSpan Shutdown)
{
    /// <summary>Reads checked options.</summary>
    public static Ec2Options Read(StoredOptions options) => new(
        RegionOf(options), options.TextOrNull("subnet"), Names(options.Text("securityGroups")), PublicAddressOf(options.Text("publicAddress"))!.Value, Names(options.Text("imageOwners")),
        Names(options.Text("imageNames")), options.Text("keyPrefix"), options.Seconds("shutdownSeconds"));

    /// <summary>The region as AWS writes it.</summary>
    public static string RegionOf(StoredOptions options) => options.Text("region").ToLowerInvariant();

    /// <summary>Names with commas between.</summary>
    public static IReadOnlyList<string> Names(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The word of a form or of a plan's metadata; null: there is no such word.</summary>
    public static Ec2PublicAddress? PublicAddressOf(string word) => word switch
    {
        "subnet" => Ec2PublicAddress.BySubnet,
        "automatic" => Ec2PublicAddress.Automatic,
        "none" => Ec2PublicAddress.None,
        "elastic" => Ec2PublicAddress.Elastic,
        _ => null,
    };
}
