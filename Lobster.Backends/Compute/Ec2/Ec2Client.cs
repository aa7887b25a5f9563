using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>
/// One method for each action of EC2 (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/), in the SDK's words. Lists are read to their last page and never null. This part: instances,
/// their keys, tags, sizes and disks.
/// </summary>
internal sealed partial class Ec2Client(Lazy<IAmazonEC2> sdk)
{
    /// <summary>Who answers, for people.</summary>
    public const string Provider = "AWS";

    private const int PageSize = 1000;
    private const int TypesPageSize = 100;

    private IAmazonEC2 Sdk => sdk.Value;

    /// <summary>RunInstances: one.</summary>
    public Task<Instance> RunAsync(RunInstancesRequest request, CancellationToken token) => ChangeAsync(async () =>
        (await Sdk.RunInstancesAsync(request, token)).Reservation?.Instances is [{ InstanceId.Length: > 0 } made, ..] ? made : null);

    /// <summary>DescribeInstances, all pages.</summary>
    public IAsyncEnumerable<Instance> InstancesAsync(Filter? filter, CancellationToken token) => PagesAsync(async (cursor, cancel) =>
    {
        var page = await Sdk.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = Only(filter), MaxResults = PageSize, NextToken = cursor }, cancel);
        return (Instances(page), page.NextToken);
    }, token);

    /// <summary>DescribeInstances of one; null when there is none of that id, as far as AWS knows.</summary>
    public Task<Instance?> FindAsync(string id, CancellationToken token) => FoundAsync(async () =>
        Instances(await Sdk.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] }, token)).FirstOrDefault());

    /// <summary>StartInstances.</summary>
    public Task StartAsync(string id, CancellationToken token) => ChangeAsync(() => Sdk.StartInstancesAsync(new StartInstancesRequest { InstanceIds = [id] }, token));

    /// <summary>StopInstances; with force the guest is not asked.</summary>
    public Task StopAsync(string id, bool isForced, CancellationToken token) =>
        ChangeAsync(() => Sdk.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [id], Force = isForced ? true : null }, token));

    /// <summary>RebootInstances.</summary>
    public Task RebootAsync(string id, CancellationToken token) => ChangeAsync(() => Sdk.RebootInstancesAsync(new RebootInstancesRequest { InstanceIds = [id] }, token));

    /// <summary>TerminateInstances.</summary>
    public Task TerminateAsync(string id, CancellationToken token) => ChangeAsync(() => Sdk.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [id] }, token));

    /// <summary>ModifyInstanceAttribute InstanceType, of a stopped instance.</summary>
    public Task ChangeTypeAsync(string id, string type, CancellationToken token) =>
        ChangeAsync(() => Sdk.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = id, InstanceType = type }, token));

    /// <summary>GetConsoleOutput; base64.</summary>
    /// <param name="id">The instance.</param>
    /// <param name="isLatest">What stands there now, which only newer kinds of instance can tell; false: what stood there after its last start.</param>
    /// <param name="token">Ours.</param>
    public Task<string?> ConsoleAsync(string id, bool isLatest, CancellationToken token) =>
        AskAsync<string?>(async () => (await Sdk.GetConsoleOutputAsync(new GetConsoleOutputRequest { InstanceId = id, Latest = isLatest ? true : null }, token)).Output);

    /// <summary>CreateTags.</summary>
    public Task TagAsync(string resource, string key, string value, CancellationToken token) =>
        ChangeAsync(() => Sdk.CreateTagsAsync(new CreateTagsRequest { Resources = [resource], Tags = [new Tag(key, value)] }, token));

    /// <summary>DeleteTags.</summary>
    public Task UntagAsync(string resource, string key, CancellationToken token) =>
        ChangeAsync(() => Sdk.DeleteTagsAsync(new DeleteTagsRequest { Resources = [resource], Tags = [new Tag { Key = key }] }, token));

    /// <summary>ImportKeyPair.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="material">The OpenSSH line in base64.</param>
    /// <param name="token">Ours.</param>
    public Task ImportKeyAsync(string name, string material, CancellationToken token) =>
        ChangeAsync(() => Sdk.ImportKeyPairAsync(new ImportKeyPairRequest { KeyName = name, PublicKeyMaterial = material }, token));

    /// <summary>DeleteKeyPair. One that is not there is deleted too.</summary>
    public Task DeleteKeyAsync(string name, CancellationToken token) => ChangeAsync(() => Sdk.DeleteKeyPairAsync(new DeleteKeyPairRequest { KeyName = name }, token));

    /// <summary>DescribeInstanceTypes that this region offers, all pages.</summary>
    /// <param name="filters">Only such.</param>
    /// <param name="token">Ours.</param>
    public IAsyncEnumerable<InstanceTypeInfo> TypesAsync(List<Filter>? filters, CancellationToken token) => PagesAsync(async (cursor, cancel) =>
    {
        var page = await Sdk.DescribeInstanceTypesAsync(new DescribeInstanceTypesRequest { Filters = filters, MaxResults = TypesPageSize, NextToken = cursor }, cancel);
        return (page.InstanceTypes ?? [], page.NextToken);
    }, token);

    /// <summary>DescribeInstanceTypes of some.</summary>
    public Task<List<InstanceTypeInfo>> TypesAsync(List<string> names, CancellationToken token) =>
        AskAsync(async () => (await Sdk.DescribeInstanceTypesAsync(new DescribeInstanceTypesRequest { InstanceTypes = names }, token)).InstanceTypes ?? []);

    /// <summary>DescribeVolumes of one; null for none.</summary>
    public Task<Volume?> VolumeAsync(string id, CancellationToken token) => FoundAsync(async () =>
        (await Sdk.DescribeVolumesAsync(new DescribeVolumesRequest { VolumeIds = [id] }, token)).Volumes?.FirstOrDefault());

    /// <summary>ModifyVolume Size.</summary>
    public Task GrowAsync(string volume, int gb, CancellationToken token) => ChangeAsync(() => Sdk.ModifyVolumeAsync(new ModifyVolumeRequest { VolumeId = volume, Size = gb }, token));

    /// <summary>CreateReplaceRootVolumeTask, of a running instance; the disk that it had is deleted.</summary>
    public Task<ReplaceRootVolumeTask> ReplaceDiskAsync(string id, string image, CancellationToken token) => ChangeAsync(async () =>
        (await Sdk.CreateReplaceRootVolumeTaskAsync(new CreateReplaceRootVolumeTaskRequest { InstanceId = id, ImageId = image, DeleteReplacedRootVolume = true }, token)).ReplaceRootVolumeTask);

    /// <summary>DescribeReplaceRootVolumeTasks of an instance, all pages.</summary>
    public IAsyncEnumerable<ReplaceRootVolumeTask> ReplacementsAsync(string id, CancellationToken token) => PagesAsync(async (cursor, cancel) =>
    {
        var page = await Sdk.DescribeReplaceRootVolumeTasksAsync(new DescribeReplaceRootVolumeTasksRequest { Filters = [new Filter("instance-id", [id])], NextToken = cursor }, cancel);
        return (page.ReplaceRootVolumeTasks ?? [], page.NextToken);
    }, token);

    private static List<Instance> Instances(DescribeInstancesResponse page) => [.. (page.Reservations ?? []).SelectMany(r => r.Instances ?? [])];

    private static List<Filter>? Only(Filter? filter) => filter is null ? null : [filter];

    private static IAsyncEnumerable<T> PagesAsync<T>(Func<string?, CancellationToken, Task<(List<T> Items, string? Next)>> read, CancellationToken token) =>
        Paging.ByCursorAsync<T>(Provider, async (cursor, cancel) => await AskAsync(() => read(cursor, cancel)), token);

    // Null: there is none, as far as AWS knows.
    private static async Task<T?> FoundAsync<T>(Func<Task<T?>> call)
        where T : class
    {
        try
        {
            return await AskAsync(call);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return null;
        }
    }

    private static Task<T> AskAsync<T>(Func<Task<T>> call) => ReadableAsync(call, mayHaveChanged: false);

    private static async Task<T> ChangeAsync<T>(Func<Task<T?>> call)
        where T : class => await ReadableAsync(call, mayHaveChanged: true) ?? throw Unreadable(mayHaveChanged: true, null);

    // An answer in XML that is not what the SDK takes it for.
    private static async Task<T> ReadableAsync<T>(Func<Task<T>> call, bool mayHaveChanged)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException)
        {
            throw Unreadable(mayHaveChanged, e);
        }
    }

    private static BackendException Unreadable(bool mayHaveChanged, Exception? inner) =>
        HttpFaults.Unreadable(Provider, new HttpAnswer(HttpMethod.Post, HttpStatusCode.OK, []) { MayHaveChanged = mayHaveChanged }, inner);
}
