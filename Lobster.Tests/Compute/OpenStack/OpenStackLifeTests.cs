using System.Text;
using System.Text.Json.Nodes;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.OpenStack;

/// <summary>What only OpenStack does, beyond what the suites of all backends ask.</summary>
public sealed class OpenStackLifeTests : ConformanceSuite<OpenStackFixture>
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGk one@example.org";

    [Fact]
    public async Task Create_WithKeysAndUserData_LeavesNoKeyBehindAndGivesAllToTheGuest()
    {
        var request = Request() with { SshKeys = [Key, Key + "2", Key + "3"], UserData = "#!/bin/sh\necho hello" };

        await Backend.CreateAsync(request, Token);

        var sent = Sent()["server"]!;
        var data = Encoding.UTF8.GetString(Convert.FromBase64String((string)sent["user_data"]!));
        Assert.Empty(Cloud.Api.Keys);
        Assert.Equal($"lobster-{request.Token:N}", (string?)sent["key_name"]);
        Assert.StartsWith("Content-Type: multipart/mixed; boundary=\"lobster-part\"\r\nMIME-Version: 1.0\r\n", data, StringComparison.Ordinal);
        Assert.Contains($"ssh_authorized_keys:\n  - \"{Key}2\"\n  - \"{Key}3\"\n", data, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/x-shellscript; charset=utf-8\r\n\r\n#!/bin/sh\necho hello", data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_OneKeyAndUserData_SendsTheDataAsItIs()
    {
        await Backend.CreateAsync(Request() with { SshKeys = [Key], UserData = "#cloud-config\n" }, Token);

        Assert.Equal("#cloud-config\n", Encoding.UTF8.GetString(Convert.FromBase64String((string)Sent()["server"]!["user_data"]!)));
    }

    [Fact]
    public async Task Create_AnswerLost_KeyGoesWithTheMachine()
    {
        var request = Request() with { SshKeys = [Key] };
        Cloud.LoseNextCreate();
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));
        var vm = await Backend.FindByTokenAsync(request.Token, Token);

        await DoneAsync(vm!.Id, await Backend.DeleteAsync(vm.Id, Token));

        Assert.Empty(Cloud.Api.Keys);
    }

    [Fact]
    public async Task Create_Refused_LeavesNoKeyBehind()
    {
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { SshKeys = [Key], ImageId = "none" }, Token));

        Assert.Empty(Cloud.Api.Keys);
    }

    [Fact]
    public async Task Create_UserDataTooLong_IsRejectedBeforeAnythingIsMade()
    {
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { SshKeys = [Key], UserData = new string('x', 50_000) }, Token));

        Assert.Empty(Cloud.Api.Keys);
    }

    [Fact]
    public async Task Create_CloudIsFull_FailsWithAReasonForTheCustomer()
    {
        Cloud.Api.NextFault = "No valid host was found. There are not enough hosts available.";
        var accepted = await Backend.CreateAsync(Request(), Token);
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(10));

        var failed = Assert.IsType<BackendTask.Failed>(await TaskOf(accepted.Change));

        Assert.Equal((BackendErrorKind.QuotaExceeded, "The cloud has no room for this machine now."), (failed.Kind, failed.Message));
    }

    [Fact]
    public async Task Create_FlavorWithoutDisk_BootsFromAVolumeOfThePlansSize()
    {
        var request = Request() with { Size = new VmSize("v", 2, 1024, 30) { Metadata = new Dictionary<string, string> { ["openstack.volumeType"] = "fast" } } };

        var accepted = await Backend.CreateAsync(request, Token);
        await DoneAsync(accepted.VmId, accepted.Change);
        var vm = await GetAsync(accepted.VmId);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""[{"boot_index":0,"uuid":"{{Cloud.ImageId}}","source_type":"image","destination_type":"volume","volume_size":30,"volume_type":"fast","delete_on_termination":true}]"""),
            Sent()["server"]!["block_device_mapping_v2"]));
        Assert.Null(Sent()["server"]!["imageRef"]);
        Assert.Equal((null, null), (vm.DiskGb, vm.ImageId));
        Assert.Equal(vm.Restrictions[Core.Compute.Capability.Reimage], (await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.ImageId), Token))).Message);
    }

    [Fact]
    public async Task Create_PlanMetadata_StandsInThePlaceOfTheRegionsOptions()
    {
        var metadata = new Dictionary<string, string> { ["openstack.zone"] = "gold", ["openstack.securityGroups"] = "web, ssh" };

        await Backend.CreateAsync(Request() with { Size = Cloud.Size with { Metadata = metadata } }, Token);

        Assert.Equal("gold", (string?)Sent()["server"]!["availability_zone"]);
        Assert.Equal("""[{"name":"web"},{"name":"ssh"}]""", Sent()["server"]!["security_groups"]!.ToJsonString());
    }

    [Fact]
    public async Task Create_PasswordsShown_AreToldWithTheCreate()
    {
        var silent = await Backend.CreateAsync(Request(), Token);
        var telling = await Cloud.Open(new Dictionary<string, string>(Cloud.Form.Where(f => f.Key is "address" or "applicationId")) { ["passwords"] = "true" }).CreateAsync(Request(), Token);

        Assert.Null(silent.Change.Login);
        Assert.Equal("nova-s3cret", telling.Change.Login?.Password);
    }

    [Fact]
    public async Task Delete_Machine_GivesItsFloatingAddressesBack()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token));
        Assert.Equal(2, Cloud.Api.FloatingCount);

        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));

        Assert.Equal(0, Cloud.Api.FloatingCount);
    }

    [Fact]
    public async Task Addresses_Floating_MapToTheAddressInside()
    {
        var vm = await RunningAsync();

        var floating = vm.Addresses![0];

        Assert.Equal((true, true), (floating.IsPublic, floating.CanRemove));
        Assert.Contains(vm.Addresses, a => a.Address.Equals(floating.MapsTo) && !a.IsPublic && !a.CanRemove);
    }

    [Fact]
    public async Task Addresses_SecondFloating_BringsAPortThatGoesWithIt()
    {
        var vm = await RunningAsync();
        var changes = Capability<IAddressChanges>();

        var second = Address(await DoneAsync(vm.Id, await changes.AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token)));
        var with = await changes.ListAddressesAsync(vm.Id, Token);
        await DoneAsync(vm.Id, await changes.RemoveAddressAsync(vm.Id, second, Token));

        Assert.Equal(vm.Addresses!.Count + 3, with.Count);
        Assert.Equal(vm.Addresses.Select(a => a.Address), (await changes.ListAddressesAsync(vm.Id, Token)).Select(a => a.Address));
    }

    [Theory]
    [InlineData("PAUSED", "unpause")]
    [InlineData("SUSPENDED", "resume")]
    [InlineData("SHELVED", "unshelve")]
    public async Task StartAndStop_HeldMachine_IsWokenAndEndsAsAsked(string status, string action)
    {
        var vm = await RunningAsync();
        Cloud.Api.Server(vm.Id).Status = status;
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));
        var stopped = (await GetAsync(vm.Id)).Power;
        Cloud.Api.Server(vm.Id).Status = status;
        await DoneAsync(vm.Id, await Backend.StartAsync(vm.Id, Token));

        Assert.Equal((PowerState.Stopped, PowerState.Running), (stopped, (await GetAsync(vm.Id)).Power));
        Assert.Equal(2, Cloud.Api.Bodies.Count(b => b == $$"""{"{{action}}":null}"""));
    }

    [Fact]
    public async Task Stop_ShelvedAway_IsDone()
    {
        var vm = await RunningAsync();
        Cloud.Api.Server(vm.Id).Status = "SHELVED_OFFLOADED";

        Assert.IsType<BackendChange.Done>(await Backend.StopAsync(vm.Id, Token));
    }

    [Fact]
    public async Task Resize_LeftUnconfirmedByAPanelThatDied_IsConfirmedWhenAskedAgain()
    {
        var vm = await RunningAsync();
        await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token);
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Equal("VERIFY_RESIZE", (await GetAsync(vm.Id)).RawState);

        await DoneAsync(vm.Id, await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));

        Assert.Equal(("ACTIVE", Cloud.LargerSize.RamMb), ((await GetAsync(vm.Id)).RawState, (await GetAsync(vm.Id)).RamMb));
    }

    [Fact]
    public async Task List_SoftDeleted_IsLeftOut()
    {
        var vm = await RunningAsync();
        Cloud.Api.Server(vm.Id).Status = "SOFT_DELETED";

        Assert.Empty(await ListAsync());
        Assert.Null(await Backend.GetAsync(vm.Id, Token));
        Assert.Null(await Backend.FindByTokenAsync(vm.Mark!.Token!.Value, Token));
        Assert.IsType<BackendChange.Done>(await Backend.DeleteAsync(vm.Id, Token));
    }

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(100, 10)]
    public async Task List_AThousandMachines_TakesOneRequestAPage(int pageSize, int requests)
    {
        for (var i = 0; i < 1000; i++) await Backend.CreateAsync(Request($"vm{i}"), Token);
        var sweeper = Cloud.Open(new Dictionary<string, string>(Cloud.Form.Where(f => f.Key is "address" or "applicationId")) { ["pageSize"] = $"{pageSize}" });
        Cloud.Api.Asked.Clear();

        Assert.Equal(1000, await sweeper.ListAsync(Token).CountAsync(Token));

        // Nova names a next page when the last one is full.
        Assert.Equal(requests + 1, Cloud.Api.Asked.Count(a => a.Contains("/servers/detail", StringComparison.Ordinal)));
    }

    // For a moment a new machine is a build request and stands in a cell too; Nova then gives a page that is too short and names no next one.
    [Fact]
    public async Task List_MachineOnItsWayIntoACell_LeavesNoOtherOut()
    {
        for (var i = 0; i < 3; i++) await Backend.CreateAsync(Request($"vm{i}"), Token);
        var sweeper = Cloud.Open(new Dictionary<string, string>(Cloud.Form.Where(f => f.Key is "address" or "applicationId")) { ["pageSize"] = "2" });
        Cloud.Api.Server((await ListAsync())[0].Id).IsAlsoBuildRequest = true;

        var list = await sweeper.ListAsync(Token).Select(vm => vm.Id).ToListAsync(Token);

        Assert.Equal((await ListAsync()).Select(vm => vm.Id), list);
    }

    [Fact]
    public async Task AnyCall_TokenLost_LogsInAgainAndDoesItOnce()
    {
        var vm = await RunningAsync();
        Cloud.Api.ForgetTokens();

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));
        Cloud.Api.ForgetTokens();
        await Capability<IRename>().RenameAsync(vm.Id, "again", Token);

        Assert.Equal(("again", PowerState.Stopped), ((await GetAsync(vm.Id)).Name, (await GetAsync(vm.Id)).Power));
    }

    [Fact]
    public async Task AnyCall_TokenRunsOut_LogsInBefore()
    {
        await ListAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(59.5));
        Cloud.Api.ForgetTokens();
        Cloud.Api.Asked.Clear();

        await ListAsync();

        Assert.Equal(["POST /v3/auth/tokens", "GET /v2.1/", "GET /v2.1/servers/detail?limit=100"], Cloud.Api.Asked);
    }

    [Fact]
    public async Task AnyCall_NovaTooOld_SaysWhatIsNeeded()
    {
        Cloud.Api.Newest = "2.53";

        Assert.Contains("2.57", (await RefusedAsync(BackendErrorKind.Unavailable, () => Backend.CheckAsync(Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_RegionNotInTheCatalog_SaysSo()
    {
        var lost = Cloud.Open(new Dictionary<string, string>(Cloud.Form.Where(f => f.Key is "address" or "applicationId")) { ["region"] = "Mars" });

        Assert.Contains("in region Mars", (await RefusedAsync(BackendErrorKind.Unavailable, () => lost.CheckAsync(Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NoAdministrator_WarnsThatTransferIsNotTold()
    {
        Cloud.Api.IsAdmin = false;

        var check = await Backend.CheckAsync(Token);

        Assert.Equal("panel in project customers", check.Identity);
        Assert.Contains("traffic", Assert.Single(check.Warnings), StringComparison.Ordinal);
        Assert.Contains(check.Limits, l => l == new BackendLimit("Machines", 0, 10));
        Assert.Contains(check.Limits, l => l == new BackendLimit("Processors", 1, null));
    }

    [Fact]
    public async Task Transfer_NotAllowedToRead_IsNothingAndAsksNoFurther()
    {
        var vm = await RunningAsync();
        Cloud.Api.IsAdmin = false;
        Cloud.Api.Asked.Clear();

        Assert.Empty(await Capability<ITransferMeter>().ReadTransferAsync([vm.Id, .. Enumerable.Range(0, 99).Select(_ => vm.Id)], default(Instant), Token).ToListAsync(Token));

        Assert.InRange(Cloud.Api.Asked.Count, 1, 4);
    }

    [Fact]
    public async Task Transfer_Stopped_IsLeftOut()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        Assert.Empty(await Capability<ITransferMeter>().ReadTransferAsync([vm.Id], default(Instant), Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Fetch_NothingAtTheAddress_FailsAndSaysSo()
    {
        var change = await Capability<IImageFetch>().FetchImageAsync(Fetch("missing"), Token);
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(1));

        var image = await Capability<IImageInspect>().GetImageAsync(change.ResultId!, Token);

        Assert.Equal((ImageState.Failed, "The cloud could not make this image."), (image!.State, image.Problem));
    }

    [Fact]
    public async Task Fetch_AddressNotAllowed_IsRejectedAndLeavesNoRecord()
    {
        var request = Fetch("forbidden");

        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IImageFetch>().FetchImageAsync(request, Token));

        Assert.Null(await Capability<IImageInspect>().FindImageByTokenAsync(request.Token, Token));
    }

    [Fact]
    public async Task Fetch_CloudDoesNotFetch_IsRejected()
    {
        Cloud.Api.FetchesImages = false;

        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IImageFetch>().FetchImageAsync(Fetch("disk"), Token));
    }

    [Theory]
    [InlineData("/v2/images")]
    [InlineData("/import")]
    public async Task Fetch_AnswerLostOnTheWay_AskedAgainIsOneImage(string path)
    {
        var request = Fetch("disk");
        Cloud.Api.Meet(new Trouble(r => r.Method == HttpMethod.Post && r.RequestUri!.AbsolutePath.EndsWith(path, StringComparison.Ordinal)) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });
        await RefusedAsync(BackendErrorKind.Unavailable, () => Capability<IImageFetch>().FetchImageAsync(request, Token));

        var id = await DoneAsync("", await Capability<IImageFetch>().FetchImageAsync(request, Token));

        Assert.Equal(id, Assert.Single(await Capability<IImageCatalogue>().ListImagesAsync(Token).ToListAsync(Token), i => i.Mark?.Token == request.Token).Id);
        Assert.Equal(ImageState.Ready, (await Capability<IImageInspect>().GetImageAsync(id!, Token))!.State);
    }

    [Fact]
    public async Task Actions_LogAndRescue_TellWhatNovaTells()
    {
        var vm = await RunningAsync();
        var actions = Capability<ICustomActions>();

        var log = await actions.RunActionAsync(vm.Id, "console-log", new Dictionary<string, string>(), Token);
        var rescue = await actions.RunActionAsync(vm.Id, "rescue", new Dictionary<string, string>(), Token);
        await DoneAsync(vm.Id, rescue.Change);
        var offered = await actions.ListActionsAsync(vm.Id, Token);

        Assert.Equal("Booted.\nlogin:", log.Text);
        Assert.Equal("rescue-s3cret", rescue.Change.Login?.Password);
        Assert.Equal(["console-log", "unrescue"], offered.Select(a => a.Id));
    }

    private static FetchImage Fetch(string name) => new(Guid.CreateVersion7(), "own", new Uri($"https://images.example.org/{name}.qcow2"), "qcow2");

    private JsonNode Sent() => JsonNode.Parse(Cloud.Api.Bodies[Cloud.Api.Requests.FindIndex(r => Cloud.IsCreate(r))])!;

    private Task<BackendTask> TaskOf(BackendChange change) => Capability<ILongTasks>().GetTaskAsync(Assert.IsType<BackendChange.Poll>(change).TaskId, Token);
}
