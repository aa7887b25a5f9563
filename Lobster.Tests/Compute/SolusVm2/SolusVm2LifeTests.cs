using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;

namespace Lobster.Tests.Compute.SolusVm2;

/// <summary>What is particular to SolusVM 2 in a machine's life: tasks that fail or go wrong in part, guests that do not shut down, holds.</summary>
public sealed class SolusVm2LifeTests : ConformanceSuite<SolusVm2Fixture>
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleE ann@example.org";

    [Fact]
    public async Task Stop_GuestThatDoesNotShutDown_LosesItsPower()
    {
        var vm = await RunningAsync();
        Cloud.Api.GuestsAreDeaf = true;

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        Assert.Equal(PowerState.Stopped, (await GetAsync(vm.Id)).Power);
        Assert.Equal(["vm-create", "vm-stop", "vm-kill"], Cloud.Api.Actions);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("canceled")]
    public async Task Stop_ShutdownFails_LosesItsPower(string ending)
    {
        var vm = await RunningAsync();
        Cloud.Api.Endings["vm-stop"] = ending;

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        Assert.Equal(PowerState.Stopped, (await GetAsync(vm.Id)).Power);
    }

    [Fact]
    public async Task Stop_NoPatience_CutsThePowerAtOnce()
    {
        Cloud.Values["shutdownSeconds"] = "0";
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        Assert.Equal(["vm-create", "vm-kill"], Cloud.Api.Actions);
    }

    [Fact]
    public async Task Stop_StepBegunTwice_DoesNoHarm()
    {
        var vm = await RunningAsync();
        Cloud.Api.GuestsAreDeaf = true;
        var poll = Assert.IsType<BackendChange.Poll>(await Backend.StopAsync(vm.Id, Token));
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(95));
        var tasks = Capability<ILongTasks>();

        var once = Assert.IsType<BackendTask.Running>(await tasks.GetTaskAsync(poll.TaskId, Token));
        var twice = Assert.IsType<BackendTask.Running>(await tasks.GetTaskAsync(poll.TaskId, Token));
        await DoneAsync(vm.Id, poll);

        Assert.NotNull(once.ContinueAs);
        Assert.Null(twice.ContinueAs);
        Assert.Equal(PowerState.Stopped, (await GetAsync(vm.Id)).Power);
    }

    [Theory]
    [InlineData("vm-start", "failed")]
    [InlineData("vm-kill", "failed")]
    [InlineData("vm-reinstall", "canceled")]
    [InlineData("vm-update", "failed")]
    public async Task Change_TaskFails_SaysSo(string action, string ending)
    {
        var vm = await RunningAsync();
        if (action == "vm-start") await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));
        Cloud.Api.Endings[action] = ending;

        var failed = await FailedAsync(action switch
        {
            "vm-start" => await Backend.StartAsync(vm.Id, Token),
            "vm-kill" => await Capability<IForcedPower>().ForceStopAsync(vm.Id, Token),
            "vm-reinstall" => await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId) { SshKeys = [Key] }, Token),
            _ => await Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token),
        });

        Assert.Equal(BackendErrorKind.Rejected, failed.Kind);
        Assert.Empty(Cloud.Api.Keys);
    }

    [Fact]
    public async Task Change_TaskDoneWithErrors_IsJudgedByWhatCameOfIt()
    {
        foreach (var action in new[] { "vm-start", "vm-stop", "vm-reinstall", "vm-resize", "vm-update" }) Cloud.Api.Endings[action] = "done_with_errors";
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));
        await DoneAsync(vm.Id, await Backend.StartAsync(vm.Id, Token));
        await DoneAsync(vm.Id, await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));
        await DoneAsync(vm.Id, await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        var added = Address(await DoneAsync(vm.Id, await Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token)));

        var after = await GetAsync(vm.Id);
        Assert.Equal((PowerState.Running, Cloud.LargerSize.RamMb), (after.Power, after.RamMb));
        Assert.Contains(after.Addresses!, a => a.Address.Equals(added));
    }

    [Fact]
    public async Task Change_TaskForgotten_IsNotFound()
    {
        var vm = await RunningAsync();
        var poll = Assert.IsType<BackendChange.Poll>(await Backend.RebootAsync(vm.Id, Token));
        Cloud.Api.ForgetTasks();

        await RefusedAsync(BackendErrorKind.NotFound, () => Capability<ILongTasks>().GetTaskAsync(poll.TaskId, Token));
    }

    [Fact]
    public async Task Reimage_WithKeys_ImportsThemAndRemovesThemAgain()
    {
        var vm = await RunningAsync();

        var change = await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId) { SshKeys = [Key], UserData = "#!/bin/sh" }, Token);
        var imported = Cloud.Api.Keys.Count;
        await DoneAsync(vm.Id, change);

        Assert.Equal((1, null, "#!/bin/sh"), (imported, change.Login, (string?)Cloud.Api.Last(HttpMethod.Post, "/reinstall")["user_data"]));
        Assert.Empty(Cloud.Api.Keys);
    }

    [Fact]
    public async Task Reimage_WithoutAKey_TellsANewPassword()
    {
        var vm = await RunningAsync();

        var change = await Capability<IReimage>().ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token);

        Assert.Equal((string?)Cloud.Api.Last(HttpMethod.Post, "/reinstall")["password"], change.Login?.Password);
    }

    [Theory]
    [InlineData(true, "stopped")]
    [InlineData(false, "started")]
    public async Task Resize_LeftOtherwiseByTheMaster_EndsInThePowerStateItHad(bool running, string left)
    {
        var vm = await RunningAsync();
        if (!running) await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));
        Cloud.Api.ResizeLeaves = left;

        await DoneAsync(vm.Id, await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        var after = await GetAsync(vm.Id);

        Assert.Equal((running ? PowerState.Running : PowerState.Stopped, Cloud.LargerSize.RamMb), (after.Power, after.RamMb));
    }

    [Fact]
    public async Task Resize_MachineIsBusyWithSomethingElse_FollowsIt()
    {
        var vm = await RunningAsync();
        await Backend.RebootAsync(vm.Id, Token);

        var poll = Assert.IsType<BackendChange.Poll>(await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        await DoneAsync(vm.Id, poll);
        await DoneAsync(vm.Id, poll); // as a panel that died on the way would ask

        Assert.Equal(Cloud.LargerSize.RamMb, (await GetAsync(vm.Id)).RamMb);
        Assert.Equal(["vm-create", "vm-restart", "vm-resize"], Cloud.Api.Actions);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resize_Fails_LeavesSizeAndPowerAsTheyWere(bool running)
    {
        var vm = await RunningAsync();
        if (!running) await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));
        (Cloud.Api.ResizeLeaves, Cloud.Api.Endings["vm-resize"]) = ("stopped", "failed");

        var failed = await FailedAsync(await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        var after = await GetAsync(vm.Id);

        Assert.Equal(BackendErrorKind.Rejected, failed.Kind);
        Assert.Equal((vm.RamMb, running ? PowerState.Running : PowerState.Stopped), (after.RamMb, after.Power));
    }

    [Fact]
    public async Task Resize_PlanOfTheSameDisk_KeepsTheDiskAndCanBeTakenBack()
    {
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Capability<IResize>().ResizeAsync(vm.Id, new VmSize("5", 2, 8192, 20), Token));
        var (larger, sent) = (await GetAsync(vm.Id), Cloud.Api.Last(HttpMethod.Post, "/resize"));
        await DoneAsync(vm.Id, await Capability<IResize>().ResizeAsync(vm.Id, Cloud.Size, Token));

        Assert.Equal((8192, 20, true, false), (larger.RamMb, larger.DiskGb, (bool)sent["preserve_disk"]!, sent.ContainsKey("delayed")));
        Assert.Equal(vm.RamMb, (await GetAsync(vm.Id)).RamMb);
        Assert.IsType<BackendChange.Done>(await Capability<IResize>().ResizeAsync(vm.Id, Cloud.Size, Token));
    }

    [Fact]
    public async Task Delete_TaskFails_IsAskedForAgainAfterAWhile()
    {
        var vm = await RunningAsync();
        Cloud.Api.Endings["vm-delete"] = "failed";
        var poll = Assert.IsType<BackendChange.Poll>(await Backend.DeleteAsync(vm.Id, Token));
        await Cloud.AdvanceAsync(TimeSpan.FromSeconds(30));
        var soon = await Capability<ILongTasks>().GetTaskAsync(poll.TaskId, Token);
        Cloud.Api.Endings.Clear();

        await DoneAsync(vm.Id, poll);

        Assert.Equal(new BackendTask.Running(Text: "Being deleted"), soon);
        Assert.Null(await Backend.GetAsync(vm.Id, Token));
        Assert.Equal(2, Cloud.Api.Actions.Count(a => a == "vm-delete"));
    }

    [Fact]
    public async Task Delete_TaskForgotten_IsAskedForAgainAfterAWhile()
    {
        var vm = await RunningAsync();
        Cloud.Api.Endings["vm-delete"] = "failed";
        var change = await Backend.DeleteAsync(vm.Id, Token);
        Cloud.Api.ForgetTasks();
        Cloud.Api.Endings.Clear();

        await DoneAsync(vm.Id, change);

        Assert.Null(await Backend.GetAsync(vm.Id, Token));
    }

    [Fact]
    public async Task Held_ByItsOperator_IsSuspendedOffAndNotStarted()
    {
        var vm = await RunningAsync();
        Cloud.Api.Suspend(vm.Id);

        var held = await GetAsync(vm.Id);
        await RefusedAsync(BackendErrorKind.Conflict, () => Backend.StartAsync(vm.Id, Token));

        Assert.Equal((PowerState.Suspended, "stopped, suspended"), (held.Power, held.RawState));
        Assert.NotNull(held.Problem);
        Assert.IsType<BackendChange.Done>(await Backend.StopAsync(vm.Id, Token));
    }

    [Fact]
    public async Task Stop_Paused_CutsThePower()
    {
        var vm = await RunningAsync();
        Cloud.Api.SetStatus(vm.Id, "paused");

        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        Assert.Equal(["vm-create", "vm-kill"], Cloud.Api.Actions);
    }

    [Fact]
    public async Task Rename_DomainName_BecomesTheMachinesToo()
    {
        var vm = await RunningAsync();

        await Capability<IRename>().RenameAsync(vm.Id, "shop.example.com", Token);
        var domain = Cloud.Api.Last(HttpMethod.Patch, $"/servers/{vm.Id}").ToJsonString();
        await Capability<IRename>().RenameAsync(vm.Id, "shop", Token);

        Assert.Equal("""{"name":"shop.example.com","fqdns":["shop.example.com"]}""", domain);
        Assert.Equal("""{"name":"shop"}""", Cloud.Api.Last(HttpMethod.Patch, $"/servers/{vm.Id}").ToJsonString());
        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IRename>().RenameAsync(vm.Id, "my shop", Token));
    }

    [Fact]
    public async Task List_AThousandMachines_IsOneRequestForEachPage()
    {
        Cloud.Api.AddForeign(1000);

        var list = await ListAsync();

        Assert.Equal(1000, list.Count(vm => vm.Power == PowerState.Running));
        Assert.Equal((1000 + SolusVm2Fake.PageSize - 1) / SolusVm2Fake.PageSize, Cloud.Api.Asked.Count);
    }

    [Fact]
    public async Task List_MachinesOfOtherLocations_AreNotOfThisRegion()
    {
        Cloud.Api.AddForeign(2);
        Cloud.Api.AddForeign(3, location: 2);

        Assert.Equal(2, (await ListAsync()).Count);
    }

    [Fact]
    public async Task Check_WhatTheMasterHasNot_IsWarnedOf()
    {
        var good = await Backend.CheckAsync(Token);
        Assert.Empty(good.Warnings);
        Assert.Equal("master.example.com, location Frankfurt", good.Identity);

        (Cloud.Values["location"], Cloud.Values["project"]) = ("8", "9");

        Assert.Equal(2, (await Cloud.Open(Cloud.InstallationId).CheckAsync(Token)).Warnings.Count);
    }

    private async Task<BackendTask.Failed> FailedAsync(BackendChange change)
    {
        var taskId = Assert.IsType<BackendChange.Poll>(change, exactMatch: false).TaskId;
        BackendTask? task = null;
        await UntilAsync(async () =>
        {
            task = await Capability<ILongTasks>().GetTaskAsync(taskId, Token);
            taskId = (task as BackendTask.Running)?.ContinueAs ?? taskId;
            return task is not BackendTask.Running;
        });
        return Assert.IsType<BackendTask.Failed>(task);
    }
}
