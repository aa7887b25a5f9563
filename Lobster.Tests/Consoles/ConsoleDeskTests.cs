using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Consoles;
using Lobster.Core.Data;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Consoles;

public sealed class ConsoleDeskTests
{
    [Theory, EveryDatabase]
    public async Task Open_Screen_GivesATicketAndStoresNeitherItNorThePassword(DatabaseProvider provider)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);

        var here = Assert.IsType<ConsoleOffer.Here>((await scene.Desk.OpenAsync(scene.Owner, scene.Vm, ConsoleKind.Screen, ConsoleScene.Session)).Value);

        var row = await scene.Panel.ReadAsync(db => db.ConsoleSessions.SingleAsync());
        Assert.Equal((ConsoleKind.Screen, 64), (here.Kind, here.Ticket.Length));
        Assert.NotEqual(here.Ticket, row.TicketHash, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain("s3cret", row.ProtectedAccess, StringComparison.Ordinal);
        Assert.DoesNotContain(here.Ticket, here.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ProvidersOwnPage_IsHandedOnAndStoredNowhere()
    {
        await using var scene = await ConsoleScene.CreateAsync(DatabaseProvider.Sqlite);
        scene.Backend.Open = _ => new ConsoleAccess.Url(new Uri("https://cloud.example/vnc?token=s3cret-url"));

        var offer = await scene.Desk.OpenAsync(scene.Owner, scene.Vm, ConsoleKind.Screen, ConsoleScene.Session);

        Assert.Equal("https://cloud.example/vnc?token=s3cret-url", Assert.IsType<ConsoleOffer.Elsewhere>(offer.Value).Address.AbsoluteUri);
        Assert.DoesNotContain("s3cret", offer.Value!.ToString(), StringComparison.Ordinal);
        Assert.False(await scene.Panel.ReadAsync(db => db.ConsoleSessions.AnyAsync()));
        var told = await scene.Panel.ReadAsync(db => db.Events.SingleAsync(e => e.Type == "vm.console.opened"));
        Assert.DoesNotContain("s3cret", told.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_MachineWithTerminalInPlaceOfAScreen_SaysWhatIsDrawn()
    {
        await using var scene = await ConsoleScene.CreateAsync(DatabaseProvider.Sqlite);
        scene.Backend.Open = _ => new ConsoleAccess.Ssh("127.0.0.1", 22, "console-7", "s3cret");

        var offer = await scene.Desk.OpenAsync(scene.Owner, scene.Vm, ConsoleKind.Screen, ConsoleScene.Session);

        Assert.Equal(ConsoleKind.Terminal, Assert.IsType<ConsoleOffer.Here>(offer.Value).Kind);
    }

    [Fact]
    public async Task Open_AnotherCustomers_IsNotFound()
    {
        await using var scene = await ConsoleScene.CreateAsync(DatabaseProvider.Sqlite);
        var eve = await scene.Panel.AddCustomerAsync("eve");

        Assert.IsType<Refusal.NotFound>((await scene.Desk.OpenAsync(eve.Owner, scene.Vm, ConsoleKind.Screen, ConsoleScene.Session)).Refusal);
        Assert.IsType<Refusal.NotFound>((await scene.Desk.ChoicesAsync(eve.Owner, scene.Vm)).Refusal);
        Assert.IsType<Refusal.NotFound>((await scene.Desk.ForgetHostKeyAsync(eve.Owner, scene.Vm)).Refusal);
    }

    [Theory]
    [InlineData("machine suspended")]
    [InlineData("machine deleted")]
    [InlineData("account suspended")]
    [InlineData("account closed")]
    public async Task Open_NotNow_SaysWhyAndAsksNoBackend(string way)
    {
        await using var scene = await ConsoleScene.CreateAsync(DatabaseProvider.Sqlite);
        scene.Backend.Open = _ => throw new InvalidOperationException("The backend was asked.");
        await scene.TakeAwayAsync(way);

        var offer = await scene.Desk.OpenAsync(scene.Owner, scene.Vm, ConsoleKind.Screen, ConsoleScene.Session);
        var choices = await scene.Desk.ChoicesAsync(scene.Owner, scene.Vm);

        Assert.Equal(offer.Refusal!.English, choices.Value!.WhyNot!.English);
        Assert.Empty(choices.Value.Kinds);
    }

    [Theory]
    [InlineData(BackendErrorKind.Conflict, "The machine does not run.")]
    [InlineData(BackendErrorKind.Unavailable, "Amsterdam does not answer right now.")]
    public async Task Open_BackendRefuses_SaysSo(BackendErrorKind kind, string sentence)
    {
        await using var scene = await ConsoleScene.CreateAsync(DatabaseProvider.Sqlite);
        scene.Backend.Open = _ => throw new BackendException(kind, "The machine does not run.");

        var offer = await scene.Desk.OpenAsync(scene.Owner, scene.Vm, ConsoleKind.Terminal, ConsoleScene.Session);

        Assert.Equal(sentence, offer.Refusal!.English);
    }

    [Theory, EveryDatabase]
    public async Task Open_SuspendedWhileTheBackendWasAsked_GivesNoTicket(DatabaseProvider provider)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);
        var usual = scene.Backend.Open;
        scene.Backend.Open = kind =>
        {
            scene.TakeAwayAsync("machine suspended").GetAwaiter().GetResult();
            return usual(kind);
        };

        var offer = await scene.Desk.OpenAsync(scene.Owner, scene.Vm, ConsoleKind.Screen, ConsoleScene.Session);

        Assert.Equal("web-1 is suspended. It can only be deleted.", offer.Refusal!.English);
        Assert.False(await scene.Panel.ReadAsync(db => db.ConsoleSessions.AnyAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Open_AsManyAsOneMayHave_IsRefusedUntilOneIsClosed(DatabaseProvider provider)
    {
        await using var scene = await ConsoleScene.CreateAsync(provider);
        ConsoleId last = default;
        for (var i = 0; i < 5; i++) last = await scene.OpenAsync();

        var sixth = await scene.Desk.OpenAsync(scene.Owner, scene.Vm, ConsoleKind.Screen, ConsoleScene.Session);
        await scene.Gate.CloseAsync(last, ConsoleEnd.Left, default);
        var again = await scene.Desk.OpenAsync(scene.Owner, scene.Vm, ConsoleKind.Screen, ConsoleScene.Session);

        Assert.IsType<Refusal.LimitReached>(sixth.Refusal);
        Assert.False(again.IsRefused);
    }

    [Fact]
    public async Task Choices_RegionWithoutConsoles_SaysWhy()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var vm = await panel.CreateVmAsync();
        await panel.WriteAsync(db => db.Regions.ExecuteUpdateAsync(s => s.SetProperty(r => r.BackendType, "gone")));

        var choices = await panel.Get<ConsoleDesk>().ChoicesAsync(panel.Stock.Owner, vm);

        Assert.Equal("Amsterdam cannot be reached right now.", choices.Value!.WhyNot!.English);
    }

    [Fact]
    public async Task Choices_Owner_HasBothKindsAndStaffIsToldWhoseItIs()
    {
        await using var scene = await ConsoleScene.CreateAsync(DatabaseProvider.Sqlite);
        var staff = await PanelStock.AddStaffAsync(scene.Panel, UserRoles.Support);

        var own = (await scene.Desk.ChoicesAsync(scene.Owner, scene.Vm)).Value!;
        var others = (await scene.Desk.ChoicesAsync(staff, scene.Vm)).Value!;

        Assert.Equal([ConsoleKind.Screen, ConsoleKind.Terminal], own.Kinds);
        Assert.Equal(("web-1", false, true), (own.Name, own.IsOthers, others.IsOthers));
    }
}
