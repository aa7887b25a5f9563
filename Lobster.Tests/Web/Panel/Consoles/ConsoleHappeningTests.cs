using Lobster.Core;
using Lobster.Core.VirtualMachines;
using Lobster.Web;
using Lobster.Web.Components.Panel.Machines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Lobster.Tests.Web.Panel.Consoles;

/// <summary>Consoles in a machine's activity.</summary>
public sealed class ConsoleHappeningTests : IAsyncLifetime
{
    private readonly UiContext ui = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ui.DisposeAsync();

    [Theory]
    [InlineData("vm.console.opened", """{"kind":"Screen","staff":false}""", "Console opened", "")]
    [InlineData("vm.console.opened", """{"kind":"Screen","staff":true}""", "Console opened", "by staff")]
    [InlineData("vm.console.opened", """{"kind":"Screen","staff":true,"elsewhere":true}""", "Console opened", "by staff, at the provider")]
    [InlineData("vm.console.closed", """{"kind":"Screen","staff":false,"seconds":252,"in":1234,"out":5678,"end":"Left"}""", "Console closed", "after 4 min 12 s, 5.68 kB shown")]
    [InlineData("vm.console.closed", """{"staff":true,"seconds":5,"out":0,"colour":{"a":[1]}}""", "Console closed", "by staff, after 5 s, 0 B shown")]
    [InlineData("vm.console.closed", """{"seconds":"many","out":-1}""", "Console closed", "")]
    [InlineData("vm.console.hostkey.forgotten", "null", "Console's host key forgotten", null)]
    [InlineData("vm.stop.requested", """{"staff":true}""", "Stop", null)]
    public void Happening_OfAConsole_IsToldWhateverItsDataHold(string type, string data, string title, string? detail)
    {
        var words = ui.Services.GetRequiredService<IStringLocalizer<Ui>>();

        var told = words.ConsoleDetail(ui.Formats, new VmHappening(Instant.Utc(2026, 11, 12), type, data, 1, "mara", null));

        Assert.Equal((title, detail), (HappeningWords.Title(type), told));
    }
}
