using Amazon.EC2;
using Amazon.EC2.Model;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>Images, addresses and the account.</summary>
internal sealed partial class Ec2Client
{
    /// <summary>DescribeImages of some owners, all pages.</summary>
    public IAsyncEnumerable<Image> ImagesAsync(List<string> owners, List<Filter>? filters, CancellationToken token) => PagesAsync(async (cursor, cancel) =>
    {
        var page = await Sdk.DescribeImagesAsync(new DescribeImagesRequest { Owners = owners, Filters = filters, MaxResults = PageSize, NextToken = cursor }, cancel);
        return (page.Images ?? [], page.NextToken);
    }, token);

    /// <summary>DescribeImages of one; null for none.</summary>
    public Task<Image?> FindImageAsync(string id, CancellationToken token) =>
        FoundAsync(async () => (await Sdk.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [id] }, token)).Images?.FirstOrDefault());

    /// <summary>CreateImage of a machine that goes on meanwhile.</summary>
    public Task<CreateImageResponse> CreateImageAsync(string instance, string name, List<Tag>? tags, CancellationToken token) => ChangeAsync(async () =>
    {
        List<TagSpecification>? specifications = tags is null ? null : [new TagSpecification { ResourceType = ResourceType.Image, Tags = tags }];
        var made = await Sdk.CreateImageAsync(new CreateImageRequest { InstanceId = instance, Name = name, NoReboot = true, TagSpecifications = specifications }, token);
        return made.ImageId is { Length: > 0 } ? made : null;
    });

    /// <summary>DeregisterImage.</summary>
    /// <param name="id">The image.</param>
    /// <param name="withSnapshots">Whether the snapshots that it stands on go with it.</param>
    /// <param name="token">Ours.</param>
    public Task DeregisterAsync(string id, bool withSnapshots, CancellationToken token) =>
        ChangeAsync(() => Sdk.DeregisterImageAsync(new DeregisterImageRequest { ImageId = id, DeleteAssociatedSnapshots = withSnapshots ? true : null }, token));

    /// <summary>DescribeAddresses.</summary>
    public Task<List<Address>> AddressesAsync(Filter? filter, CancellationToken token) =>
        AskAsync(async () => (await Sdk.DescribeAddressesAsync(new DescribeAddressesRequest { Filters = Only(filter) }, token)).Addresses ?? []);

    /// <summary>AllocateAddress Domain=vpc.</summary>
    public Task<AllocateAddressResponse> AllocateAsync(List<Tag>? tags, CancellationToken token) => ChangeAsync(async () =>
    {
        var request = new AllocateAddressRequest { Domain = DomainType.Vpc };
        if (tags is not null) request.TagSpecifications = [new TagSpecification { ResourceType = ResourceType.ElasticIp, Tags = tags }];
        var made = await Sdk.AllocateAddressAsync(request, token);
        return made is { AllocationId.Length: > 0, PublicIp.Length: > 0 } ? made : null;
    });

    /// <summary>AssociateAddress.</summary>
    public Task AssociateAsync(AssociateAddressRequest request, CancellationToken token) => ChangeAsync(() => Sdk.AssociateAddressAsync(request, token));

    /// <summary>DisassociateAddress.</summary>
    public Task DisassociateAsync(string association, CancellationToken token) => ChangeAsync(() => Sdk.DisassociateAddressAsync(new DisassociateAddressRequest { AssociationId = association }, token));

    /// <summary>ReleaseAddress.</summary>
    public Task ReleaseAsync(string allocation, CancellationToken token) => ChangeAsync(() => Sdk.ReleaseAddressAsync(new ReleaseAddressRequest { AllocationId = allocation }, token));

    /// <summary>AssignPrivateIpAddresses: one more. Some clouds answer with all that the interface has.</summary>
    public Task<List<AssignedPrivateIpAddress>> AssignPrivateAsync(string networkInterface, CancellationToken token) => ChangeAsync(async () =>
        (await Sdk.AssignPrivateIpAddressesAsync(new AssignPrivateIpAddressesRequest { NetworkInterfaceId = networkInterface, SecondaryPrivateIpAddressCount = 1 }, token)).AssignedPrivateIpAddresses);

    /// <summary>UnassignPrivateIpAddresses.</summary>
    public Task UnassignPrivateAsync(string networkInterface, string address, CancellationToken token) =>
        ChangeAsync(() => Sdk.UnassignPrivateIpAddressesAsync(new UnassignPrivateIpAddressesRequest { NetworkInterfaceId = networkInterface, PrivateIpAddresses = [address] }, token));

    /// <summary>DescribeAddressesAttribute domain-name, of some Elastic IP addresses.</summary>
    public Task<List<AddressAttribute>> ReverseNamesAsync(List<string> allocations, CancellationToken token) => AskAsync(async () =>
        (await Sdk.DescribeAddressesAttributeAsync(new DescribeAddressesAttributeRequest { AllocationIds = allocations, Attribute = AddressAttributeName.DomainName }, token)).Addresses ?? []);

    /// <summary>ModifyAddressAttribute DomainName.</summary>
    public Task NameAsync(string allocation, string name, CancellationToken token) =>
        ChangeAsync(() => Sdk.ModifyAddressAttributeAsync(new ModifyAddressAttributeRequest { AllocationId = allocation, DomainName = name }, token));

    /// <summary>ResetAddressAttribute domain-name.</summary>
    public Task UnnameAsync(string allocation, CancellationToken token) =>
        ChangeAsync(() => Sdk.ResetAddressAttributeAsync(new ResetAddressAttributeRequest { AllocationId = allocation, Attribute = AddressAttributeName.DomainName }, token));

    /// <summary>DescribeSecurityGroups: the first few, or those of a filter. Each tells the account.</summary>
    public Task<List<SecurityGroup>> SecurityGroupsAsync(Filter? filter, CancellationToken token) => AskAsync(async () =>
        (await Sdk.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = Only(filter), MaxResults = filter is null ? 5 : null }, token)).SecurityGroups ?? []);

    /// <summary>DescribeSubnets of a filter.</summary>
    public Task<List<Subnet>> SubnetsAsync(Filter filter, CancellationToken token) =>
        AskAsync(async () => (await Sdk.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [filter] }, token)).Subnets ?? []);
}
