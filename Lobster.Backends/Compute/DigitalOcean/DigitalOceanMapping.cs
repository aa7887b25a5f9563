using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>DigitalOcean's words into the panel's. Pure.</summary>
internal static class DigitalOceanMapping
{
    // Prices have five decimals; what comes after them is an artefact of the provider's binary figures.
    private const int PriceDecimals = 5;

    /// <summary>The id of a machine or image; null for what cannot be one, so that nothing odd is asked for.</summary>
    public static long? Id(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>The power state.</summary>
    public static PowerState Power(DigitalOceanDroplet d) => DigitalOceanStates.Of(d.Status, d.Locked == true);

    /// <summary>A machine.</summary>
    public static BackendVm Vm(DigitalOceanDroplet d) => new(d.Id.ToString(CultureInfo.InvariantCulture), d.Name ?? "")
    {
        Power = Power(d), RawState = DigitalOceanStates.Raw(d.Status, d.Locked == true), Mark = TagMark.Read(d.Tags), CreatedAt = Moment(d.CreatedAt),
        PlanId = d.SizeSlug, ImageId = d.Image is { } image ? ImageId(image) : null, VCpus = d.Vcpus, RamMb = d.Memory, DiskGb = d.Disk, Addresses = Addresses(d),
        Problem = d.Status == "archive" ? "DigitalOcean has archived this machine." : null,
    };

    /// <summary>A machine's own addresses: the public ones first, which the provider does not do.</summary>
    public static IReadOnlyList<VmAddress> Addresses(DigitalOceanDroplet d)
    {
        var four = (d.Networks?.V4 ?? []).Select(n => (n, Address: Address(n.IpAddress))).Where(n => n.Address is not null)
            .Select(n => new VmAddress(n.Address!) { PrefixLength = Prefix(n.n.Netmask), Gateway = Address(n.n.Gateway), IsPublic = n.n.Type != "private" }).ToLookup(a => a.IsPublic);
        var six = (d.Networks?.V6 ?? []).Select(n => (n, Address: Address(n.IpAddress))).Where(n => n.Address is not null)
            .Select(n => new VmAddress(n.Address!) { PrefixLength = n.n.Netmask, Gateway = Address(n.n.Gateway) });
        return [.. four[true], .. six, .. four[false]];
    }

    /// <summary>The panel's id of an image: the slug of a public one, which stays when its number changes; else the number.</summary>
    public static string ImageId(DigitalOceanImage i) => i is { Public: true, Slug: { Length: > 0 } slug } ? slug : i.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>An image.</summary>
    public static BackendImage Image(DigitalOceanImage i)
    {
        var (name, mark) = TextMark.Read(i.Name);
        var state = DigitalOceanStates.Image(i.Status, i.ErrorMessage);
        return new BackendImage(ImageId(i), i.Public == true ? $"{i.Distribution} {name}".Trim() : name, state, i.Public == true)
        {
            RawState = i.Status, Mark = i.Public == true ? null : mark, CreatedAt = Moment(i.CreatedAt), MinDiskGb = i.MinDiskSize is > 0 ? i.MinDiskSize : null,
            SizeMb = i.SizeGigabytes is > 0 and < 1_000_000 ? (long)Math.Ceiling(i.SizeGigabytes.Value * 1024) : null,
            Problem = state == ImageState.Failed && !string.IsNullOrWhiteSpace(i.ErrorMessage) ? Http.Redaction.Shorten(i.ErrorMessage, 300) : null,
        };
    }

    /// <summary>A plan of a region. Transfer is told in TB.</summary>
    public static BackendPlan Plan(DigitalOceanSize s, string region) => new(s.Slug, s.Description is { Length: > 0 } description ? $"{description} {s.Slug}" : s.Slug)
    {
        VCpus = s.Vcpus, RamMb = s.Memory, DiskGb = s.Disk, TransferGb = s.Transfer is >= 0 and < 1_000_000 ? (int)(s.Transfer.Value * 1000) : null,
        IsAvailable = IsAvailable(s, region), HourlyPrice = s.PriceHourly is { } price ? Math.Round(price, PriceDecimals) : null, Currency = s.PriceHourly is null ? null : "USD",
    };

    /// <summary>Whether a size can be had there now.</summary>
    public static bool IsAvailable(DigitalOceanSize s, string region) => s.Available != false && (s.Regions ?? []).Contains(region);

    /// <summary>A moment; null when there is none.</summary>
    public static Instant? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? Instant.From(moment) : null;

    // The gateway of a private network is the word "nil".
    private static IPAddress? Address(string? text) => IPAddress.TryParse(text, out var parsed) ? parsed : null;

    private static int? Prefix(string? mask) =>
        Address(mask) is { AddressFamily: AddressFamily.InterNetwork } parsed ? parsed.GetAddressBytes().Sum(b => int.PopCount(b)) : null;
}
