using System.Text.Json;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Consoles;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Consoles;

public sealed class ConsoleGateTests
{
    private static readonly ConsoleAccess[] Ways =
    [
        new ConsoleAccess.VncTcp("vnc.example", 5901, "pass"),
        new ConsoleAccess.VncWebSocket(new ConsoleSocket(new Uri("wss://node.example/vnc?x=1")) { SubProtocols = ["binary"], Cookie = "a=b", CaPem = "pem", Headers = new Dictionary<string, string> { ["Origin"] = "o" } }, "pass"),
        new ConsoleAccess.SerialWebSocket(new ConsoleSocket(new Uri("wss://node.example/term")) { CertificateSha256 = "AB" }, SerialFraming.Proxmox) { Hello = "root@pam:ticket\n", ExpiresAt = Instant.Utc(2026, 1, 1) },
        new ConsoleAccess.Ssh("ssh.example", 2222, "console-7", "pass", "ssh-ed25519 AAAA") { PrivateKey = "key" },
    ];

    [Theory, EveryDatabase(0), EveryDatabase(1), EveryDatabase(2), EveryDatabase(3)]
    public async Task Enter_FreshTicket_GrantsTheWayThatTheBackendGaveAndKeepsItNoLonger(DatabaseProvider provider, int way)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);
        scene.Backend.Open = _ => Ways[way];

        var granted = Assert.IsType<ConsoleEntry.Granted>(await scene.EnterAsync(await scene.TicketAsync()));

        Assert.Equal(JsonSerializer.Serialize(Ways[way]), JsonSerializer.Serialize(granted.Access));
        Assert.Null((await scene.RowAsync(granted.Id)).ProtectedAccess);
    }

    [Theory, EveryDatabase]
    public async Task Enter_SameTicketFromManySides_LetsOneIn(DatabaseProvider provider)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);
        var ticket = await scene.TicketAsync();

        var entries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => scene.EnterAsync(ticket))));

        Assert.Single(entries.OfType<ConsoleEntry.Granted>());
        Assert.All(entries.OfType<ConsoleEntry.Refused>(), e => Assert.Equal(ConsoleRefusal.Used, e.Why));
    }

    [Theory, EveryDatabase]
    public async Task Enter_AtAnotherPanel_IsServedThereOnceAndEndsWithALogOutHere(DatabaseProvider provider)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);
        await using var other = scene.Panel.SecondNode();
        var there = other.GetRequiredService<ConsoleGate>();
        var ticket = await scene.TicketAsync();

        var granted = Assert.IsType<ConsoleEntry.Granted>(await there.EnterAsync(scene.Owner, ConsoleScene.Session, scene.Vm, ticket));
        var again = await RefusedAsync(scene.EnterAsync(ticket));
        await scene.Gate.RevokeAsync(ConsoleScene.Session);

        Assert.Equal(new ConsoleAccess.VncTcp("127.0.0.1", 5900, "s3cret-1"), granted.Access);
        Assert.Equal(ConsoleRefusal.Used, again);
        Assert.Equal([granted.Id], await there.EndingAsync([granted.Id]));
    }

    [Fact]
    public async Task Enter_TicketOfNobodyOrOfAnotherMachine_IsUnknown()
    {
        await using var scene = await ConsoleScene.CreateAsync(DatabaseProvider.Sqlite);
        var ticket = await scene.TicketAsync();

        Assert.Equal(ConsoleRefusal.Unknown, await RefusedAsync(scene.EnterAsync(new string('0', 64))));
        Assert.Equal(ConsoleRefusal.Unknown, await RefusedAsync(scene.Gate.EnterAsync(scene.Owner, ConsoleScene.Session, new VmId(999), ticket)));
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public async Task Enter_AfterAWhile_WorksForAMinute(int seconds, bool isIn)
    {
        await using var scene = await ConsoleScene.CreateAsync(DatabaseProvider.Sqlite);
        var ticket = await scene.TicketAsync();

        scene.Panel.Advance(TimeSpan.FromSeconds(seconds));

        var entry = await scene.EnterAsync(ticket);
        Assert.Equal(isIn ? null : ConsoleRefusal.Expired, (entry as ConsoleEntry.Refused)?.Why);
    }

    [Theory, EveryDatabase]
    public async Task Enter_AnotherUserOrLogin_IsRefusedAndTheTicketIsWorthless(DatabaseProvider provider)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);
        var eve = await scene.Panel.AddCustomerAsync("eve");
        var (one, two) = (await scene.TicketAsync(), await scene.TicketAsync());

        Assert.Equal(ConsoleRefusal.NotTheirs, await RefusedAsync(scene.EnterAsync(one, eve.Owner)));
        Assert.Equal(ConsoleRefusal.NotTheirs, await RefusedAsync(scene.EnterAsync(two, session: "another log-in")));

        Assert.Equal(ConsoleRefusal.Revoked, await RefusedAsync(scene.EnterAsync(one)));
        Assert.Equal(ConsoleRefusal.Revoked, await RefusedAsync(scene.EnterAsync(two)));
        Assert.All(await scene.Panel.ReadAsync(db => db.ConsoleSessions.ToListAsync()), c => Assert.Null(c.ProtectedAccess));
    }

    [Theory]
    [EveryDatabase("logged out"), EveryDatabase("user disabled"), EveryDatabase("new password"), EveryDatabase("no member any more")]
    [EveryDatabase("machine suspended"), EveryDatabase("machine deleted"), EveryDatabase("account suspended"), EveryDatabase("account closed")]
    public async Task RightTakenAway_TicketIsWorthlessAndTheOpenSessionMustEnd(DatabaseProvider provider, string way)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);
        var ticket = await scene.TicketAsync();
        var open = await scene.OpenAsync();
        Assert.Empty(await scene.Gate.EndingAsync([open]));

        await scene.TakeAwayAsync(way);

        Assert.Equal([open], await scene.Gate.EndingAsync([open]));
        Assert.Equal(way == "logged out" ? ConsoleRefusal.Revoked : ConsoleRefusal.NotAllowed, await RefusedAsync(scene.EnterAsync(ticket)));
    }

    [Theory, EveryDatabase]
    public async Task Revoke_OneLogin_LeavesTheOthersAlone(DatabaseProvider provider)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);
        var open = await scene.OpenAsync();

        await scene.Gate.RevokeAsync("another log-in");

        Assert.Empty(await scene.Gate.EndingAsync([open]));
    }

    [Theory, EveryDatabase]
    public async Task Enter_ManyTicketsAtOnce_LetsInAsManyAsOneMayHave(DatabaseProvider provider)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);
        var tickets = new List<string>();
        for (var i = 0; i < 8; i++) tickets.Add(await scene.TicketAsync());

        var entries = await Task.WhenAll(tickets.Select(t => Task.Run(() => scene.EnterAsync(t))));

        Assert.Equal(5, entries.OfType<ConsoleEntry.Granted>().Count());
        Assert.All(entries.OfType<ConsoleEntry.Refused>(), e => Assert.Equal(ConsoleRefusal.TooMany, e.Why));
    }

    [Theory, EveryDatabase]
    public async Task Staff_OpensACustomersConsole_IsToldToTheCustomerAndEndsWithTheRole(DatabaseProvider provider)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);
        var staff = await PanelStock.AddStaffAsync(scene.Panel, UserRoles.Support);

        var open = await scene.OpenAsync(staff);
        var told = (await scene.Panel.Get<VmActivity>().ReadAsync(scene.Owner, scene.Vm, 1)).Single();
        Assert.Empty(await scene.Gate.EndingAsync([open]));
        await scene.Panel.WriteAsync(db => db.UserRoles.ExecuteDeleteAsync());

        Assert.Equal(("vm.console.opened", staff.UserId), (told.Type, told.UserId));
        Assert.Equal("""{"kind":"Screen","staff":true}""", told.Data);
        Assert.Equal([open], await scene.Gate.EndingAsync([open]));
    }

    [Theory, EveryDatabase]
    public async Task Close_Twice_IsWrittenDownOnceWithBytesAndDuration(DatabaseProvider provider)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);
        var open = await scene.OpenAsync();
        scene.Panel.Advance(TimeSpan.FromSeconds(252));

        await scene.Gate.CloseAsync(open, ConsoleEnd.Left, new ConsoleTally(1234, 5678));
        await scene.Gate.CloseAsync(open, ConsoleEnd.Idle, new ConsoleTally(9, 9));

        var audit = await scene.Panel.ReadAsync(db => db.AuditEntries.SingleAsync(a => a.Action == "vm.console.closed"));
        Assert.Equal(scene.Owner.UserId, audit.Actor.UserId);
        Assert.Equal("""{"kind":"Screen","staff":false,"seconds":252,"in":1234,"out":5678,"end":"Left"}""", audit.Data);
        Assert.Equal(ConsoleEnd.Left, (await scene.RowAsync(open)).End);
    }

    [Theory, EveryDatabase]
    public async Task Sweep_PanelThatServedItIsGone_ClosesWhatItSaidLast(DatabaseProvider provider)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);
        var (lost, alive) = (await scene.OpenAsync(), await scene.OpenAsync());
        await scene.Gate.SayOpenAsync(new Dictionary<ConsoleId, ConsoleTally> { [lost] = new(7, 8) });
        scene.Panel.Advance(TimeSpan.FromSeconds(44));
        await scene.Gate.SayOpenAsync(new Dictionary<ConsoleId, ConsoleTally> { [alive] = new(1, 1) });
        scene.Panel.Advance(TimeSpan.FromSeconds(2));

        await scene.Panel.Get<ConsoleSweep>().RunAsync();

        var row = await scene.RowAsync(lost);
        Assert.Equal((ConsoleEnd.Lost, 7, 8), (row.End!.Value, row.BytesIn, row.BytesOut));
        Assert.Null((await scene.RowAsync(alive)).ClosedAt);
    }

    [Theory, EveryDatabase]
    public async Task Sweep_UnusedTicketsAndOldSessions_AreClearedAway(DatabaseProvider provider)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);
        await scene.Gate.CloseAsync(await scene.OpenAsync(), ConsoleEnd.Left, default);
        await scene.TicketAsync();
        scene.Panel.Advance(TimeSpan.FromMinutes(2));

        await scene.Panel.Get<ConsoleSweep>().RunAsync();
        var soon = await scene.Panel.ReadAsync(db => db.ConsoleSessions.CountAsync());
        scene.Panel.Advance(TimeSpan.FromDays(31));
        await scene.Panel.Get<ConsoleSweep>().RunAsync();

        Assert.Equal((1, 0), (soon, await scene.Panel.ReadAsync(db => db.ConsoleSessions.CountAsync())));
    }

    [Theory, EveryDatabase]
    public async Task HostKey_PinnedByTheFirst_StaysUntilForgotten(DatabaseProvider provider)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);
        var keys = scene.Panel.Get<HostKeys>();

        var pinned = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => keys.PinAsync(scene.Vm, "ssh.example:22", $"ssh-ed25519 SHA256:{i}"))));
        var found = await keys.FindAsync(scene.Vm, "ssh.example:22");
        var forgotten = await scene.Desk.ForgetHostKeyAsync(scene.Owner, scene.Vm);
        var again = await scene.Desk.ForgetHostKeyAsync(scene.Owner, scene.Vm);

        Assert.Equal(found, Assert.Single(pinned.Distinct()));
        Assert.Equal((true, false), (forgotten.Value, again.Value));
        Assert.Null(await keys.FindAsync(scene.Vm, "ssh.example:22"));
    }

    private static async Task<ConsoleRefusal> RefusedAsync(Task<ConsoleEntry> entry) => Assert.IsType<ConsoleEntry.Refused>(await entry).Why;
}
