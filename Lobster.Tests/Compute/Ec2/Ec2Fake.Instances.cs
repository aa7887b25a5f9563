using System.Globalization;
using System.Text;
using System.Xml.Linq;
using static Lobster.Tests.Compute.Ec2.Ec2FakeXml;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>Instances, their sizes, keys and disks, and what CloudWatch knows of them.</summary>
public sealed partial class Ec2Fake
{
    public const string Small = "t3.micro";
    public const string Large = "t3.large";

    /// <summary>What each machine receives and sends in a second.</summary>
    public const long BytesIn = 1000;
    public const long BytesOut = 3000;

    private static readonly Dictionary<string, (int Cpus, int Ram, string Architecture)> Types = new()
    {
        [Small] = (2, 1024, "x86_64"), ["t3.small"] = (2, 2048, "x86_64"), [Large] = (2, 8192, "x86_64"), ["m5.large"] = (2, 8192, "x86_64"), ["m6g.large"] = (2, 8192, "arm64"),
    };

    private readonly Dictionary<string, Ec2FakeInstance> instances = [];
    private readonly Dictionary<string, (string Instance, string Request)> tokens = [];
    private readonly Dictionary<string, (string Instance, string Image, DateTimeOffset Due)> replacements = [];
    private readonly HashSet<string> keys = [];

    /// <summary>Names of the key pairs of the account, which ought to be none when nothing goes on.</summary>
    public IReadOnlyCollection<string> KeyNames => keys;

    /// <summary>Guests do not heed: they are stopped with force only.</summary>
    public bool GuestsAreDeaf { get; set; }

    /// <summary>How long an instance that was just made is denied to whoever names it.</summary>
    public TimeSpan Lag { get; set; }

    /// <summary>New instances end at once, for this reason.</summary>
    public string? FailsStarting { get; set; }

    /// <summary>Types of which there is none left.</summary>
    public HashSet<string> SoldOut { get; } = [];

    /// <summary>Bytes that CloudWatch learns of later, by the hour: added to what each machine sent.</summary>
    public Dictionary<DateTimeOffset, long> Late { get; } = [];

    /// <summary>States as the operator sees them.</summary>
    public IEnumerable<string> States => instances.Values.Select(i => i.State);

    /// <summary>What a machine was given as user data.</summary>
    public string UserDataOf(string id) => Encoding.UTF8.GetString(Convert.FromBase64String(Instance(id).UserData!));

    /// <summary>The tags of a machine.</summary>
    public IReadOnlyDictionary<string, string> TagsOf(string id) => Instance(id).Tags;

    /// <summary>Puts machines of nobody here.</summary>
    public void Seed(int count)
    {
        for (var i = 0; i < count; i++) Add(new Ec2FakeInstance(++made, Now) { ImageId = Debian, Type = Small, HasPublic = true, DiskGb = 8, Tags = new() { ["Name"] = $"other{i}" } }).State = i % 3 == 0 ? "stopped" : "running";
    }

    private Ec2FakeInstance Instance(string id) => instances.TryGetValue(id.Split(':') is [_, var instance, ..] ? instance : id, out var vm)
        ? vm
        : throw new Ec2FakeRefusal("InvalidInstanceID.NotFound", $"The instance ID '{id}' does not exist");

    private Ec2FakeInstance Add(Ec2FakeInstance vm)
    {
        instances.Add(vm.Id, vm);
        return vm;
    }

    private IEnumerable<KeyValuePair<string, Func<Ec2FakeCall, object?[]>>> Instances() =>
    [
        new("RunInstances", Run),
        new("DescribeInstances", Describe),
        new("StartInstances", c => Act(c, Start)),
        new("StopInstances", c => Act(c, vm => Stop(vm, c.Flag("Force")))),
        new("TerminateInstances", c => Act(c, Terminate)),
        new("RebootInstances", c => Act(c, vm => Must(vm, "running"))),
        new("ModifyInstanceAttribute", Modify),
        new("GetConsoleOutput", c => [X("instanceId", Known(c).Id), X("timestamp", Moment(Now)), X("output", Convert.ToBase64String("login: "u8))]),
        new("CreateTags", c => Tag(c, (tags, key, value) => tags[key] = value)),
        new("DeleteTags", c => Tag(c, (tags, key, _) => tags.Remove(key))),
        new("ImportKeyPair", ImportKey),
        new("DeleteKeyPair", c => [X("return", "true"), X("keyPairId", keys.Remove(c.Required("KeyName")) ? "key-1" : null)]),
        new("DescribeInstanceTypes", DescribeTypes),
        new("DescribeVolumes", c => [X("volumeSet", [.. c.List("VolumeId").Select(Volume)])]),
        new("ModifyVolume", Grow),
        new("CreateReplaceRootVolumeTask", Replace),
        new("DescribeReplaceRootVolumeTasks", c => [X("replaceRootVolumeTaskSet", [.. replacements.Where(r => c.Passes(f => f == "instance-id" ? r.Value.Instance : null)).Select(r => Shown(r.Key))])]),
    ];

    private object?[] Run(Ec2FakeCall call)
    {
        var request = call.Text;
        if (call["ClientToken"] is { } token && tokens.TryGetValue(token, out var before))
            return before.Request == request ? RunAnswer(instances[before.Instance]) : throw new Ec2FakeRefusal("IdempotentParameterMismatch", "The client token has been used with other parameters.");
        var image = Image(call.Required("ImageId"));
        var type = call.Required("InstanceType");
        if (!Types.ContainsKey(type)) throw new Ec2FakeRefusal("InvalidParameterValue", $"Invalid value '{type}' for InstanceType.");
        if (SoldOut.Contains(type)) throw new Ec2FakeRefusal("InsufficientInstanceCapacity", "There is no Spot capacity available that matches your request.", 500);
        if (call["KeyName"] is { } key && !keys.Contains(key)) throw new Ec2FakeRefusal("InvalidKeyPair.NotFound", $"The key pair '{key}' does not exist");
        if (call["UserData"] is { Length: > 21_848 }) throw new Ec2FakeRefusal("InvalidParameterValue", "User data is limited to 16384 bytes");
        if ((call["SubnetId"] ?? call["NetworkInterface.1.SubnetId"]) is { } subnet && subnet != Subnet) throw new Ec2FakeRefusal("InvalidSubnetID.NotFound", $"The subnet ID '{subnet}' does not exist");
        if (call["BlockDeviceMapping.1.DeviceName"] is { } device && device != "/dev/xvda") throw new Ec2FakeRefusal("InvalidBlockDeviceMapping", $"Invalid device name {device}");
        var disk = call.Number("BlockDeviceMapping.1.Ebs.VolumeSize") ?? image.DiskGb;
        if (disk < image.DiskGb) throw new Ec2FakeRefusal("InvalidBlockDeviceMapping", $"Volume of size {disk}GB is smaller than snapshot '{image.SnapshotId}', expect size >= {image.DiskGb}GB");
        var vm = Add(new Ec2FakeInstance(++made, Now)
        {
            ImageId = image.Id, Type = type, KeyName = call["KeyName"], UserData = call["UserData"], Tags = call.TagsFor("instance"), DiskGb = disk,
            HasPublic = call["NetworkInterface.1.AssociatePublicIpAddress"] != "false",
        });
        if (call["ClientToken"] is { } used) tokens[used] = (vm.Id, request);
        if (FailsStarting is { } reason) vm.Later(Now + TimeSpan.FromSeconds(3), () => (vm.State, vm.Reason, vm.TerminatedAt) = ("terminated", (reason, $"{reason}: no"), Now));
        else vm.Later(Now + TimeSpan.FromSeconds(5), () => vm.State = "running");
        return RunAnswer(vm);
    }

    private object?[] RunAnswer(Ec2FakeInstance vm) => [X("reservationId", "r-1"), X("ownerId", Account), X("instancesSet", vm.Shown(addresses))];

    private object?[] Describe(Ec2FakeCall call)
    {
        foreach (var gone in instances.Values.Where(i => i.TerminatedAt <= Now - TimeSpan.FromHours(1)).ToList()) instances.Remove(gone.Id);
        foreach (var id in call.List("InstanceId").Select(Checked))
            if (Instance(id).Made + Lag > Now) throw new Ec2FakeRefusal("InvalidInstanceID.NotFound", $"The instance ID '{id}' does not exist");
        var wanted = call.List("InstanceId");
        if (wanted.Count > 0 && call["MaxResults"] is not null) throw new Ec2FakeRefusal("InvalidParameterCombination", "The parameter instancesSet cannot be used with the parameter maxResults");
        var found = instances.Values.Where(i => (wanted.Count == 0 || wanted.Contains(i.Id)) && call.Passes(f => f.StartsWith("tag:", StringComparison.Ordinal) ? i.Tags.GetValueOrDefault(f[4..]) : null));
        return Page(call, "reservationSet", found.Select(i => X("item", X("reservationId", "r-1"), X("ownerId", Account), X("instancesSet", i.Shown(addresses)))));
    }

    private static string Checked(string id) => id.StartsWith("i-", StringComparison.Ordinal) ? id : throw new Ec2FakeRefusal("InvalidInstanceID.Malformed", $"Invalid id: \"{id}\"");

    private Ec2FakeInstance Known(Ec2FakeCall call) => Instance(call["InstanceId"] ?? call.Required("InstanceId.1"));

    private object?[] Act(Ec2FakeCall call, Action<Ec2FakeInstance> act)
    {
        var vm = Known(call);
        if (vm.Made + Lag > Now) throw new Ec2FakeRefusal("InvalidInstanceID.NotFound", $"The instance ID '{vm.Id}' does not exist");
        var before = vm.State;
        act(vm);
        return [X("instancesSet", X("item", X("instanceId", vm.Id), X("currentState", X("name", vm.State)), X("previousState", X("name", before))))];
    }

    private void Start(Ec2FakeInstance vm)
    {
        Must(vm, "stopped", "pending", "running");
        if (vm.State != "stopped") return;
        if (SoldOut.Contains(vm.Type)) throw new Ec2FakeRefusal("InsufficientInstanceCapacity", "Insufficient capacity.", 500);
        (vm.State, vm.Starts) = ("pending", vm.Starts + 1);
        vm.Later(Now + TimeSpan.FromSeconds(5), () => vm.State = "running");
    }

    private void Stop(Ec2FakeInstance vm, bool isForced)
    {
        Must(vm, "running", "stopping", "stopped");
        if (vm.State == "stopped" || (vm.State == "stopping" && !isForced)) return;
        vm.State = "stopping";
        if (isForced || !GuestsAreDeaf) vm.Later(Now + TimeSpan.FromSeconds(isForced ? 5 : 20), () => vm.State = "stopped");
    }

    private void Terminate(Ec2FakeInstance vm)
    {
        if (vm.State is "shutting-down" or "terminated") return;
        vm.State = "shutting-down";
        foreach (var address in addresses.Where(a => a.InstanceId == vm.Id)) Part(address);
        vm.Later(Now + TimeSpan.FromSeconds(10), () => (vm.State, vm.TerminatedAt) = ("terminated", Now));
    }

    private static void Must(Ec2FakeInstance vm, params string[] states)
    {
        if (!states.Contains(vm.State)) throw new Ec2FakeRefusal("IncorrectInstanceState", $"The instance '{vm.Id}' is not in a state from which it can do that.");
    }

    private object?[] Modify(Ec2FakeCall call)
    {
        var vm = Known(call);
        Must(vm, "stopped");
        var type = call.Required("InstanceType.Value");
        if (!Types.ContainsKey(type)) throw new Ec2FakeRefusal("InvalidInstanceAttributeValue", $"Invalid value '{type}' for InstanceType.");
        vm.Type = type;
        return [X("return", "true")];
    }

    private object?[] Tag(Ec2FakeCall call, Action<Dictionary<string, string>, string, string> act)
    {
        foreach (var resource in call.List("ResourceId"))
            foreach (var (key, value) in call.Tags("Tag")) act(Instance(resource).Tags, key, value);
        return [X("return", "true")];
    }

    private object?[] ImportKey(Ec2FakeCall call)
    {
        var (name, line) = (call.Required("KeyName"), Encoding.UTF8.GetString(Convert.FromBase64String(call.Required("PublicKeyMaterial"))));
        if (!line.StartsWith("ssh-ed25519 ", StringComparison.Ordinal) && !line.StartsWith("ssh-rsa ", StringComparison.Ordinal)) throw new Ec2FakeRefusal("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
        if (!keys.Add(name)) throw new Ec2FakeRefusal("InvalidKeyPair.Duplicate", $"The keypair '{name}' already exists.");
        return [X("keyName", name), X("keyPairId", "key-1")];
    }

    private object?[] DescribeTypes(Ec2FakeCall call)
    {
        var wanted = call.List("InstanceType");
        if (wanted.FirstOrDefault(w => !Types.ContainsKey(w)) is { } odd) throw new Ec2FakeRefusal("InvalidInstanceType", $"The following supplied instance types do not exist: [{odd}]");
        var found = Types.Where(t => (wanted.Count == 0 || wanted.Contains(t.Key)) && call.Passes(f => f switch
        {
            "vcpu-info.default-vcpus" => t.Value.Cpus.ToString(CultureInfo.InvariantCulture),
            "memory-info.size-in-mib" => t.Value.Ram.ToString(CultureInfo.InvariantCulture),
            _ => null,
        }));
        return Page(call, "instanceTypeSet", found.Select(t => X("item",
            X("instanceType", t.Key), X("currentGeneration", "true"), X("bareMetal", "false"), X("burstablePerformanceSupported", t.Key.StartsWith('t') ? "true" : "false"),
            X("processorInfo", X("supportedArchitectures", X("item", t.Value.Architecture))), X("vCpuInfo", X("defaultVCpus", t.Value.Cpus)), X("memoryInfo", X("sizeInMiB", t.Value.Ram)))), most: 100);
    }

    private Ec2FakeInstance OfVolume(string id) => instances.Values.FirstOrDefault(i => i.VolumeId == id) ?? throw new Ec2FakeRefusal("InvalidVolume.NotFound", $"The volume '{id}' does not exist.");

    private XElement Volume(string id) => X("item", X("volumeId", id), X("size", OfVolume(id).DiskGb), X("status", "in-use"));

    private object?[] Grow(Ec2FakeCall call)
    {
        var vm = OfVolume(call.Required("VolumeId"));
        var gb = call.Number("Size")!.Value;
        if (gb < vm.DiskGb) throw new Ec2FakeRefusal("InvalidParameterValue", "New size cannot be smaller than existing size");
        vm.DiskGb = gb;
        return [X("volumeModification", X("volumeId", vm.VolumeId), X("modificationState", "modifying"))];
    }

    private object?[] Replace(Ec2FakeCall call)
    {
        var vm = Known(call);
        Must(vm, "running");
        var image = Image(call.Required("ImageId"));
        var id = $"replacevol-{++made:x17}";
        replacements[id] = (vm.Id, image.Id, Now + TimeSpan.FromSeconds(30));
        return [X("replaceRootVolumeTask", [.. Shown(id).Elements()])];
    }

    private XElement Shown(string id)
    {
        var (instance, image, due) = replacements[id];
        if (due <= Now) Instance(instance).ImageId = image;
        return X("item", X("replaceRootVolumeTaskId", id), X("instanceId", instance), X("imageId", image), X("taskState", due <= Now ? "succeeded" : "in-progress"));
    }

    private XElement Statistics(Ec2FakeCall call)
    {
        XNamespace cloudWatch = "http://monitoring.amazonaws.com/doc/2010-08-01/";
        var (from, until) = (At(call.Required("StartTime")), At(call.Required("EndTime")));
        var (period, rate) = (TimeSpan.FromSeconds(call.Number("Period")!.Value), call.Required("MetricName") == "NetworkIn" ? BytesIn : BytesOut);
        if ((until - from) / period > 1440) throw new Ec2FakeRefusal("InvalidParameterCombination", "You have requested up to too many datapoints, which exceeds the limit of 1440.");
        var points = new List<XElement>();
        if (instances.TryGetValue(call.Required("Dimensions.member.1.Value"), out var vm))
        {
            for (var at = from; at < until; at += period)
            {
                var (begin, end) = (at > vm.Made ? at : vm.Made, at + period < Now ? at + period : Now);
                if (end <= begin) continue;
                var bytes = (rate * (long)(end - begin).TotalSeconds) + (rate == BytesOut ? Late.GetValueOrDefault(at) : 0);
                points.Add(new XElement(cloudWatch + "member", new XElement(cloudWatch + "Timestamp", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
                    new XElement(cloudWatch + "Sum", bytes.ToString("0.0", CultureInfo.InvariantCulture)),
                    new XElement(cloudWatch + "Unit", "Bytes")));
            }
        }

        return new XElement(cloudWatch + "GetMetricStatisticsResponse", new XElement(cloudWatch + "GetMetricStatisticsResult", new XElement(cloudWatch + "Datapoints", points), new XElement(cloudWatch + "Label", call["MetricName"])));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
