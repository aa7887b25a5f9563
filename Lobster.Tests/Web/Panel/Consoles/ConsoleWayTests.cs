using Bunit;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Consoles;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Panel;
using Lobster.Web.Components.Panel.Machines;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Lobster.Tests.Web.Panel.Consoles;

/// <summary>The ways that lead to a machine's console.</summary>
public sealed class ConsoleWayTests : IAsyncLifetime
{
    private readonly UiContext ui = new();
    private TestPanel panel = null!;
    private VmDetail vm = null!;

    public async ValueTask InitializeAsync()
    {
        panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        vm = (await panel.Get<VmQueries>().FindAsync(panel.Stock.Owner, await panel.CreateVmAsync()))!;
        ui.Services.AddSingleton(panel.Get<VmActions>()).AddSingleton(panel.Get<VmDeletion>()).AddSingleton(panel.Get<VmEndings>())
            .AddSingleton(panel.Get<AccountQueries>()).AddScoped<MachineActs>();
    }

    public async ValueTask DisposeAsync()
    {
        await ui.DisposeAsync();
        await panel.DisposeAsync();
    }

    [Fact]
    public void MachinesHead_WithAConsole_LeadsThereInATabOfItsOwn()
    {
        var head = Head(new ConsoleChoices("web-1", [ConsoleKind.Screen], null, false));

        var link = head.Find(".acts a");
        Assert.Equal(($"/panel/vms/{vm.Row.Id}/console", "_blank", "noopener"), (link.GetAttribute("href"), link.GetAttribute("target"), link.GetAttribute("rel")));
    }

    [Fact]
    public void MachinesHead_WithoutOne_SaysWhy()
    {
        var head = Head(new ConsoleChoices("web-1", [], new Refusal.NotOffered("This cloud has no screens."), false));

        Assert.Empty(head.FindAll(".acts a"));
        Assert.Equal("This cloud has no screens.", head.Find(".acts button[disabled]").GetAttribute("title"));
    }

    [Theory]
    [InlineData(SuspensionKind.None, 1)]
    [InlineData(SuspensionKind.Manual, 0)]
    public void RowsMenu_LeadsThere_UnlessTheMachineIsSuspended(SuspensionKind suspension, int links)
    {
        var popovers = ui.Render<MudPopoverProvider>();
        var menu = ui.Render<MachineMenu>(p => p.Add(m => m.Vm, vm.Row with { Suspension = suspension }).Add(m => m.Actor, panel.Stock.Owner));

        menu.Find("button").Click();

        popovers.WaitForElement("a[href='/panel/vms/1']");
        var found = popovers.FindAll("a[href='/panel/vms/1/console']");
        Assert.Equal(links, found.Count);
        Assert.All(found, a => Assert.Equal(("_blank", "noopener"), (a.GetAttribute("target"), a.GetAttribute("rel"))));
    }

    private IRenderedComponent<VmHead> Head(ConsoleChoices choices) =>
        ui.Render<VmHead>(p => p.Add(h => h.Vm, vm.Row).Add(h => h.Plan, vm.Plan).Add(h => h.Actor, panel.Stock.Owner).Add(h => h.Consoles, choices));
}
