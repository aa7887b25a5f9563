using System.Globalization;
using System.Net;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>Linode's words into the panel's. Pure.</summary>
internal static class LinodeMapping
{
    /// <summary>Why the addresses of some machines stay as they are.</summary>
    public const string FixedAddresses = "The addresses of a machine with Linode's newer kind of network interfaces cannot be changed here.";

    /// <summary>How the ids of Linode's own images begin.</summary>
    public const string PublicImages = "linode/";

    private const int MbOfGb = 1024;
    private static readonly IPNetwork PrivateNetwork = new(new IPAddress([192, 168, 128, 0]), 17);

    /// <summary>A number of Linode's; null for a text that is none, which Linode would refuse as a bad request.</summary>
    public static long? Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>A number of Linode's as the panel keeps it.</summary>
    public static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>A machine.</summary>
    public static BackendVm Vm(LinodeInstance i)
    {
        var mark = TagMark.Read(i.Tags);
        return new BackendVm(Text(i.Id), LinodeLabels.Name(i.Label, mark?.Token))
        {
            Power = LinodeStates.Of(i.Status), RawState = i.Status, Problem = LinodeStates.Problem(i.Status), Mark = mark, CreatedAt = Moment(i.Created), PlanId = i.Type, ImageId = i.Image,
            VCpus = i.Specs?.Vcpus, RamMb = i.Specs?.Memory, DiskGb = i.Specs?.Disk / MbOfGb, Addresses = [.. Addresses(i)],
            Restrictions = HasFixedAddresses(i) ? new Dictionary<Capability, string> { [Capability.AddressChanges] = FixedAddresses } : new Dictionary<Capability, string>(),
        };
    }

    /// <summary>Whether the API's <c>/ips</c> refuses to change the machine's addresses.</summary>
    public static bool HasFixedAddresses(LinodeInstance i) => i.InterfaceGeneration == LinodeOptions.LinodeInterfaces;

    /// <summary>A machine's addresses with all that is known of them, in the order of <see cref="Vm"/>.</summary>
    public static IReadOnlyList<VmAddress> Addresses(LinodeAddresses a, bool canChange)
    {
        var publics = a.Ipv4.Public ?? [];
        // The last public one stays, and which is the main one is for the guest to say: it is the first here.
        IEnumerable<VmAddress?> all =
        [
            .. publics.Select((p, at) => Address(p) is { } found ? found with { CanRemove = canChange && at > 0, CanSetReverseDns = true } : null),
            Address(a.Ipv6?.Slaac) is { } slaac ? slaac with { CanSetReverseDns = true } : null,
            .. (a.Ipv4.Private ?? []).Select(p => Address(p) is { } found ? found with { IsPublic = false, CanRemove = canChange } : null),
            .. (a.Ipv6?.Global ?? []).Select(r => IPAddress.TryParse(r.Range, out var range) ? new VmAddress(range) { PrefixLength = r.Prefix, CanRemove = canChange } : null),
        ];
        return [.. all.OfType<VmAddress>()];
    }

    /// <summary>An image. Its size is the least disk that it needs; zero while it is being made, which means unknown.</summary>
    public static BackendImage Image(LinodeImage i) => new(
        i.Id, i.Label is { Length: > 0 } label ? label : i.Id, LinodeStates.Image(i.Status), i.IsPublic ?? i.Id.StartsWith(PublicImages, StringComparison.Ordinal))
    {
        RawState = i.Status, Mark = TagMark.Read(i.Tags), CreatedAt = Moment(i.Created),
        SizeMb = i.Size is > 0 ? i.Size : null, MinDiskGb = i.Size is > 0 and var size ? (int)((size + MbOfGb - 1) / MbOfGb) : null,
    };

    /// <summary>A plan. Its price may be another in this region; it is available unless the region says that it is not.</summary>
    public static BackendPlan Plan(LinodeType t, string region, IReadOnlySet<string> missing)
    {
        var price = Price(t, region);
        return new BackendPlan(t.Id, t.Label ?? t.Id)
        {
            VCpus = t.Vcpus, RamMb = t.Memory, DiskGb = t.Disk / MbOfGb, TransferGb = t.Transfer, IsAvailable = !missing.Contains(t.Id), HourlyPrice = price, Currency = price is null ? null : "USD",
        };
    }

    /// <summary>What an hour costs in a region, in USD; null: not told.</summary>
    public static decimal? Price(LinodeType t, string region) => t.RegionPrices?.FirstOrDefault(p => p.Id == region)?.Hourly ?? t.Price?.Hourly;

    /// <summary>Whether a type has exactly these figures.</summary>
    public static bool Fits(LinodeType t, VmSize size) => t.Vcpus == size.VCpus && t.Memory == size.RamMb && t.Disk == size.DiskGb * MbOfGb;

    private static IEnumerable<VmAddress> Addresses(LinodeInstance i)
    {
        var four = (i.Ipv4 ?? []).Select(text => IPAddress.TryParse(text, out var parsed) ? parsed : null).OfType<IPAddress>().ToLookup(PrivateNetwork.Contains);
        var canChange = !HasFixedAddresses(i);
        foreach (var (address, at) in four[false].Select((a, at) => (a, at))) yield return new VmAddress(address) { CanRemove = canChange && at > 0, CanSetReverseDns = true };
        // Told with a prefix of 128, which is the address and not its subnet.
        if (IPAddress.TryParse(i.Ipv6?.Split('/')[0], out var six)) yield return new VmAddress(six) { CanSetReverseDns = true };
        foreach (var address in four[true]) yield return new VmAddress(address) { IsPublic = false, CanRemove = canChange };
    }

    private static VmAddress? Address(LinodeAddress? a) => IPAddress.TryParse(a?.Address, out var parsed)
        ? new VmAddress(parsed) { PrefixLength = a.Prefix, Gateway = IPAddress.TryParse(a.Gateway, out var gateway) ? gateway : null, ReverseDns = a.Rdns is { Length: > 0 } name ? name : null }
        : null;

    // Without a zone, and UTC.
    private static Instant? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? Instant.From(moment) : null;
}
