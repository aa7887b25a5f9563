using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Vultr;

/// <summary>Images and addresses.</summary>
internal sealed partial class VultrBackend : ISnapshot, IImageCatalogue, IImageFetch, IImageDelete, IAddressChanges, IReverseDns
{
    public IReadOnlyList<string> FetchFormats { get; } = ["raw"];

    public IReadOnlyList<AddressType> AddressTypes { get; } = [AddressType.PublicIPv4];

    public async Task<BackendChange> SnapshotAsync(string vmId, string name, Guid token, CancellationToken cancellationToken)
    {
        var made = await client.SnapshotAsync(vmId, TextMark.Write(name, installation, token), cancellationToken);
        return new BackendChange.WatchImage { ResultId = $"snapshot:{made.Id}" };
    }

    public async Task<BackendChange> FetchImageAsync(FetchImage request, CancellationToken cancellationToken)
    {
        if (!FetchFormats.Contains(request.Format)) throw new BackendException(BackendErrorKind.Rejected, "Vultr takes raw disk images only.");
        var made = await client.FetchAsync(request.Source, TextMark.Write(request.Name, installation, request.Token), cancellationToken);
        return new BackendChange.WatchImage { ResultId = $"snapshot:{made.Id}" };
    }

    public async Task<BackendImage?> GetImageAsync(string imageId, CancellationToken cancellationToken) => VultrImageId.Parse(imageId) switch
    {
        VultrImageId.Snapshot snapshot => await client.FindSnapshotAsync(snapshot.Id, cancellationToken) is { } found ? VultrMapping.Image(found) : null,
        VultrImageId.System or VultrImageId.Iso => await ListImagesAsync(cancellationToken).FirstOrDefaultAsync(i => i.Id == imageId, cancellationToken),
        _ => null,
    };

    public async Task<BackendImage?> FindImageByTokenAsync(Guid token, CancellationToken cancellationToken) =>
        await client.SnapshotsAsync(cancellationToken).Select(VultrMapping.Image)
            .FirstOrDefaultAsync(i => i.Mark is { } mark && mark.InstallationId == installation && mark.Token == token, cancellationToken);

    public async IAsyncEnumerable<BackendImage> ListImagesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var os in client.SystemsAsync(cancellationToken))
            if (VultrMapping.Image(os) is { } image) yield return image;
        await foreach (var snapshot in client.SnapshotsAsync(cancellationToken)) yield return VultrMapping.Image(snapshot);
        await foreach (var iso in client.IsosAsync(cancellationToken)) yield return VultrMapping.Image(iso);
    }

    public async Task<BackendChange> DeleteImageAsync(string imageId, CancellationToken cancellationToken)
    {
        if (VultrImageId.Parse(imageId) is VultrImageId.System) throw new BackendException(BackendErrorKind.Rejected, "Vultr's own systems cannot be deleted.");
        if (VultrImageId.Parse(imageId) is not VultrImageId.Snapshot snapshot) return new BackendChange.Done();
        try
        {
            await client.DeleteSnapshotAsync(snapshot.Id, cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            // Gone already.
        }

        return new BackendChange.Done();
    }

    public async Task<IReadOnlyList<VmAddress>> ListAddressesAsync(string vmId, CancellationToken cancellationToken)
    {
        var found = new List<VmAddress>();
        await foreach (var row in client.Ipv4Async(vmId, cancellationToken))
        {
            if (VultrMapping.Address(row.Ip) is not { } address) continue;
            found.Add(new VmAddress(address)
            {
                PrefixLength = VultrMapping.Prefix(row.Netmask), Gateway = VultrMapping.Address(row.Gateway), IsPublic = row.Type != "private",
                ReverseDns = row.Reverse is { Length: > 0 } name ? name : null, CanRemove = row.Type == "secondary_ip", CanSetReverseDns = row.Type != "private",
            });
        }

        var names = (await client.Ipv6ReverseAsync(vmId, cancellationToken)).Where(r => IPAddress.TryParse(r.Ip, out _)).ToLookup(r => IPAddress.Parse(r.Ip), r => r.Reverse);
        foreach (var row in await client.Ipv6Async(vmId, cancellationToken))
            if (VultrMapping.Address(row.Ip) is { } address)
                found.Add(new VmAddress(address) { PrefixLength = row.NetworkSize, ReverseDns = names[address].FirstOrDefault(), CanSetReverseDns = true });
        return [.. found.OrderBy(a => a.CanRemove || !a.IsPublic ? 1 : 0)];
    }

    public async Task<BackendChange> AddAddressAsync(string vmId, AddressType type, CancellationToken cancellationToken)
    {
        if (!AddressTypes.Contains(type)) throw new BackendException(BackendErrorKind.Rejected, "Vultr adds public IPv4 addresses only.");
        return new BackendChange.Done { ResultId = (await client.AddIpv4Async(vmId, cancellationToken)).Ip };
    }

    public async Task<BackendChange> RemoveAddressAsync(string vmId, IPAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var row = (await ListAddressesAsync(vmId, cancellationToken)).FirstOrDefault(a => a.Address.Equals(address));
        if (row is null) return new BackendChange.Done();
        if (!row.CanRemove) throw new BackendException(BackendErrorKind.Rejected, "This address belongs to the machine and cannot be removed.");
        await client.RemoveIpv4Async(vmId, address.ToString(), cancellationToken);
        return new BackendChange.Done();
    }

    public async Task<BackendChange> SetReverseDnsAsync(string vmId, IPAddress address, string? hostName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!(await ListAddressesAsync(vmId, cancellationToken)).Any(a => a.Address.Equals(address) && a.CanSetReverseDns))
            throw new BackendException(BackendErrorKind.NotFound, "The machine has no such address.");
        var isSix = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        await ((isSix, hostName) switch
        {
            (false, _) => client.SetReverse4Async(vmId, address.ToString(), hostName, cancellationToken),
            (true, null) => client.RemoveReverse6Async(vmId, VultrMapping.InFull(address), cancellationToken),
            (true, _) => client.SetReverse6Async(vmId, VultrMapping.InFull(address), hostName, cancellationToken),
        });
        return new BackendChange.Done();
    }
}
