using System.Net;
using System.Text;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.CloudStack;

/// <summary>What only CloudStack has in a machine's life: jobs that fail, rights that lack, keys and addresses that outlive the machine.</summary>
public sealed class CloudStackLifeTests : ConformanceSuite<CloudStackFixture>
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleE ann@example.org";
    private const string OtherKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleB ben@example.org";

    [Fact]
    public async Task List_ThousandMachines_IsTwoRequests()
    {
        Cloud.Api.Seed(1000);

        var list = await ListAsync();

        Assert.Equal(1000, list.Count);
        Assert.All(list, vm => Assert.NotNull(vm.Power));
        Assert.Equal(["listVirtualMachines", "listVirtualMachines"], Cloud.Api.Commands);
    }

    [Fact]
    public async Task List_ServerGivesSmallerPagesThanAskedFor_IsReadToItsEnd()
    {
        static string Page(int from)
        {
            var machines = Enumerable.Range(from, 2).Where(i => i < 5).Select(i => "{\"id\":\"m" + i + "\",\"state\":\"Running\"}");
            return "{\"listvirtualmachinesresponse\":{\"count\":5,\"virtualmachine\":[" + string.Join(',', machines) + "]}}";
        }

        foreach (var from in new[] { 0, 2, 4 }) Cloud.Api.Meet(new Trouble(Cloud.IsList) { Instead = Trouble.Says(HttpStatusCode.OK, Page(from)) });

        Assert.Equal(["m0", "m1", "m2", "m3", "m4"], (await ListAsync()).Select(vm => vm.Id));
    }

    [Fact]
    public async Task List_EndsBeforeItsCount_IsUnavailable()
    {
        Cloud.Api.Meet(new Trouble(Cloud.IsList) { Instead = Trouble.Says(HttpStatusCode.OK, """{"listvirtualmachinesresponse":{"count":3,"virtualmachine":[{"id":"a"}]}}""") });
        Cloud.Api.Meet(new Trouble(Cloud.IsList) { Instead = Trouble.Says(HttpStatusCode.OK, """{"listvirtualmachinesresponse":{}}""") });

        await RefusedAsync(BackendErrorKind.Unavailable, async () => await ListAsync());
    }

    [Fact]
    public async Task Create_TemplateWithPassword_TellsItOnceTheJobIsDone()
    {
        var accepted = await Backend.CreateAsync(Request(), Token);
        var poll = Assert.IsType<BackendChange.Poll>(accepted.Change);
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(30));

        var task = Assert.IsType<BackendTask.Succeeded>(await Capability<ILongTasks>().GetTaskAsync(poll.TaskId, Token));

        Assert.Equal(new GuestLogin(null, CloudStackFake.Password), task.Login);
        Assert.DoesNotContain(CloudStackFake.Password, poll.TaskId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_JobFailsForCapacity_FailsAsQuota()
    {
        Cloud.Api.Fails["deployVirtualMachine"] = (533, "Unable to create a deployment for VM");
        var accepted = await Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token);

        Assert.Equal(BackendErrorKind.QuotaExceeded, (await FailedAsync(accepted.Change)).Kind);
        Assert.Empty(Cloud.Api.KeyNames);
    }

    [Fact]
    public async Task Create_LimitReached_IsQuotaAndMakesNothing()
    {
        Cloud.Api.Full = true;

        await RefusedAsync(BackendErrorKind.QuotaExceeded, () => Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token));

        Assert.Empty(Cloud.Api.KeyNames);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Create_KeysAndUserData_AreGivenAndKeysRemoved()
    {
        var accepted = await Backend.CreateAsync(Request() with { SshKeys = [Key, Key, OtherKey], UserData = "#cloud-config\n" }, Token);
        var imported = Cloud.Api.KeyNames.Count;
        await DoneAsync(accepted.VmId, accepted.Change);

        Assert.Equal(2, imported);
        Assert.Empty(Cloud.Api.KeyNames);
        Assert.Equal("#cloud-config\n", Encoding.UTF8.GetString(Convert.FromBase64String(Cloud.Api.UserDataOf(accepted.VmId)!)));
    }

    [Fact]
    public async Task Create_AnswerLost_KeysGoWithTheMachine()
    {
        var request = Request() with { SshKeys = [Key] };
        Cloud.LoseNextCreate();
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));
        var found = await Backend.FindByTokenAsync(request.Token, Token);

        await DoneAsync(found!.Id, await Backend.DeleteAsync(found.Id, Token));

        Assert.Empty(Cloud.Api.KeyNames);
    }

    [Fact]
    public async Task Create_AnswerLostAndNothingMade_FindsItsKeyAgain()
    {
        var request = Request() with { SshKeys = [Key] };
        Cloud.Api.Meet(new Trouble(Cloud.IsCreate) { Instead = Trouble.Breaks(HttpRequestError.ResponseEnded) });
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));

        var accepted = await Backend.CreateAsync(request, Token);
        await DoneAsync(accepted.VmId, accepted.Change);

        Assert.Empty(Cloud.Api.KeyNames);
    }

    [Fact]
    public async Task Create_KeyThatTheAccountHas_UsesItAndLeavesIt()
    {
        Cloud.Api.AddKey("operator", Key);

        var accepted = await Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);
        await DoneAsync(accepted.VmId, await Backend.DeleteAsync(accepted.VmId, Token));

        Assert.Equal(["operator"], Cloud.Api.KeyNames);
    }

    [Fact]
    public async Task Create_KeyThatIsNone_IsRejectedAndLeavesNone()
    {
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { SshKeys = [Key, "no key"] }, Token));

        Assert.Empty(Cloud.Api.KeyNames);
    }

    [Fact]
    public async Task Create_SameNameTwice_MakesTwoMachines()
    {
        await Backend.CreateAsync(Request("web"), Token);
        await Backend.CreateAsync(Request("web"), Token);

        Assert.Equal(["web", "web"], (await ListAsync()).Select(vm => vm.Name));
    }

    [Theory]
    [InlineData(CloudStackFake.Small + "/" + CloudStackFake.CustomDisk)]
    [InlineData(CloudStackFake.Small + ":" + CloudStackFake.CustomDisk)]
    public async Task Create_IsoWithDiskOffering_BootsIt(string plan)
    {
        var accepted = await Backend.CreateAsync(Request() with { ImageId = "iso:" + CloudStackFake.Netinst, ImageKind = ImageKind.Iso, Size = Cloud.Size with { PlanId = plan } }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);

        var at = Cloud.Api.Commands.ToList().IndexOf("deployVirtualMachine");
        Assert.Equal((CloudStackFake.CustomDisk, "20", "KVM", null), (Cloud.Api.ValueAt(at, "diskofferingid"), Cloud.Api.ValueAt(at, "size"), Cloud.Api.ValueAt(at, "hypervisor"), Cloud.Api.ValueAt(at, "rootdisksize")));
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { ImageId = "iso:" + CloudStackFake.Netinst }, Token));
    }

    [Fact]
    public async Task Create_GlobalPlan_TakesAnOfferingOfTheseFiguresOrTheOneThatLeavesThemOpen()
    {
        var fixedSize = await Backend.CreateAsync(Request() with { Size = new VmSize(null, 2, 4096, 20) }, Token);
        var custom = await Backend.CreateAsync(Request() with { Size = new VmSize(null, 3, 6144, 20) }, Token);

        Assert.Equal(CloudStackFake.Large, (await GetAsync(fixedSize.VmId)).PlanId);
        Assert.Equal((CloudStackFake.Custom, 3, 6144), (await GetAsync(custom.VmId)) is var vm ? (vm.PlanId, vm.VCpus!.Value, vm.RamMb!.Value) : default);
    }

    [Fact]
    public async Task Create_PlanWithOptions_SendsThem()
    {
        var metadata = new Dictionary<string, string> { ["cloudstack.networks"] = "n-1, n-2", ["cloudstack.securityGroups"] = "s-1" };

        await Backend.CreateAsync(Request() with { Size = Cloud.Size with { Metadata = metadata } }, Token);
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { Size = Cloud.Size with { Metadata = new Dictionary<string, string> { ["cloudstack.cpuSpeed"] = "fast" } } }, Token));

        var at = Cloud.Api.Commands.ToList().IndexOf("deployVirtualMachine");
        Assert.Equal(("n-1,n-2", "s-1"), (Cloud.Api.ValueAt(at, "networkids"), Cloud.Api.ValueAt(at, "securitygroupids")));
    }

    [Fact]
    public async Task Delete_AccountThatMayNotExpunge_DestroysAndIsGone()
    {
        var vm = await RunningAsync();
        Cloud.Api.MayExpunge = false;

        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));

        Assert.Equal(["Destroyed"], Cloud.Api.States);
        Assert.Null(await Backend.GetAsync(vm.Id, Token));
        Assert.Empty(await ListAsync());
        Assert.IsType<BackendChange.Done>(await Backend.DeleteAsync(vm.Id, Token));
    }

    [Fact]
    public async Task Stop_GuestThatDoesNotShutDown_LosesItsPower()
    {
        var vm = await RunningAsync();
        Cloud.Api.GuestsAreDeaf = true;

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        Assert.Equal(PowerState.Stopped, (await GetAsync(vm.Id)).Power);
        Assert.Equal(2, Cloud.Api.Commands.Count(c => c == "stopVirtualMachine"));
    }

    [Fact]
    public async Task Stop_EvenForceFails_IsFailed()
    {
        var vm = await RunningAsync();
        Cloud.Api.Fails["stopVirtualMachine"] = (530, "The host does not answer.");

        var failed = await FailedAsync(await Backend.StopAsync(vm.Id, Token));

        Assert.Equal(BackendErrorKind.Unavailable, failed.Kind);
        Assert.Contains("host does not answer", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reimage_StoppedMachine_EndsRunning()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        await DoneAsync(vm.Id, await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId) { UserData = "hello" }, Token));

        Assert.Equal(PowerState.Running, (await GetAsync(vm.Id)).Power);
        Assert.Equal("aGVsbG8=", Cloud.Api.UserDataOf(vm.Id));
    }

    [Theory]
    [InlineData("changeServiceForVirtualMachine", 533, BackendErrorKind.QuotaExceeded)]
    [InlineData("changeServiceForVirtualMachine", 431, BackendErrorKind.Rejected)]
    [InlineData("resizeVolume", 530, BackendErrorKind.Rejected)]
    public async Task Resize_StepFails_LeavesOfferingAndPowerAsTheyWere(string command, int code, BackendErrorKind expected)
    {
        var vm = await RunningAsync();
        Cloud.Api.Fails[command] = (code, "It does not go.");

        var failed = await FailedAsync(await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(2));
        var after = await GetAsync(vm.Id);

        Assert.Equal(expected, failed.Kind);
        Assert.Equal((vm.PlanId, vm.RamMb, PowerState.Running), (after.PlanId, after.RamMb, after.Power!.Value));
        Assert.Empty(Cloud.Api.TagsOf(vm.Id));
    }

    [Fact]
    public async Task Resize_LeftHalfDoneThenStopped_IsNotStartedByALaterOne()
    {
        var vm = await RunningAsync();
        await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token);
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(5)); // tagged, and its panel died

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));
        await DoneAsync(vm.Id, await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));

        Assert.Equal(PowerState.Stopped, (await GetAsync(vm.Id)).Power);
    }

    [Fact]
    public async Task Resize_CustomOffering_ChangesItsFigures()
    {
        var accepted = await Backend.CreateAsync(Request() with { Size = new VmSize(CloudStackFake.Custom, 1, 1024, 20) }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);

        await DoneAsync(accepted.VmId, await Capability<IResize>().ResizeAsync(accepted.VmId, new VmSize(CloudStackFake.Custom, 4, 8192, 20), Token));
        var vm = await GetAsync(accepted.VmId);

        Assert.Equal((4, 8192, 20, PowerState.Running), (vm.VCpus, vm.RamMb, vm.DiskGb, vm.Power!.Value));
    }

    [Fact]
    public async Task Snapshot_Done_LeavesNoSnapshotBehind()
    {
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Capability<ISnapshot>().SnapshotAsync(vm.Id, "copy", Guid.CreateVersion7(), Token));
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(5));
        await ListAsync();

        Assert.Equal(0, Cloud.Api.SnapshotCount);
    }

    [Fact]
    public async Task Snapshot_AskedAgainAfterALostAnswer_IsOneImage()
    {
        var vm = await RunningAsync();
        var token = Guid.CreateVersion7();
        var first = await Capability<ISnapshot>().SnapshotAsync(vm.Id, "copy", token, Token);

        var one = await DoneAsync(vm.Id, await Capability<ISnapshot>().SnapshotAsync(vm.Id, "copy", token, Token));

        Assert.Equal("copy", (await Capability<IImageInspect>().GetImageAsync(one!, Token))!.Name);
        Assert.Single(await Capability<IImageCatalogue>().ListImagesAsync(Token).Where(i => i.Mark?.Token == token).ToListAsync(Token));
        Assert.IsType<BackendChange.Poll>(first);
    }

    [Theory]
    [InlineData(true, BackendErrorKind.QuotaExceeded)]
    [InlineData(false, BackendErrorKind.Unavailable)]
    public async Task Snapshot_NoTemplateComesOfIt_LeavesNothingThatCosts(bool isRefused, BackendErrorKind expected)
    {
        var vm = await RunningAsync();
        Cloud.Api.Full = isRefused;
        if (!isRefused) Cloud.Api.Fails["createTemplate"] = (530, "No secondary storage.");

        var failed = await FailedAsync(await Capability<ISnapshot>().SnapshotAsync(vm.Id, "copy", Guid.CreateVersion7(), Token));
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(5));
        await ListAsync();

        Assert.Equal(expected, failed.Kind);
        Assert.Equal(0, Cloud.Api.SnapshotCount);
    }

    [Fact]
    public async Task Fetch_Iso_IsAnIso()
    {
        var token = Guid.CreateVersion7();

        var id = await DoneAsync("", await Capability<IImageFetch>().FetchImageAsync(new FetchImage(token, "rescue", new Uri("https://images.example.org/rescue.iso"), "iso"), Token));

        Assert.Equal((id, ImageKind.Iso), await Capability<IImageInspect>().FindImageByTokenAsync(token, Token) is { } found ? (found.Id, found.Kind) : default);
    }

    [Fact]
    public async Task Fetch_SourceThatIsMissing_IsAFailedImage()
    {
        var change = await Capability<IImageFetch>().FetchImageAsync(new FetchImage(Guid.CreateVersion7(), "own", new Uri("https://images.example.org/missing.qcow2"), "qcow2"), Token);

        Assert.Equal(ImageState.Failed, (await Capability<IImageInspect>().GetImageAsync(change.ResultId!, Token))!.State);
    }

    [Fact]
    public async Task Console_CommandThatIsNotThere_IsRejected()
    {
        var vm = await RunningAsync();
        Cloud.Api.Forbidden.Add("createConsoleEndpoint");

        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IConsole>().OpenConsoleAsync(vm.Id, Token));
    }

    [Fact]
    public async Task Check_RoleWithoutAccounts_NamesTheZoneAndWarns()
    {
        var whole = await Backend.CheckAsync(Token);
        Cloud.Api.Forbidden.Add("listAccounts");

        var part = await Backend.CheckAsync(Token);

        Assert.Equal(("shop in ROOT", "zone zone-1"), (whole.Identity, part.Identity));
        Assert.Contains(whole.Limits, l => l is { Name: "Machines", Max: 20 });
        Assert.Contains(whole.Limits, l => l is { Name: "Processors", Max: null });
        Assert.Single(part.Warnings);
    }

    [Fact]
    public async Task Transfer_HoursThatAreOver_AreToldOnceEach()
    {
        var vm = await RunningAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromHours(3));
        var meter = Capability<ITransferMeter>();

        var all = await meter.ReadTransferAsync([vm.Id], default, Token).ToListAsync(Token);
        var later = await meter.ReadTransferAsync([vm.Id], all[^1].Until, Token).ToListAsync(Token);

        Assert.Equal([Instant.Utc(2026, 3, 1, 0), Instant.Utc(2026, 3, 1, 1), Instant.Utc(2026, 3, 1, 2)], all.Select(r => r.From!.Value));
        Assert.All(all, r => Assert.Equal((TransferKind.Delta, r.From!.Value + TimeSpan.FromHours(1), 900_000_000L, 100_000_000L), (r.Kind, r.Until, r.OutBytes!.Value, r.InBytes!.Value)));
        Assert.Empty(later);
    }

    private async Task<BackendTask.Failed> FailedAsync(BackendChange change)
    {
        var id = Assert.IsType<BackendChange.Poll>(change, exactMatch: false).TaskId;
        BackendTask.Failed? failed = null;
        await UntilAsync(async () =>
        {
            var task = await Capability<ILongTasks>().GetTaskAsync(id, Token);
            id = (task as BackendTask.Running)?.ContinueAs ?? id;
            failed = task as BackendTask.Failed;
            return failed is not null;
        });
        return failed!;
    }
}
