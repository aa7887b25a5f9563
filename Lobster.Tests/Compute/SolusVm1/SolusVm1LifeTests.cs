using System.Net;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.SolusVm1;

/// <summary>What is particular to SolusVM 1's machines.</summary>
public sealed class SolusVm1LifeTests : ConformanceSuite<SolusVm1Fixture>
{
    [Fact]
    public async Task Create_Accepted_TellsRootsPasswordOnce()
    {
        var accepted = await Backend.CreateAsync(Request(), Token);

        Assert.Equal(new GuestLogin("root", Cloud.Api.Last["vserver-create"]["password"]!), accepted.Change.Login);
    }

    [Fact]
    public async Task Create_WithoutAPlanId_TakesTheRegionsPlanAndTheFigures()
    {
        await Backend.CreateAsync(Request() with { Size = new VmSize(null, 3, 1536, 33) { Metadata = new Dictionary<string, string> { ["solusvm1.bandwidthGb"] = "700" } } }, Token);

        var sent = Cloud.Api.Last["vserver-create"];
        Assert.Equal(("Lobster", "3", "1536", "33", "700"), (sent["plan"], sent["customcpu"], sent["custommemory"], sent["customdiskspace"], sent["custombandwidth"]));
    }

    [Fact]
    public async Task Create_WhatCannotBeGiven_IsRejectedBeforeAnythingIsAsked()
    {
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { SshKeys = ["ssh-ed25519 AAAA x"] }, Token));
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { UserData = "#!/bin/sh" }, Token));
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { ImageKind = ImageKind.Iso }, Token));

        Assert.Empty(Cloud.Api.Asked);
    }

    [Fact]
    public async Task List_AThousandMachines_IsOneRequestForEachNodeAndState()
    {
        for (var i = 0; i < 1000; i++) Cloud.Api.AddForeign($"vm{i}.example.com");

        var list = await ListAsync();

        Assert.Equal(1000, list.Count);
        Assert.Equal(1 + 2 + 1000, Cloud.Api.Asked.Count);
    }

    [Fact]
    public async Task List_ManyMachines_AsksForEightAtOnceAndNoMore()
    {
        for (var i = 0; i < 20; i++) Cloud.Api.AddForeign($"vm{i}.example.com");
        using var gate = new SemaphoreSlim(0);
        Cloud.Api.Meet(new Trouble(r => Cloud.Api.BodyOf(r).Contains("infoall", StringComparison.Ordinal))
        {
            Times = int.MaxValue, Instead = async token =>
        {
            await gate.WaitAsync(token);
            return await Trouble.Says(HttpStatusCode.OK, "Virtual server not found")(token);
        }
        });

        var listing = ListAsync();
        var first = Cloud.Api.Actions.Count(a => a == "vserver-infoall");
        gate.Release(20);

        Assert.Empty(await listing);
        Assert.Equal(8, first);
    }

    [Theory]
    [InlineData("""{"status":"success"}""")]
    [InlineData("""{"status":"success","virtualservers":"x"}""")]
    public async Task List_AnswerWithoutItsList_FailsAndIsNotEmpty(string body)
    {
        Cloud.Api.AddForeign("vm.example.com");
        Cloud.Api.Meet(new Trouble(Cloud.IsList) { Instead = Trouble.Says(HttpStatusCode.OK, body) });

        await RefusedAsync(BackendErrorKind.Unavailable, ListAsync);
    }

    [Fact]
    public async Task Held_ByItsOperator_IsSuspendedAndNotStarted()
    {
        var vm = await RunningAsync();
        Cloud.Api.Disable(vm.Id);

        var held = await GetAsync(vm.Id);
        await RefusedAsync(BackendErrorKind.Conflict, () => Backend.StartAsync(vm.Id, Token));

        Assert.Equal((PowerState.Suspended, "disabled"), (held.Power, held.RawState));
        Assert.NotNull(held.Problem);
    }

    [Fact]
    public async Task Resize_Larger_ChangesTheDiskFirst()
    {
        var vm = await RunningAsync();

        await Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token);

        Assert.Equal(["vserver-change-hdd", "vserver-change-memory", "vserver-change-cpu", "vserver-reboot"], Cloud.Api.Actions.TakeLast(4));
    }

    [Fact]
    public async Task Resize_DiskIsRefused_ChangesNothing()
    {
        var vm = await RunningAsync();
        Cloud.Api.Meet(new Trouble(r => Cloud.Api.BodyOf(r).Contains("change-hdd", StringComparison.Ordinal)) { Instead = Trouble.Says(HttpStatusCode.OK, """{"status":"error","statusmsg":"Not enough disk space"}""") });

        await RefusedAsync(BackendErrorKind.QuotaExceeded, () => Capability<IResize>().ResizeAsync(vm.Id, Cloud.LargerSize, Token));

        Assert.Equal((Cloud.Size.RamMb, Cloud.Size.DiskGb), ((await GetAsync(vm.Id)).RamMb, (await GetAsync(vm.Id)).DiskGb));
    }

    [Fact]
    public async Task Console_Kvm_IsTheWebSocketOrThePort()
    {
        var vm = await RunningAsync();

        var socket = Assert.IsType<ConsoleAccess.VncWebSocket>(await Capability<IConsole>().OpenConsoleAsync(vm.Id, Token));
        var form = Cloud.Form.Where(f => f.Key is not ("apiId" or "apiKey")).ToDictionary();
        form["console"] = "port";
        var port = await Assert.IsType<IConsole>(Cloud.Open(form), exactMatch: false).OpenConsoleAsync(vm.Id, Token);

        Assert.Equal("wss://node1.example.com:7706/?token=0123456789abcdef", socket.Socket.Address.ToString());
        Assert.Equal(SolusVm1Fake.Password, socket.Password);
        Assert.Equal(new ConsoleAccess.VncTcp("198.51.100.7", 5901, SolusVm1Fake.Password), port);
    }

    [Fact]
    public async Task Console_Stopped_IsAConflict()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        await RefusedAsync(BackendErrorKind.Conflict, () => Capability<IConsole>().OpenConsoleAsync(vm.Id, Token));
    }

    [Fact]
    public async Task Action_NewRootPassword_IsSetAndTold()
    {
        var vm = await RunningAsync();

        var outcome = await Capability<ICustomActions>().RunActionAsync(vm.Id, "root-password", new Dictionary<string, string>(), Token);

        Assert.Equal(new GuestLogin("root", Cloud.Api.Last["vserver-rootpassword"]["rootpassword"]!), outcome.Change.Login);
    }

    [Fact]
    public async Task Check_WhatTheMasterHasNot_IsWarnedOf()
    {
        var form = Cloud.Form.Where(f => f.Key is not ("apiId" or "apiKey")).ToDictionary();
        (form["plan"], form["nodeGroup"]) = ("Gone", "mars");

        Assert.Equal(2, (await Cloud.Open(form).CheckAsync(Token)).Warnings.Count);
        Assert.Empty((await Backend.CheckAsync(Token)).Warnings);
    }

    [Fact]
    public async Task Transfer_Month_IsASumOfBothDirections()
    {
        var vm = await RunningAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromHours(2));

        var reading = Assert.Single(await Capability<ITransferMeter>().ReadTransferAsync([vm.Id], default(Instant), Token).ToListAsync(Token));

        Assert.Equal((null, null, TransferKind.MonthToDate), (reading.InBytes, reading.From, reading.Kind));
        Assert.InRange(reading.OutBytes!.Value, 1_800_000_000, 1_900_000_000);
    }
}
