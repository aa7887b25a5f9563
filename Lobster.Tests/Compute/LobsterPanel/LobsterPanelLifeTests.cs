using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;

namespace Lobster.Tests.Compute.LobsterPanel;

/// <summary>What is particular to buying from another Lobster.</summary>
public sealed class LobsterPanelLifeTests : ConformanceSuite<LobsterPanelFixture>
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2YQVb5mDkG9rb4zzcCm3Zp1XJYx6y9S0c5o2F0mY2L one@example.org";

    [Fact]
    public async Task Create_WithAKey_LeavesNoKeyAndTellsTheLoginOnce()
    {
        var made = await Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token);
        Assert.Equal(1, Cloud.Api.KeyCount);

        await DoneAsync(made.VmId, made.Change);
        var over = (BackendTask.Succeeded)await Capability<ILongTasks>().GetTaskAsync(((BackendChange.Poll)made.Change).TaskId, Token);

        Assert.Equal(0, Cloud.Api.KeyCount);
        Assert.Equal(new GuestLogin("debian", LobsterPanelFake.Password), over.Login);
    }

    [Fact]
    public async Task Create_AnswerLost_IsFollowedToItsEndAndLeavesNoKey()
    {
        var request = Request() with { SshKeys = [Key] };
        Cloud.LoseNextCreate();
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));

        var found = await Backend.FindByTokenAsync(request.Token, Token);
        await DoneAsync(found!.Id, found.Creation!);

        Assert.Equal((0, PowerState.Running), (Cloud.Api.KeyCount, (await GetAsync(found.Id)).Power));
    }

    [Fact]
    public async Task Create_ThatFails_LeavesNoKeyAndSaysSo()
    {
        var made = await Backend.CreateAsync(Request() with { SshKeys = [Key] }, Token);
        Cloud.Api.Fail(made.VmId);

        var over = await Capability<ILongTasks>().GetTaskAsync(((BackendChange.Poll)made.Change).TaskId, Token);

        Assert.IsType<BackendTask.Failed>(over);
        Assert.Equal(0, Cloud.Api.KeyCount);
    }

    [Fact]
    public async Task Create_WhatItDoesNotTake_IsRejectedBeforeAnythingIsMade()
    {
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { UserData = "#cloud-config\n" }, Token));
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { SshKeys = [Key, Key] }, Token));

        Assert.Empty(await ListAsync());
        Assert.False(Backend.Description.TakesUserData);
    }

    [Fact]
    public async Task Calls_MadeTogether_GoOutOneByOneInTheOrderOfTheirNonces()
    {
        for (var i = 0; i < 9; i++) Cloud.Api.AddForeign($"foreign-{i}");

        var lists = await Task.WhenAll(Task.Run(ListAsync, Token), Task.Run(ListAsync, Token), Task.Run(ListAsync, Token));

        Assert.All(lists, list => Assert.Equal(9, list.Count));
        Assert.Equal(1, Cloud.Api.MostAtOnce);
    }

    [Fact]
    public async Task Calls_OvertakenByAnotherProgram_AreSignedAnewOnce()
    {
        await ListAsync();
        Cloud.Api.Overtake(TimeSpan.FromTicks(1)); // 100 nanoseconds: ours are that far behind for a hundred calls
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task List_OtherRegions_AreLeftOut()
    {
        Cloud.Api.AddForeign("here");
        Cloud.Api.AddForeign("there", "mars");

        Assert.Equal(["here"], (await ListAsync()).Select(vm => vm.Name));
        Assert.DoesNotContain(await Capability<IImageCatalogue>().ListImagesAsync(Token).ToListAsync(Token), i => i.Id == "3");
    }

    [Fact]
    public async Task Plans_Prices_AreToldOnlyWithACurrency()
    {
        Assert.All(await Capability<IPlanCatalogue>().ListPlansAsync(Token), p => Assert.Null(p.HourlyPrice));

        var priced = (IPlanCatalogue)Cloud.Open(new Dictionary<string, string> { ["address"] = "https://panel.example.com/api/", ["apiId"] = LobsterPanelFake.ApiId, ["currency"] = "USD" });

        Assert.Equal((0.0089m, "USD"), ((await priced.ListPlansAsync(Token))[0].HourlyPrice, (await priced.ListPlansAsync(Token))[0].Currency));
    }

    [Theory]
    [InlineData("address", "https://panel.example.com/")]
    [InlineData("apiId", "short")]
    [InlineData("apiKey", "0123456789abcdef")]
    [InlineData("currency", "dollars")]
    public void Form_ValueThatMakesNoSense_IsNoBackend(string key, string value) =>
        Assert.Contains(key, Assert.Throws<ArgumentException>(() => Cloud.Open(Cloud.Form.Where(f => f.Key != key).Append(new(key, value)).ToDictionary())).Message, StringComparison.Ordinal);
}
