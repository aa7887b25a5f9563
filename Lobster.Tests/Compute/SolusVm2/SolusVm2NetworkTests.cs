using System.Net;
using Lobster.Core;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.SolusVm2;

/// <summary>Addresses, the screen and transfer.</summary>
public sealed class SolusVm2NetworkTests : ConformanceSuite<SolusVm2Fixture>
{
    private const string Fingerprint = "AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99";

    private ITransferMeter Meter => Capability<ITransferMeter>();

    [Fact]
    public async Task Console_Running_IsTheWebSocketOfTheMaster()
    {
        Cloud.Values["trust"] = Fingerprint;
        var vm = await RunningAsync();

        var screen = Assert.IsType<ConsoleAccess.VncWebSocket>(await Capability<IConsole>().OpenConsoleAsync(vm.Id, Token));

        Assert.Matches(@"^wss://master\.example\.com/vnc\?url=cr1\.example\.com:6080/abcdef\d+$", screen.Socket.Address.AbsoluteUri);
        Assert.Equal((SolusVm2Fake.VncPassword, Fingerprint.Replace(":", "", StringComparison.Ordinal)), (screen.Password, screen.Socket.CertificateSha256));
    }

    [Fact]
    public async Task Console_Stopped_IsAConflict()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        await RefusedAsync(BackendErrorKind.Conflict, () => Capability<IConsole>().OpenConsoleAsync(vm.Id, Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cr1/a b")]
    [InlineData("cr1/a&url=evil")]
    [InlineData("cr1/a#b")]
    public async Task Console_AddressThatCannotBePassedOn_IsUnavailable(string url)
    {
        var vm = await RunningAsync();
        Cloud.Api.Meet(new Trouble(r => r.RequestUri!.AbsolutePath.EndsWith("/vnc_up", StringComparison.Ordinal)) { Instead = Trouble.Says(HttpStatusCode.OK, $$"""{"url":"{{url}}"}""") });

        await RefusedAsync(BackendErrorKind.Unavailable, () => Capability<IConsole>().OpenConsoleAsync(vm.Id, Token));
    }

    [Fact]
    public async Task RemoveAddress_OfTheMachine_NamesItByItsNumber()
    {
        var (vm, changes) = (await RunningAsync(), Capability<IAddressChanges>());
        var added = Address(await DoneAsync(vm.Id, await changes.AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token)));

        await DoneAsync(vm.Id, await changes.RemoveAddressAsync(vm.Id, added, Token));

        Assert.Single(Cloud.Api.Last(HttpMethod.Delete, "/ips")["ids"]!.AsArray());
        Assert.Equal(vm.Addresses!.Select(a => a.Address), (await changes.ListAddressesAsync(vm.Id, Token)).Select(a => a.Address));
    }

    [Fact]
    public async Task RemoveAddress_TaskFails_SaysSo()
    {
        var (vm, changes) = (await RunningAsync(), Capability<IAddressChanges>());
        var added = Address(await DoneAsync(vm.Id, await changes.AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token)));
        Cloud.Api.Endings["vm-update"] = "failed";

        var poll = Assert.IsType<BackendChange.Poll>(await changes.RemoveAddressAsync(vm.Id, added, Token));
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.IsType<BackendTask.Failed>(await Capability<ILongTasks>().GetTaskAsync(poll.TaskId, Token));
    }

    [Fact]
    public async Task AddAddress_OfAnotherKind_IsRejected()
    {
        var vm = await RunningAsync();

        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv6, Token));
    }

    [Fact]
    public async Task Transfer_OfSomeMachines_IsReadFromThePagesOfTheList()
    {
        Cloud.Api.AddForeign(20);
        var ids = (await ListAsync()).Select(vm => vm.Id).ToArray();
        await Cloud.AdvanceAsync(TimeSpan.FromHours(2));
        Cloud.Api.Asked.Clear();

        var readings = await ReadAsync(ids[0], ids[19]);

        Assert.Equal([ids[0], ids[19]], readings.Select(r => r.VmId));
        Assert.All(readings, r => Assert.Equal((600_000_000, 1_800_000_000, null, TransferKind.Cumulative), (r.InBytes, r.OutBytes, r.From, r.Kind)));
        Assert.Equal(["GET /api/v1/servers?page=1", "GET /api/v1/servers?page=2"], Cloud.Api.Asked);
    }

    [Fact]
    public async Task Transfer_OfOneMachine_AsksForItAlone()
    {
        Cloud.Api.AddForeign(20);
        var id = (await ListAsync())[0].Id;
        Cloud.Api.Asked.Clear();

        Assert.Single(await ReadAsync(id));
        Assert.Equal([$"GET /api/v1/servers/{id}"], Cloud.Api.Asked);
    }

    [Fact]
    public async Task Transfer_LaterPageFails_TellsWhatWasRead()
    {
        Cloud.Api.AddForeign(20);
        var ids = (await ListAsync()).Select(vm => vm.Id).ToArray();
        Cloud.Api.Meet(new Trouble(r => r.RequestUri!.Query == "?page=2") { Instead = Trouble.Says(HttpStatusCode.Forbidden) });

        var readings = await ReadAsync(ids);
        Cloud.Api.Meet(new Trouble(Cloud.IsList) { Instead = Trouble.Says(HttpStatusCode.Forbidden) });

        Assert.Equal(SolusVm2Fake.PageSize, readings.Count);
        await RefusedAsync(BackendErrorKind.Unauthorized, () => ReadAsync(ids));
    }

    [Fact]
    public async Task Transfer_OverPeriods_CountsEachByteOnce()
    {
        var vm = await RunningAsync();
        var since = (await GetAsync(vm.Id)).CreatedAt!.Value;
        var (state, sent) = ((MeterState?)null, 0L);

        foreach (var hours in new[] { 2, 5, 0, 3, 0, 40 })
        {
            if (hours == 0) Cloud.Api.BeginPeriod();
            await Cloud.AdvanceAsync(TimeSpan.FromHours(Math.Max(hours, 1)));
            var reading = Assert.Single(await ReadAsync(vm.Id));
            var step = TransferMetering.Step(Meter.TransferKind, state, new MeterFigures(reading.InBytes, reading.OutBytes, reading.From, reading.Until), since);
            (state, sent) = (step!.Value.State, sent + step.Value.Out);
        }

        Assert.InRange(sent - ((2 + 5 + 1 + 3 + 1 + 40) * 900_000_000L), 0, 900_000_000L / 60); // and the seconds of its making
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"network":null}""")]
    [InlineData("""{"network":{"incoming":{},"outgoing":{"value":null}}}""")]
    public async Task Transfer_NotTold_IsLeftOut(string usage)
    {
        Cloud.Api.AddForeign(2);
        var ids = (await ListAsync()).Select(vm => vm.Id).ToArray();
        Cloud.Api.Meet(new Trouble(Cloud.IsList) { Instead = Trouble.Says(HttpStatusCode.OK, $$$"""{"data":[{"id":{{{ids[0]}}},"usage":{{{usage}}}}],"meta":{"last_page":1}}""") });

        Assert.Empty(await ReadAsync(ids));
    }

    private async Task<List<TransferReading>> ReadAsync(params string[] ids) => await Meter.ReadTransferAsync(ids, default(Instant), Token).ToListAsync(Token);
}
