using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.SolusVm2;

/// <summary>How a machine of SolusVM 2 comes to be, and that nothing stays of what was made only for that.</summary>
public sealed class SolusVm2CreateTests : ConformanceSuite<SolusVm2Fixture>
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleE ann@example.org";

    [Fact]
    public async Task Create_WithoutAKey_TellsAPasswordOnce()
    {
        var accepted = await Backend.CreateAsync(Request(), Token);

        var sent = Cloud.Api.Last(HttpMethod.Post, "/servers");
        Assert.Equal(new GuestLogin("root", (string)sent["password"]!), accepted.Change.Login);
        Assert.False(sent.ContainsKey("ssh_keys"));
    }

    [Fact]
    public async Task Create_WithKeys_ImportsThemAndRemovesThemAgain()
    {
        var accepted = await Backend.CreateAsync(Request() with { SshKeys = [Key, Key + " "] }, Token);
        var imported = Cloud.Api.Keys.Count;
        await DoneAsync(accepted.VmId, accepted.Change);

        Assert.Equal((1, null), (imported, accepted.Change.Login));
        Assert.False(Cloud.Api.Last(HttpMethod.Post, "/servers").ContainsKey("password"));
        Assert.Empty(Cloud.Api.Keys);
    }

    [Fact]
    public async Task Create_AnswerLost_KeysGoWithTheMachine()
    {
        var found = await LostAsync();

        await DoneAsync(found.Id, await Backend.DeleteAsync(found.Id, Token));

        Assert.Empty(Cloud.Api.Keys);
    }

    [Fact]
    public async Task Create_AnswerLostAndFollowed_KeysGoWhenItRuns()
    {
        var found = await LostAsync();

        await DoneAsync(found.Id, found.Creation!);

        Assert.Empty(Cloud.Api.Keys);
        Assert.Equal(PowerState.Running, (await GetAsync(found.Id)).Power);
    }

    [Fact]
    public async Task Create_AnswerLostAndNothingMade_TakesItsKeyAgain()
    {
        var request = Request() with { SshKeys = [Key] };
        Cloud.Api.Meet(new Trouble(Cloud.IsCreate) { Instead = Trouble.Breaks(HttpRequestError.ResponseEnded) });
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));

        var accepted = await Backend.CreateAsync(request, Token);
        await DoneAsync(accepted.VmId, accepted.Change);

        Assert.Empty(Cloud.Api.Keys);
    }

    [Fact]
    public async Task Create_AnswerToTheKeyLost_MakesNothingAndTakesItTheNextTime()
    {
        var request = Request() with { SshKeys = [Key] };
        Cloud.Api.Meet(new Trouble(IsAddKey) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

        await RefusedAsync(BackendErrorKind.Unavailable, () => Backend.CreateAsync(request, Token));
        var none = await ListAsync();
        var accepted = await Backend.CreateAsync(request, Token);
        await DoneAsync(accepted.VmId, accepted.Change);

        Assert.Empty(none);
        Assert.Empty(Cloud.Api.Keys);
    }

    [Fact]
    public async Task Create_OperatorHasTheKey_UsesItAndLeavesIt()
    {
        Cloud.Api.AddKey("operator", Key.Split(" ann")[0]);

        var accepted = await Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);

        Assert.Equal(["operator"], Cloud.Api.Keys);
    }

    [Fact]
    public async Task Create_AnotherMachineHasTheKeyForNow_IsAConflictUntilItIsMade()
    {
        var first = await Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token);
        var second = Request() with { SshKeys = [Key] };

        await RefusedAsync(BackendErrorKind.Conflict, () => Backend.CreateAsync(second, Token));
        await DoneAsync(first.VmId, first.Change);
        var accepted = await Backend.CreateAsync(second, Token);
        await DoneAsync(accepted.VmId, accepted.Change);

        Assert.Empty(Cloud.Api.Keys);
    }

    [Theory]
    [InlineData("no-image")]
    [InlineData("5-999")]
    public async Task Create_Refused_LeavesNoKey(string image)
    {
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { SshKeys = [Key], ImageId = image }, Token));

        Assert.Empty(Cloud.Api.Keys);
    }

    [Fact]
    public async Task Create_WhatCannotBeGiven_IsRejectedBeforeAnythingIsAsked()
    {
        var wrong = Cloud.Size with { Metadata = new Dictionary<string, string> { ["solusvm2.computeResource"] = "one" } };

        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { ImageKind = ImageKind.Iso }, Token));
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { Size = wrong }, Token));
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { Size = Cloud.Size with { PlanId = "x" } }, Token));

        Assert.Empty(Cloud.Api.Asked);
    }

    [Fact]
    public async Task Create_WithoutAPlanId_TakesThePlanOfTheseFiguresOrNone()
    {
        await Backend.CreateAsync(Request() with { Size = Cloud.LargerSize with { PlanId = null, Metadata = new Dictionary<string, string> { ["solusvm2.computeResource"] = "9" } } }, Token);

        var sent = Cloud.Api.Last(HttpMethod.Post, "/servers");
        Assert.Equal((4, 9), ((int)sent["plan"]!, (int)sent["compute_resource"]!));
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { Size = new VmSize(null, 3, 3072, 20) }, Token));
    }

    [Fact]
    public async Task Create_ForAUserWithBothAddresses_SaysSo()
    {
        Cloud.Values.Remove("project");
        (Cloud.Values["user"], Cloud.Values["ipTypes"]) = ("7", "both");

        await Backend.CreateAsync(Request() with { SshKeys = [Key], UserData = "#cloud-config\n" }, Token);

        var sent = Cloud.Api.Last(HttpMethod.Post, "/servers");
        Assert.Equal((7, 7, "#cloud-config\n", false), ((int)sent["user"]!, (int)Cloud.Api.Last(HttpMethod.Post, "/ssh_keys")["user_id"]!, (string?)sent["user_data"], sent.ContainsKey("project")));
        Assert.Equal("""["IPv4","IPv6"]""", sent["ip_types"]!.ToJsonString());
    }

    [Fact]
    public async Task Create_ThatFails_SaysSoAndIsDeleted()
    {
        Cloud.Api.Endings["vm-create"] = "failed";
        var accepted = await Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token);

        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(1));
        var failed = Assert.IsType<BackendTask.Failed>(await Capability<ILongTasks>().GetTaskAsync(Assert.IsType<BackendChange.Poll>(accepted.Change).TaskId, Token));
        var vm = await GetAsync(accepted.VmId);
        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));

        Assert.Equal((BackendErrorKind.Rejected, PowerState.Error), (failed.Kind, vm.Power));
        Assert.NotNull(vm.Problem);
        Assert.Null(await Backend.GetAsync(vm.Id, Token));
        Assert.Empty(Cloud.Api.Keys);
    }

    [Fact]
    public async Task Create_MadeAndNotStarted_IsStarted()
    {
        var accepted = await Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token);
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(1));
        await Backend.GetAsync(accepted.VmId, Token);
        Cloud.Api.SetStatus(accepted.VmId, "stopped");

        await DoneAsync(accepted.VmId, accepted.Change);

        Assert.Equal(PowerState.Running, (await GetAsync(accepted.VmId)).Power);
        Assert.Empty(Cloud.Api.Keys);
    }

    private async Task<BackendVm> LostAsync()
    {
        var request = Request() with { SshKeys = [Key] };
        Cloud.LoseNextCreate();
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));
        var found = Assert.IsType<BackendVm>(await Backend.FindByTokenAsync(request.Token, Token));
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(1));
        return found;
    }

    private static bool IsAddKey(HttpRequestMessage request) => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/ssh_keys", StringComparison.Ordinal);
}
