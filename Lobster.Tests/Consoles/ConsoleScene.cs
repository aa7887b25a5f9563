using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Consoles;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Panel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Consoles;

/// <summary>A panel with one running machine whose region gives consoles as a test wants them.</summary>
internal sealed class ConsoleScene : IAsyncDisposable
{
    /// <summary>The log-in of the machine's owner.</summary>
    public const string Session = "0123456789abcdef0123456789abcdef";

    private ConsoleScene(TestPanel panel, ConsoleBackend backend, VmId vm)
    {
        Panel = panel;
        Backend = backend;
        Vm = vm;
    }

    public TestPanel Panel { get; }

    public ConsoleBackend Backend { get; }

    public VmId Vm { get; }

    public Actor Owner => Panel.Stock.Owner;

    public ConsoleDesk Desk => Panel.Get<ConsoleDesk>();

    public ConsoleGate Gate => Panel.Get<ConsoleGate>();

    public static async Task<ConsoleScene> CreateAsync(DatabaseProvider provider)
    {
        var backend = new ConsoleBackend();
        // All panels of an installation share one key ring.
        var keys = new EphemeralDataProtectionProvider();
        var panel = await TestPanel.CreateAsync(provider, more: services => services.AddSingleton<IBackendFactory>(backend).AddSingleton<IDataProtectionProvider>(keys));
        var vm = await panel.CreateVmAsync();
        await panel.WriteAsync(db => db.Regions.ExecuteUpdateAsync(s => s.SetProperty(r => r.BackendType, ConsoleBackend.TypeName).SetProperty(r => r.Options, "{}").SetProperty(r => r.OptionsVersion, 1)));
        return new ConsoleScene(panel, backend, vm);
    }

    /// <summary>A ticket of the owner's, or of somebody else's.</summary>
    public async Task<string> TicketAsync(Actor? actor = null)
    {
        var offer = await Desk.OpenAsync(actor ?? Owner, Vm, ConsoleKind.Screen, Session);
        Assert.False(offer.IsRefused, offer.Refusal?.English);
        return Assert.IsType<ConsoleOffer.Here>(offer.Value).Ticket;
    }

    public Task<ConsoleEntry> EnterAsync(string ticket, Actor? actor = null, string session = Session) => Gate.EnterAsync(actor ?? Owner, session, Vm, ticket);

    /// <summary>A session that is open.</summary>
    public async Task<ConsoleId> OpenAsync(Actor? actor = null) =>
        Assert.IsType<ConsoleEntry.Granted>(await EnterAsync(await TicketAsync(actor), actor)).Id;

    public Task<ConsoleSession> RowAsync(ConsoleId id) => Panel.ReadAsync(db => db.ConsoleSessions.SingleAsync(c => c.Id == id));

    /// <summary>Takes the right to the console away in one of the ways there are.</summary>
    public Task TakeAwayAsync(string way) => way switch
    {
        "logged out" => Gate.RevokeAsync(Session),
        "user disabled" => Panel.WriteAsync(db => db.Users.Where(u => u.Id == Owner.UserId).ExecuteUpdateAsync(s => s.SetProperty(u => u.DisabledAt, Panel.Now))),
        "new password" => Panel.WriteAsync(db => db.Users.Where(u => u.Id == Owner.UserId).ExecuteUpdateAsync(s => s.SetProperty(u => u.SecurityStamp, "another"))),
        "no member any more" => Panel.WriteAsync(db => db.Memberships.ExecuteDeleteAsync()),
        "machine suspended" => VmAsync(s => s.SetProperty(v => v.Suspension, SuspensionKind.Manual)),
        "machine deleted" => VmAsync(s => s.SetProperty(v => v.Lifecycle, VmLifecycle.Deleting).SetProperty(v => v.DeleteRequestedAt, Panel.Now)),
        "account suspended" => Panel.WriteAsync(db => db.Accounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.Suspension, SuspensionKind.Auto))),
        "account closed" => Panel.WriteAsync(db => db.Accounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.DisabledAt, Panel.Now))),
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, null),
    };

    public ValueTask DisposeAsync() => Panel.DisposeAsync();

    private Task VmAsync(Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<VirtualMachine>> set) => Panel.WriteAsync(db => db.VirtualMachines.ExecuteUpdateAsync(set));
}
