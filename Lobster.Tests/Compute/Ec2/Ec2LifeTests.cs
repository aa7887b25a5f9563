using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>What only EC2 has in a machine's life: tokens, states that lag, keys, capacity, types of stopped machines.</summary>
public sealed class Ec2LifeTests : ConformanceSuite<Ec2Fixture>
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleE ann@example.org";
    private const string EcdsaKey = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBExample ben@example.org";

    [Fact]
    public async Task List_ThousandMachines_IsOneRequest()
    {
        Cloud.Api.Seed(1000);

        var list = await ListAsync();

        Assert.Equal(1000, list.Count);
        Assert.All(list, vm => Assert.NotNull(vm.Power));
        Assert.Equal(["DescribeInstances"], Cloud.Api.Actions);
    }

    [Fact]
    public async Task Create_SameTokenTwice_IsOneMachine()
    {
        var request = Request();

        var first = await Backend.CreateAsync(request, Token);
        var second = await Backend.CreateAsync(request, Token);

        Assert.Equal(first.VmId, second.VmId);
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task Create_SameTokenLater_IsOutcomeUnknownAndFound()
    {
        var request = Request();
        var first = await Backend.CreateAsync(request, Token);
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(20));

        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));

        Assert.Equal(first.VmId, (await Backend.FindByTokenAsync(request.Token, Token))?.Id);
    }

    [Fact]
    public async Task Create_Always_SizesTheImagesOwnRootDisk()
    {
        await Backend.CreateAsync(Request(), Token);

        var run = Cloud.Api.Requests.Single(Cloud.IsCreate);
        Assert.Equal(("/dev/xvda", "20", "gp3", "true"), (Value(run, "BlockDeviceMapping.1.DeviceName"), Value(run, "BlockDeviceMapping.1.Ebs.VolumeSize"), Value(run, "BlockDeviceMapping.1.Ebs.VolumeType"), Value(run, "BlockDeviceMapping.1.Ebs.DeleteOnTermination")));
    }

    [Fact]
    public async Task Create_PlanMetadata_IsAskedFor()
    {
        var metadata = new Dictionary<string, string>
        {
            ["ec2.volumeType"] = "io2", ["ec2.iops"] = "4000", ["ec2.monitoring"] = "detailed", ["ec2.publicAddress"] = "none", ["ec2.subnet"] = Ec2Fake.Subnet, ["ec2.securityGroups"] = "sg-1, sg-2",
        };

        var accepted = await Backend.CreateAsync(Request() with { Size = Cloud.Size with { Metadata = metadata } }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);

        var run = Cloud.Api.Requests.Single(Cloud.IsCreate);
        Assert.Equal(("io2", "4000", "true"), (Value(run, "BlockDeviceMapping.1.Ebs.VolumeType"), Value(run, "BlockDeviceMapping.1.Ebs.Iops"), Value(run, "Monitoring.Enabled")));
        Assert.Equal(("false", Ec2Fake.Subnet, "sg-1", "sg-2"), (
            Value(run, "NetworkInterface.1.AssociatePublicIpAddress"), Value(run, "NetworkInterface.1.SubnetId"), Value(run, "NetworkInterface.1.SecurityGroupId.1"), Value(run, "NetworkInterface.1.SecurityGroupId.2")));
        Assert.DoesNotContain((await GetAsync(accepted.VmId)).Addresses!, a => a.IsPublic);
    }

    [Theory]
    [InlineData("ec2.volumeType", "floppy")]
    [InlineData("ec2.iops", "many")]
    [InlineData("ec2.monitoring", "yes")]
    [InlineData("ec2.publicAddress", "two")]
    public async Task Create_PlanMetadataThatMakesNoSense_IsRejected(string key, string value) => await RefusedAsync(
        BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { Size = Cloud.Size with { Metadata = new Dictionary<string, string> { [key] = value } } }, Token));

    [Fact]
    public async Task Create_DiskSmallerThanTheImage_IsRejected() => await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { Size = Cloud.Size with { DiskGb = 4 } }, Token));

    [Fact]
    public async Task Create_GlobalPlan_TakesTheCheapestKindOfTheImagesProcessor()
    {
        var accepted = await Backend.CreateAsync(Request() with { Size = new VmSize(null, 2, 8192, 20) }, Token);

        Assert.Equal(Ec2Fake.Large, (await GetAsync(accepted.VmId)).PlanId);
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { Size = new VmSize(null, 3, 8192, 20) }, Token));
    }

    [Fact]
    public async Task Create_KeysAndUserData_AreGivenAndTheKeyPairGoesAtOnce()
    {
        var accepted = await Backend.CreateAsync(Request() with { SshKeys = [EcdsaKey, Key, Key], UserData = "#!/bin/sh\ntrue\n" }, Token);

        var data = Cloud.Api.UserDataOf(accepted.VmId);
        Assert.Empty(Cloud.Api.KeyNames);
        Assert.Contains("ImportKeyPair", Cloud.Api.Actions);
        Assert.Contains(EcdsaKey, data, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, data, StringComparison.Ordinal);
        Assert.Contains("text/x-shellscript", data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_UserDataAlone_IsGivenAsItIs()
    {
        var accepted = await Backend.CreateAsync(Request() with { UserData = "#cloud-config\n" }, Token);

        Assert.Equal("#cloud-config\n", Cloud.Api.UserDataOf(accepted.VmId));
    }

    [Fact]
    public async Task Create_LongUserData_IsCompressedOrRefused()
    {
        await Backend.CreateAsync(Request() with { UserData = "#!/bin/sh\n" + new string('x', 60_000) }, Token);
        var noise = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(40_000));

        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { UserData = noise }, Token));
    }

    [Fact]
    public async Task Create_AnswerLost_TheKeyPairGoesOnceTheMachineIsFollowed()
    {
        var request = Request() with { SshKeys = [Key] };
        Cloud.LoseNextCreate();
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));
        var left = Cloud.Api.KeyNames.Count;

        var found = await Backend.FindByTokenAsync(request.Token, Token);
        await DoneAsync(found!.Id, found.Creation!);

        Assert.Equal((1, 0), (left, Cloud.Api.KeyNames.Count));
    }

    [Fact]
    public async Task Create_AnswerLostAndMachineDeleted_TheKeyPairGoesWithIt()
    {
        var request = Request() with { SshKeys = [Key] };
        Cloud.LoseNextCreate();
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));

        await Backend.DeleteAsync((await Backend.FindByTokenAsync(request.Token, Token))!.Id, Token);

        Assert.Empty(Cloud.Api.KeyNames);
    }

    [Fact]
    public async Task Create_AnswerLostBeforeAwsActed_FindsItsKeyPairAgain()
    {
        var request = Request() with { SshKeys = [Key] };
        Cloud.Api.Meet(new Trouble(Cloud.IsCreate) { Instead = Trouble.Breaks(HttpRequestError.ResponseEnded) });
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));

        await Backend.CreateAsync(request, Token);

        Assert.Empty(Cloud.Api.KeyNames);
    }

    [Fact]
    public async Task Create_KeyPairDeletionLost_IsMadeUpFor()
    {
        Cloud.Api.Meet(new Trouble(r => Cloud.Api.ActionOf(r) == "DeleteKeyPair") { Instead = Trouble.Breaks(HttpRequestError.ResponseEnded) });
        var accepted = await Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token);

        await DoneAsync(accepted.VmId, accepted.Change);

        Assert.Empty(Cloud.Api.KeyNames);
    }

    [Fact]
    public async Task Create_NoCapacity_IsQuotaAndLeavesNothing()
    {
        Cloud.Api.SoldOut.Add(Ec2Fake.Small);

        await RefusedAsync(BackendErrorKind.QuotaExceeded, () => Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token));

        Assert.Empty(Cloud.Api.KeyNames);
        Assert.Empty(await ListAsync());
    }

    [Theory]
    [InlineData("Server.InsufficientInstanceCapacity", BackendErrorKind.QuotaExceeded)]
    [InlineData("Client.VolumeLimitExceeded", BackendErrorKind.QuotaExceeded)]
    [InlineData("Client.InternalError", BackendErrorKind.Rejected)]
    public async Task Create_AcceptedAndNotStarted_FailsWithItsReason(string reason, BackendErrorKind expected)
    {
        Cloud.Api.FailsStarting = reason;
        var accepted = await Backend.CreateAsync(Request(), Token);
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(expected, Assert.IsType<BackendTask.Failed>(await Capability<ILongTasks>().GetTaskAsync(Assert.IsType<BackendChange.Poll>(accepted.Change).TaskId, Token)).Kind);
    }

    [Fact]
    public async Task Fresh_DeniedByAws_IsNotGone()
    {
        Cloud.Api.Lag = TimeSpan.FromSeconds(90);
        var accepted = await Backend.CreateAsync(Request(), Token);
        var poll = Assert.IsType<BackendChange.Poll>(accepted.Change);

        Assert.IsType<BackendTask.Running>(await Capability<ILongTasks>().GetTaskAsync(poll.TaskId, Token));
        await RefusedAsync(BackendErrorKind.Conflict, () => Backend.GetAsync(accepted.VmId, Token));
        await RefusedAsync(BackendErrorKind.Conflict, () => Backend.DeleteAsync(accepted.VmId, Token));
        await DoneAsync(accepted.VmId, accepted.Change);
        Assert.Equal(PowerState.Running, (await GetAsync(accepted.VmId)).Power);
    }

    [Fact]
    public async Task Id_DeniedAfterItsFirstMinutes_IsGone()
    {
        var accepted = await Backend.CreateAsync(Request(), Token);
        Cloud.Api.Lag = TimeSpan.FromDays(1);
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(6));

        Assert.Null(await Backend.GetAsync(accepted.VmId, Token));
        Assert.IsType<BackendChange.Done>(await Backend.DeleteAsync(accepted.VmId, Token));
    }

    [Fact]
    public async Task Id_OfAnotherRegion_IsNeverTakenForGone()
    {
        await RefusedAsync(BackendErrorKind.Unavailable, () => Backend.GetAsync("eu-central-1:i-00000000000000001", Token));
        await RefusedAsync(BackendErrorKind.Unavailable, () => Backend.DeleteAsync("eu-central-1:i-00000000000000001", Token));
    }

    [Fact]
    public async Task Id_Bare_IsOfTheRegion()
    {
        var vm = await RunningAsync();

        Assert.Equal(PowerState.Running, (await GetAsync(vm.Id.Split(':')[1])).Power);
    }

    [Fact]
    public async Task Delete_Terminated_IsGoneWhileAwsStillListsIt()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));

        Assert.Equal(["terminated"], Cloud.Api.States);
        Assert.Empty(await ListAsync());
        Assert.Null(await Backend.FindByTokenAsync(vm.Mark!.Token!.Value, Token));
        await Cloud.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Null(await Backend.GetAsync(vm.Id, Token));
    }

    [Fact]
    public async Task Stop_GuestThatDoesNotHeed_LosesItsPower()
    {
        var vm = await RunningAsync();
        Cloud.Api.GuestsAreDeaf = true;

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        Assert.Equal(PowerState.Stopped, (await GetAsync(vm.Id)).Power);
        Assert.Equal(["", "true"], Cloud.Api.Requests.Where(r => Cloud.Api.ActionOf(r) == "StopInstances").Select(r => Value(r, "Force")));
    }

    [Fact]
    public async Task Resize_NoCapacity_HasItsTypeAndPowerAgain()
    {
        var vm = await RunningAsync();
        Cloud.Api.SoldOut.Add(Ec2Fake.Large);

        var failed = await FailedAsync(await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        var after = await GetAsync(vm.Id);

        Assert.Equal(BackendErrorKind.QuotaExceeded, failed.Kind);
        Assert.Equal((Ec2Fake.Small, PowerState.Running), (after.PlanId, after.Power));
        Assert.DoesNotContain("lobster-restart", Cloud.Api.TagsOf(vm.Id).Keys);
    }

    [Fact]
    public async Task Resize_OtherProcessor_IsRejectedAndTheMachineRunsOn()
    {
        var vm = await RunningAsync();

        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IResize>().ResizeAsync(vm.Id, new VmSize("m6g.large", 2, 8192, 40), Token));
        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IResize>().ResizeAsync(vm.Id, new VmSize("m99.large", 2, 8192, 40), Token));

        Assert.DoesNotContain("StopInstances", Cloud.Api.Actions);
    }

    [Fact]
    public async Task Resize_DiskAlone_DoesNotStopTheMachine()
    {
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Capability<IResize>().ResizeAsync(vm.Id, Cloud.Size with { DiskGb = 30 }, Token));

        Assert.Equal(30, (await GetAsync(vm.Id)).DiskGb);
        Assert.DoesNotContain("StopInstances", Cloud.Api.Actions);
    }

    [Fact]
    public async Task Resize_LeftHalfDone_IsFinishedByAnother()
    {
        var vm = await RunningAsync();
        await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token);
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(1)); // it is stopped, and whoever followed it died

        var elsewhere = Assert.IsType<IResize>(Cloud.Open(Cloud.InstallationId), exactMatch: false);
        await DoneAsync(vm.Id, await elsewhere.ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        var after = await GetAsync(vm.Id);

        Assert.Equal((Ec2Fake.Large, PowerState.Running), (after.PlanId, after.Power));
    }

    [Fact]
    public async Task Reimage_Stopped_IsStartedFirst()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        await DoneAsync(vm.Id, await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));
        var after = await GetAsync(vm.Id);

        Assert.Equal((PowerState.Running, Cloud.OtherImageId), (after.Power, after.ImageId));
        Assert.Single(Cloud.Api.Actions, a => a == "CreateReplaceRootVolumeTask");
    }

    [Fact]
    public async Task Reimage_AskedAgainWhileItGoesOn_JoinsIt()
    {
        var vm = await RunningAsync();
        await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token);

        await DoneAsync(vm.Id, await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));

        Assert.Single(Cloud.Api.Actions, a => a == "CreateReplaceRootVolumeTask");
    }

    [Fact]
    public async Task Snapshot_AskedAgain_IsOneImageAndItsSnapshotGoesWithIt()
    {
        var vm = await RunningAsync();
        var token = Guid.CreateVersion7();
        Cloud.Api.ImageLag = TimeSpan.FromSeconds(20);

        var first = await Capability<ISnapshot>().SnapshotAsync(vm.Id, "näch|tly", token, Token);
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(30));
        var again = await Capability<ISnapshot>().SnapshotAsync(vm.Id, "näch|tly", token, Token);
        var image = await DoneAsync(vm.Id, again);

        Assert.Equal(first.ResultId, image);
        Assert.Equal("näch|tly", (await Capability<IImageInspect>().GetImageAsync(image!, Token))?.Name);
        await Capability<IImageDelete>().DeleteImageAsync(image!, Token);
        Assert.Empty(Cloud.Api.Snapshots);
    }

    [Fact]
    public async Task DeleteImage_OfAnotherAccount_IsRejected() => await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IImageDelete>().DeleteImageAsync(Cloud.Api.Share(), Token));

    [Fact]
    public async Task Images_OfOthers_AreListedByNameOnly()
    {
        var images = await Capability<IImageCatalogue>().ListImagesAsync(Token).ToListAsync(Token);

        Assert.Equal([Ec2Fake.Ubuntu, Ec2Fake.Debian], images.Select(i => i.Id).Order());
    }

    [Fact]
    public async Task Check_Settings_AreLookedAfter()
    {
        var backend = Cloud.Open(new Dictionary<string, string> { ["subnet"] = "subnet-gone", ["securityGroups"] = $"{Ec2Fake.SecurityGroup},sg-gone" });

        var check = await backend.CheckAsync(Token);

        Assert.Equal($"AWS account {Ec2Fake.Account}", check.Identity);
        Assert.Equal(["AWS has no security group sg-gone in us-west-2.", "AWS has no subnet subnet-gone in us-west-2."], check.Warnings);
    }

    [Fact]
    public async Task ConsoleLog_Running_IsItsText() =>
        Assert.Equal("login: ", (await Capability<ICustomActions>().RunActionAsync((await RunningAsync()).Id, "console-log", new Dictionary<string, string>(), Token)).Text);

    private string Value(HttpRequestMessage request, string name) => Cloud.Api.ValueOf(request, name);

    private async Task<BackendTask.Failed> FailedAsync(BackendChange change)
    {
        var taskId = Assert.IsType<BackendChange.Poll>(change).TaskId;
        BackendTask? last = null;
        await UntilAsync(async () =>
        {
            last = await Capability<ILongTasks>().GetTaskAsync(taskId, Token);
            taskId = last is BackendTask.Running { ContinueAs: { } next } ? next : taskId;
            return last is not BackendTask.Running;
        });
        return Assert.IsType<BackendTask.Failed>(last);
    }
}
