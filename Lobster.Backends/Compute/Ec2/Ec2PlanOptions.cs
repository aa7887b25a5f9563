using System.Globalization;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>
/// What a plan's metadata may say about its machines: <c>ec2.volumeType</c> (gp3, the default, gp2, io1, io2 or standard), <c>ec2.iops</c> (a number, for gp3, io1
/// and io2), <c>ec2.monitoring</c> (<c>basic</c>, the default, or <c>detailed</c>, which AWS charges for), <c>ec2.publicAddress</c> (<c>subnet</c>, <c>automatic</c>,
/// <c>elastic</c> or <c>none</c>), <c>ec2.subnet</c> and <c>ec2.securityGroups</c>; the last three default to what the region says.
/// </summary>
/// <param name="VolumeType">The kind of disk.</param>
/// <param name="Iops">Operations a second; null: what the kind has.</param>
/// <param name="DetailedMonitoring">Whether CloudWatch gets figures each minute.</param>
/// <param name="PublicAddress">Which public address.</param>
/// <param name="Subnet">The subnet; null: the default VPC's.</param>
/// <param name="SecurityGroups">The groups; empty: the VPC's default.</param>
internal sealed record Ec2PlanOptions(
    string VolumeType, int? Iops, bool DetailedMonitoring, Ec2PublicAddress PublicAddress, string? Subnet, IReadOnlyList<string> SecurityGroups)
{
    private static readonly string[] VolumeTypes = ["gp3", "gp2", "io1", "io2", "standard"];

    /// <summary>Reads a plan's metadata.</summary>
    /// <param name="metadata">The metadata.</param>
    /// <param name="region">What the region says.</param>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Rejected"/>: a value makes no sense.</exception>
    public static Ec2PlanOptions Read(IReadOnlyDictionary<string, string> metadata, Ec2Options region)
    {
        string? Given(string name) => metadata.GetValueOrDefault("ec2." + name, "").Trim() is { Length: > 0 } text ? text : null;
        var volume = Given("volumeType") ?? "gp3";
        if (!VolumeTypes.Contains(volume)) throw Wrong("ec2.volumeType must be gp3, gp2, io1, io2 or standard");
        return new Ec2PlanOptions(
            volume, Given("iops") is { } iops ? Number(iops) : null, Given("monitoring") switch
            {
                "detailed" => true,
                "basic" or null => false,
                _ => throw Wrong("ec2.monitoring must be basic or detailed"),
            },
            Given("publicAddress") is { } word ? Ec2Options.PublicAddressOf(word) ?? throw Wrong("ec2.publicAddress must be subnet, automatic, elastic or none") : region.PublicAddress,
            Given("subnet") ?? region.Subnet, Given("securityGroups") is { } groups ? Ec2Options.Names(groups) : region.SecurityGroups);
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw Wrong("ec2.iops must be a whole number");

    private static BackendException Wrong(string what) => new(BackendErrorKind.Rejected, $"The plan is not set up well: {what}.");
}
