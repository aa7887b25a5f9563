using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>Creation: the image's disk in the plan's size, a key pair for as long as it takes, the mark and the token in the one request that makes the machine.</summary>
internal sealed partial class Ec2Backend : IPlanCatalogue
{
    private const string ImagePrefix = "ami-";

    // AWS takes these as key pairs; others come with the user data.
    private static readonly string[] KeyPairKinds = ["ssh-ed25519 ", "ssh-rsa "];

    public async Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ImageKind == ImageKind.Iso) throw Rejected("AWS boots disk images only, no ISO images.");
        var plan = Ec2PlanOptions.Read(request.Size.Metadata, options);
        var image = await BootableAsync(request.ImageId, cancellationToken);
        if (Ec2Mapping.RootDevice(image)?.VolumeSize > request.Size.DiskGb) throw Rejected($"This image needs a disk of at least {Ec2Mapping.RootDevice(image)!.VolumeSize} GB.");
        var type = await TypeAsync(request.Size, image.Architecture?.Value, cancellationToken);
        var made = time.GetUtcNow().ToUnixTimeSeconds();
        var (key, others) = Keys(request.SshKeys);
        var body = Body(request, image, type, plan, made);
        body.UserData = await Ec2UserData.EncodeAsync(request.UserData, others);
        if (key is not null) await ImportKeyAsync(body.KeyName = KeyName(request.Token), key, cancellationToken);
        try
        {
            var vm = await client.RunAsync(body, cancellationToken);
            var left = key is null || await QuietlyAsync(client.DeleteKeyAsync(body.KeyName, cancellationToken)) ? null : body.KeyName;
            var id = new Ec2Id(options.Region, vm.InstanceId, Ec2Tags.MadeAt(vm.Tags) ?? made);
            return new VmAccepted(id.ToString(), Ec2Tasks.Poll(new Ec2Task.Creating(id, left, plan.PublicAddress == Ec2PublicAddress.Elastic)));
        }
        catch (BackendException e) when (e.Kind != BackendErrorKind.OutcomeUnknown)
        {
            if (key is not null) await QuietlyAsync(client.DeleteKeyAsync(body.KeyName, cancellationToken));
            // Something that the request names is not there; nothing was made.
            if (e.Kind == BackendErrorKind.NotFound) throw new BackendException(BackendErrorKind.Rejected, "AWS does not know the image, the size, the subnet or a security group.", e) { ProviderText = e.ProviderText };
            throw;
        }
    }

    public async Task<IReadOnlyList<BackendPlan>> ListPlansAsync(CancellationToken cancellationToken) =>
        await client.TypesAsync((List<Filter>?)null, cancellationToken).Select(Ec2Mapping.Plan).ToListAsync(cancellationToken);

    private RunInstancesRequest Body(CreateVm request, Image image, string type, Ec2PlanOptions plan, long made)
    {
        var tags = Ec2Tags.OfMachine(request.Name, installation, request.Token, made, plan.PublicAddress == Ec2PublicAddress.Elastic);
        var body = new RunInstancesRequest(image.ImageId, 1, 1)
        {
            // AWS makes one instance for one token, however often it is asked.
            ClientToken = request.Token.ToString(), InstanceType = type, BlockDeviceMappings = Disks(image, request.Size.DiskGb, plan),
            TagSpecifications = [new TagSpecification { ResourceType = ResourceType.Instance, Tags = tags }, new TagSpecification { ResourceType = ResourceType.Volume, Tags = tags }],
        };
        if (plan.DetailedMonitoring) body.Monitoring = true;
        if (plan.PublicAddress is Ec2PublicAddress.Automatic or Ec2PublicAddress.None)
        {
            // Only an interface of the request's own can say this, and then it says the rest as well.
            body.NetworkInterfaces =
            [
                new InstanceNetworkInterfaceSpecification
                {
                    DeviceIndex = 0, SubnetId = plan.Subnet, Groups = plan.SecurityGroups.Count > 0 ? [.. plan.SecurityGroups] : null, DeleteOnTermination = true,
                    AssociatePublicIpAddress = plan.PublicAddress == Ec2PublicAddress.Automatic,
                },
            ];
            return body;
        }

        body.SubnetId = plan.Subnet;
        if (plan.SecurityGroups.Count > 0) body.SecurityGroupIds = [.. plan.SecurityGroups];
        return body;
    }

    // Further disks of the image go with the machine too, whatever the image says.
    private static List<BlockDeviceMapping> Disks(Image image, int gb, Ec2PlanOptions plan) =>
    [
        new BlockDeviceMapping { DeviceName = image.RootDeviceName, Ebs = new EbsBlockDevice { VolumeSize = gb, VolumeType = plan.VolumeType, Iops = plan.Iops, DeleteOnTermination = true } },
        .. (image.BlockDeviceMappings ?? []).Where(b => b.Ebs is not null && b.DeviceName != image.RootDeviceName)
            .Select(b => new BlockDeviceMapping { DeviceName = b.DeviceName, Ebs = new EbsBlockDevice { DeleteOnTermination = true } }),
    ];

    private async Task<Image> BootableAsync(string imageId, CancellationToken cancellationToken)
    {
        var image = IsImage(imageId) ? await client.FindImageAsync(imageId, cancellationToken) : null;
        if (image is null || Ec2States.IsImageGone(image.State?.Value)) throw Rejected("AWS does not know the image.");
        return Ec2Mapping.RootDevice(image) is not null ? image : throw Rejected("This image has no disk that AWS could keep.");
    }

    // A global plan takes a type of exactly its figures: the kind that is cheapest first, then by name.
    private async Task<string> TypeAsync(VmSize size, string? architecture, CancellationToken cancellationToken)
    {
        if (size.PlanId is { Length: > 0 } id) return id;
        List<Filter> filters = [new("vcpu-info.default-vcpus", [$"{size.VCpus}"]), new("memory-info.size-in-mib", [$"{size.RamMb}"])];
        var fitting = await client.TypesAsync(filters, cancellationToken).Where(t => t.VCpuInfo?.DefaultVCpus == size.VCpus && Ec2Mapping.RamMb(t) == size.RamMb && t.BareMetal != true)
            .Where(t => architecture is null || t.ProcessorInfo?.SupportedArchitectures?.Contains(architecture) == true)
            .OrderBy(t => t.CurrentGeneration == false).ThenBy(t => t.BurstablePerformanceSupported != true).ThenBy(t => t.InstanceType.Value, StringComparer.Ordinal).FirstOrDefaultAsync(cancellationToken);
        return fitting?.InstanceType.Value ?? throw Rejected("AWS has no machine of this size.");
    }

    private static (string? Key, IReadOnlyList<string> Others) Keys(IReadOnlyList<string> lines)
    {
        var keys = lines.Select(k => k.Trim()).Distinct().ToList();
        var first = keys.Find(k => KeyPairKinds.Any(kind => k.StartsWith(kind, StringComparison.Ordinal)));
        return (first, [.. keys.Where(k => k != first)]);
    }

    private async Task ImportKeyAsync(string name, string line, CancellationToken cancellationToken)
    {
        try
        {
            await client.ImportKeyAsync(name, Convert.ToBase64String(Encoding.UTF8.GetBytes(line)), cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            // It is there from an earlier try of the same creation.
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.OutcomeUnknown)
        {
            throw new BackendException(BackendErrorKind.Unavailable, "AWS did not say whether it took the SSH key; no machine was asked for.", e);
        }
    }

    // Where the answer was lost, what comes after it is told by the machine and the region.
    private Ec2Task.Creating Creation(Instance vm, Guid token) => new(
        Ec2Mapping.Id(vm, options.Region), vm.KeyName == KeyName(token) ? vm.KeyName : null, Ec2Tags.Of(vm.Tags, Ec2Tags.Elastic) is not null);

    private async Task<BackendTask> CreatedAsync(Ec2Task.Creating task, CancellationToken cancellationToken)
    {
        var vm = await client.FindAsync(task.Vm.Instance, cancellationToken);
        if (vm is null && task.Vm.IsYoung(Now)) return new BackendTask.Running(Text: "Being made");
        var state = vm is null ? "terminated" : Ec2Mapping.State(vm);
        var isLost = Ec2States.IsGoing(state);
        // A guest may have shut itself down already.
        if (!isLost && !Ec2States.Of(state).IsSettled) return new BackendTask.Running(Text: "Starting");
        if (task.Key is { } key) await client.DeleteKeyAsync(key, cancellationToken);
        if (isLost) return Lost(vm);
        if (task.HasElastic) await AddMainAsync(vm!, cancellationToken);
        return new BackendTask.Succeeded();
    }

    // One that AWS could not start is terminated, and tells why.
    private static BackendTask.Failed Lost(Instance? vm) => Ec2Faults.IsShortage(vm?.StateReason?.Code ?? "")
        ? new BackendTask.Failed(BackendErrorKind.QuotaExceeded, $"AWS has no room, or a limit of the account is reached ({vm!.StateReason.Code}).")
        : new BackendTask.Failed(BackendErrorKind.Rejected, "AWS could not start this machine.");

    private string KeyName(Guid token) => $"{options.KeyPrefix}{token:N}";

    private static bool IsImage(string id) => id.Length is > 4 and <= 32 && id.StartsWith(ImagePrefix, StringComparison.Ordinal) && id.Skip(ImagePrefix.Length).All(char.IsAsciiHexDigitLower);
}
