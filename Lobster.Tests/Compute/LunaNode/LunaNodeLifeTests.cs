using System.Net;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Compute.LunaNode;

/// <summary>What is particular to Luna Node's machines.</summary>
public sealed class LunaNodeLifeTests : ConformanceSuite<LunaNodeFixture>
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample lobster";

    [Fact]
    public async Task Create_KeysAndUserData_AreUsedAndGoOnceItRunsAndTheLoginIsTold()
    {
        var request = Request() with { SshKeys = [Key, Key + "2"], UserData = "#cloud-config\n" };

        var accepted = await Backend.CreateAsync(request, Token);
        var meanwhile = Cloud.Api.PartCount;
        var login = await LoginAsync(accepted.Change);

        Assert.Equal((3, 0), (meanwhile, Cloud.Api.PartCount));
        Assert.Equal(2, Cloud.Api.Last["vm/create"]["key_id"].Split(',').Length);
        Assert.NotEmpty(Cloud.Api.Last["vm/create"]["scripts"]);
        Assert.Equal(new GuestLogin("debian", LunaNodeFake.Password), login);
    }

    [Fact]
    public async Task Create_AnswerLost_ItsKeysGoWithTheMachine()
    {
        var request = Request() with { SshKeys = [Key], UserData = "#cloud-config\n" };
        Cloud.LoseNextCreate();
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));
        var found = Assert.IsType<BackendVm>(await Backend.FindByTokenAsync(request.Token, Token));
        var meanwhile = Cloud.Api.PartCount;

        await Backend.DeleteAsync(found.Id, Token);

        Assert.Equal((2, 0), (meanwhile, Cloud.Api.PartCount));
    }

    [Fact]
    public async Task Create_Refused_LeavesNoKeys()
    {
        var request = Request() with { SshKeys = [Key], Size = Cloud.Size with { PlanId = "77" } };

        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(request, Token));

        Assert.Equal(0, Cloud.Api.PartCount);
    }

    [Fact]
    public async Task Create_KeyWhoseAnswerIsLost_IsUnavailableSinceNoMachineWasAskedFor()
    {
        Cloud.Api.Meet(new Trouble(r => Is(r, "sshkey/add")) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

        await RefusedAsync(BackendErrorKind.Unavailable, () => Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token));

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Create_WithoutAPlanId_TakesTheOneOfTheFigures()
    {
        await Backend.CreateAsync(Request() with { Size = Cloud.LargerSize with { PlanId = null } }, Token);

        Assert.Equal("m.2", Cloud.Api.Last["vm/create"]["plan_id"]);
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { Size = new VmSize(null, 3, 77, 5) }, Token));
    }

    [Fact]
    public async Task Create_OwnSnapshot_AsksForANewPassword()
    {
        var vm = await RunningAsync();
        var forTemplate = Cloud.Api.Last["vm/create"].ContainsKey("set_password");
        var image = await DoneAsync(vm.Id, await Capability<ISnapshot>().SnapshotAsync(vm.Id, "copy", Guid.CreateVersion7(), Token));

        await Backend.CreateAsync(Request() with { ImageId = image! }, Token);

        Assert.Equal((false, "yes"), (forTemplate, Cloud.Api.Last["vm/create"]["set_password"]));
    }

    [Fact]
    public async Task Create_PlanWithMetadata_IsSentAsItSays()
    {
        var size = Cloud.Size with { Metadata = new Dictionary<string, string> { ["lunanode.securityGroups"] = "1, 2", ["lunanode.network"] = "9", ["lunanode.affinityGroup"] = "3" } };

        await Backend.CreateAsync(Request() with { Size = size }, Token);

        var sent = Cloud.Api.Last["vm/create"];
        Assert.Equal(("1,2", "9", "3"), (sent["securitygroups"], sent["net_id"], sent["affinity_group"]));
        var bad = size with { Metadata = new Dictionary<string, string> { ["lunanode.network"] = "1,2" } };
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { Size = bad }, Token));
    }

    [Fact]
    public async Task List_AThousandMachines_IsOneRequestAndOneForEachState()
    {
        for (var i = 0; i < 1000; i++) Cloud.Api.AddForeign($"vm{i}");

        var list = await ListAsync();

        Assert.Equal(1000, list.Count);
        Assert.Equal(1001, Cloud.Api.Asked.Count);
    }

    [Fact]
    public async Task List_ManyMachines_AsksForEightAtOnceAndNoMore()
    {
        for (var i = 0; i < 20; i++) Cloud.Api.AddForeign($"vm{i}");
        using var gate = new SemaphoreSlim(0);
        Cloud.Api.Meet(new Trouble(r => Is(r, "vm/info"))
        {
            Times = int.MaxValue, Instead = async token =>
        {
            await gate.WaitAsync(token);
            return await Trouble.Says(HttpStatusCode.OK, """{"success":"no","error":"invalid vm"}""")(token);
        }
        });

        var listing = ListAsync();
        var first = Cloud.Api.Asked.Count;
        gate.Release(20);

        Assert.Empty(await listing);
        Assert.Equal((9, 21), (first, Cloud.Api.Asked.Count));
    }

    [Fact]
    public async Task List_OneStateCannotBeRead_FailsAsAWhole()
    {
        Cloud.Api.AddForeign("one");
        Cloud.Api.AddForeign("two");
        Cloud.Api.Meet(new Trouble(r => Is(r, "vm/info")) { Instead = Trouble.Says(HttpStatusCode.BadRequest) });

        await Assert.ThrowsAsync<BackendException>(ListAsync);
    }

    [Fact]
    public async Task List_ForeignAndElsewhere_AreToldWithoutAMarkAndLeftOut()
    {
        var id = Cloud.Api.AddForeign("by hand");
        Cloud.Api.AddForeign("elsewhere", "roubaix");

        var vm = Assert.Single(await ListAsync());

        Assert.Equal((id, "by hand", null), (vm.Id, vm.Name, vm.Mark));
    }

    [Fact]
    public async Task List_TwoRegionsOfOneAccountInOneSecond_AreBothAnswered()
    {
        var elsewhere = In("roubaix");

        await Task.WhenAll(Enumerable.Range(0, 5).SelectMany(_ => new[] { ListAsync(), elsewhere.ListAsync(Token).ToListAsync(Token).AsTask() }));

        Assert.Equal(10, Cloud.Api.Asked.Count);
    }

    [Fact]
    public async Task Check_ClockIsOff_SaysThatItMayBe()
    {
        var backend = Backend;
        Cloud.Api.Clock = new FakeTimeProvider(Cloud.Time.GetUtcNow() + TimeSpan.FromMinutes(10));

        var failure = await RefusedAsync(BackendErrorKind.Unauthorized, () => backend.CheckAsync(Token));

        Assert.Contains("clock", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_UnknownRegion_WarnsWithThoseThereAre() =>
        Assert.Contains("roubaix, toronto", Assert.Single((await In("mars").CheckAsync(Token)).Warnings), StringComparison.Ordinal);

    [Fact]
    public async Task Delete_MoreAddresses_AreGivenBackFirst()
    {
        var vm = await RunningAsync();
        var added = await DoneAsync(vm.Id, await Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token));

        await Backend.DeleteAsync(vm.Id, Token);

        Assert.Equal(added, Cloud.Api.Last["vm/floatingip-delete"]["ip"]);
        Assert.DoesNotContain("keep", Cloud.Api.Last["vm/floatingip-delete"].Keys);
    }

    [Fact]
    public async Task Delete_AddressThatIsNotTakenBack_DoesNotKeepTheMachine()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token));
        Cloud.Api.Meet(new Trouble(r => Is(r, "vm/floatingip-delete")) { Instead = Trouble.Says(HttpStatusCode.OK, """{"success":"no","error":"invalid ip"}""") });

        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Stop_OnItsWayAlready_IsWatched()
    {
        var vm = await RunningAsync();
        await Backend.StopAsync(vm.Id, Token);

        Assert.Equal(new BackendChange.WatchVm(PowerState.Stopped), await Backend.StopAsync(vm.Id, Token));
        await RefusedAsync(BackendErrorKind.Conflict, () => Backend.StartAsync(vm.Id, Token));
    }

    [Fact]
    public async Task Reimage_Stopped_EndsRunningWithItsNewLogin()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        var login = await LoginAsync(await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));

        Assert.Equal((PowerState.Running, LunaNodeFake.Password), ((await GetAsync(vm.Id)).Power, login?.Password));
    }

    [Fact]
    public async Task Resize_NotCarriedOut_FailsAfterAWhile()
    {
        var vm = await RunningAsync();
        Cloud.Api.Meet(new Trouble(r => Is(r, "vm/resize")) { Instead = Trouble.Says(HttpStatusCode.OK, """{"success":"yes"}""") });
        var poll = Assert.IsType<BackendChange.Poll>(await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));

        var early = await Capability<ILongTasks>().GetTaskAsync(poll.TaskId, Token);
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(6));
        var late = await Capability<ILongTasks>().GetTaskAsync(poll.TaskId, Token);

        Assert.IsType<BackendTask.Running>(early);
        Assert.Equal(BackendErrorKind.Rejected, Assert.IsType<BackendTask.Failed>(late).Kind);
    }

    [Fact]
    public async Task Console_Stopped_IsAConflict()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        await RefusedAsync(BackendErrorKind.Conflict, () => Capability<IConsole>().OpenConsoleAsync(vm.Id, Token));
    }

    [Fact]
    public async Task Fetch_Iso_IsAnIsoOfOursUnderItsName()
    {
        var fetch = new FetchImage(Guid.CreateVersion7(), "installer", new Uri("https://images.example.org/a.iso"), "iso");

        var id = await DoneAsync("", await Capability<IImageFetch>().FetchImageAsync(fetch, Token));
        var image = await Capability<IImageInspect>().GetImageAsync(id!, Token);

        Assert.Equal(("installer", ImageKind.Iso, false), (image!.Name, image.Kind, image.IsPublic));
    }

    [Fact]
    public async Task Transfer_OneMachineFails_TheOthersAreToldAsASumSinceThePeriodBegan()
    {
        var (one, two) = (await RunningAsync("one"), await RunningAsync("two"));
        await Cloud.AdvanceAsync(TimeSpan.FromHours(2));
        Cloud.Api.Meet(new Trouble(r => Is(r, "vm/info")) { Instead = Trouble.Says(HttpStatusCode.BadRequest) });

        var reading = Assert.Single(await ReadAsync(one.Id, two.Id));

        Assert.Equal((two.Id, null, null), (reading.VmId, reading.InBytes, reading.From));
        Assert.InRange(reading.OutBytes!.Value, (long)(1.8m * 1_073_741_824), (long)(1.9m * 1_073_741_824));
    }

    [Fact]
    public async Task Transfer_NothingIsTold_Fails()
    {
        var vm = await RunningAsync();
        Cloud.Api.Meet(new Trouble(r => Is(r, "vm/info")) { Instead = Trouble.Says(HttpStatusCode.Unauthorized) });

        await RefusedAsync(BackendErrorKind.Unauthorized, () => ReadAsync(vm.Id));
    }

    private IComputeBackend In(string region) => Cloud.Open(new Dictionary<string, string> { ["region"] = region, ["apiId"] = LunaNodeFake.ApiId });

    private static bool Is(HttpRequestMessage request, string handler) => request.RequestUri!.AbsolutePath == $"/api/{handler}/";

    private async Task<List<TransferReading>> ReadAsync(params string[] ids) => await Capability<ITransferMeter>().ReadTransferAsync(ids, default(Instant), Token).ToListAsync(Token);

    private async Task<GuestLogin?> LoginAsync(BackendChange change)
    {
        GuestLogin? login = null;
        await UntilAsync(async () =>
        {
            if (await Capability<ILongTasks>().GetTaskAsync(Assert.IsType<BackendChange.Poll>(change).TaskId, Token) is not BackendTask.Succeeded over) return false;
            login = over.Login;
            return true;
        });
        return login;
    }
}
