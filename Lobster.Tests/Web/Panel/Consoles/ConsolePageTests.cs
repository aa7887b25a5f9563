using System.Globalization;
using System.Security.Claims;
using Bunit;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Consoles;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Consoles;
using Lobster.Tests.Panel;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Panel.Consoles;
using Lobster.Web.Components.Panel.Machines;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Lobster.Tests.Web.Panel.Consoles;

/// <summary>The console's page over the real use cases, drawn without a browser; its script is asked for what it would be told.</summary>
public sealed class ConsolePageTests : IAsyncLifetime
{
    private readonly UiContext ui = new();
    private readonly ServedFiles files = new();
    private ConsoleScene scene = null!;

    public async ValueTask InitializeAsync()
    {
        scene = await ConsoleScene.CreateAsync(DatabaseProvider.Sqlite);
        Hand<ConsoleDesk>().Hand<VmQueries>().Hand<ILiveFeed>().Hand<AccountQueries>().Hand<VmActions>().Hand<VmDeletion>().Hand<VmEndings>();
        ui.Services.AddSingleton<TimeProvider>(scene.Panel.Time).AddSingleton(scene.Panel.Database.Clock).AddScoped<MachineActs>().AddSingleton(new ConsoleFiles(files));
        ui.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        ui.JSInterop.SetupModule("./console.js").SetupModule("open", _ => true);
    }

    public async ValueTask DisposeAsync()
    {
        await ui.DisposeAsync();
        await scene.DisposeAsync();
    }

    [Fact]
    public void Kinds_Both_CanBeChosenAndTheAskedOneIsConnected()
    {
        var page = Draw("terminal");

        Assert.Equal(["Screen", "Terminal"], page.FindAll(".top .seg a").Select(a => a.TextContent));
        Assert.Equal("Terminal", page.Find(".top .seg [aria-current=page]").TextContent);
        Assert.Equal("Terminal", Connected());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("tape")]
    public void Kinds_NoneOrAnUnknownOneAsked_ShowsTheUsualOne(string? kind)
    {
        Draw(kind);

        Assert.Equal("Screen", Connected());
    }

    [Fact]
    public async Task Open_ForTheScript_GivesKindAndTicketAndNothingOfThemStandsInThePage()
    {
        var page = Draw();

        var answer = await page.InvokeAsync(() => page.Instance.OpenAsync("Screen"));

        Assert.Equal(("Screen", null), (answer.Kind, answer.Refusal));
        Assert.NotNull(answer.Ticket);
        Assert.DoesNotContain(answer.Ticket, page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Ticket, answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WithoutTheFilesFromNpm_SaysSo()
    {
        files.AreThere = false;
        var page = Draw();

        var answer = await page.InvokeAsync(() => page.Instance.OpenAsync("Screen"));

        Assert.Equal((null, "The console needs front-end files that this panel was built without."), (answer.Ticket, answer.Refusal));
    }

    [Fact]
    public async Task Open_RegionDoesNotAnswer_GivesItsSentence()
    {
        scene.Backend.Open = _ => throw new BackendException(BackendErrorKind.Unavailable, "down");
        var page = Draw();

        var answer = await page.InvokeAsync(() => page.Instance.OpenAsync("Screen"));

        Assert.Equal("Amsterdam does not answer right now.", answer.Refusal);
    }

    [Fact]
    public async Task Elsewhere_Address_StandsInOneLinkThatGivesNothingAwayAndGoesOnceItWasUsed()
    {
        const string Address = "https://cloud.example.org/vnc?token=s3cret-1";
        scene.Backend.Open = _ => new ConsoleAccess.Url(new Uri(Address));
        var page = Draw();

        var answer = await page.InvokeAsync(() => page.Instance.OpenAsync("Screen"));

        Assert.Equal((null, null, null), (answer.Kind, answer.Ticket, answer.Refusal));
        var link = page.Find("main .console-note a.primary");
        Assert.Equal((Address, "_blank", "noopener noreferrer"), (link.GetAttribute("href"), link.GetAttribute("target"), link.GetAttribute("rel")));
        Assert.Equal(2, page.Markup.Split("s3cret-1").Length);
        await link.ClickAsync();
        Assert.DoesNotContain("s3cret-1", page.Markup, StringComparison.Ordinal);
        Assert.Single(page.FindAll("main [role=status] [data-act=again]"));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    public async Task Elsewhere_AddressThatIsNoPage_IsNoLink(string address)
    {
        scene.Backend.Open = _ => new ConsoleAccess.Url(new Uri(address));
        var page = Draw();

        var answer = await page.InvokeAsync(() => page.Instance.OpenAsync("Screen"));

        Assert.NotNull(answer.Refusal);
        Assert.DoesNotContain(address, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_OffersToStartItAndConnectsOnceItRuns()
    {
        await PowerAsync("stopped", DesiredPower.Off);
        var page = Draw();

        Assert.Equal("The machine is stopped.", page.Find("main [role=status] h2").TextContent);
        Assert.Empty(ui.JSInterop.Invocations["connect"]);
        await page.Find("main [role=status] button").ClickAsync();
        Assert.Equal(1, await scene.Panel.ReadAsync(db => db.Operations.CountAsync(o => o.Kind == OperationKind.Start)));
        await PowerAsync("running", DesiredPower.On);
        scene.Panel.Get<ILiveFeed>().Publish([new LiveChange(SubjectKind.Vm, scene.Vm.Value, scene.Panel.Stock.Account)]);

        await Harness.Wait.UntilAsync("the console connects", () =>
        {
            scene.Panel.Advance(TimeSpan.FromSeconds(1));
            return ui.JSInterop.Invocations["connect"].Count == 1;
        });
        Assert.Empty(page.FindAll("main [role=status] h2"));
    }

    [Fact]
    public async Task Suspended_SaysSoAndConnectsNothing()
    {
        await scene.TakeAwayAsync("machine suspended");

        var page = Draw();

        Assert.Contains("is suspended", page.Find("main [role=status] p").TextContent, StringComparison.Ordinal);
        Assert.Empty(ui.JSInterop.Invocations["connect"]);
    }

    [Fact]
    public async Task Stranger_SeesNoMachine()
    {
        var (_, stranger) = await scene.Panel.AddCustomerAsync("eve");

        var page = Draw(actor: stranger);

        Assert.DoesNotContain("web-1", page.Markup, StringComparison.Ordinal);
        Assert.Contains("There is no machine", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void LogInFromBeforeConsoles_IsAskedToReload()
    {
        var page = Draw(session: null);

        Assert.Contains("older than", page.Find("main [role=status] p").TextContent, StringComparison.Ordinal);
        Assert.Empty(ui.JSInterop.Invocations["connect"]);
    }

    [Fact]
    public async Task Staff_IsToldThatTheCustomerSeesIt_AndTheOwnerIsNot()
    {
        var staff = await PanelStock.AddStaffAsync(scene.Panel, UserRoles.Support);

        var theirs = Draw(actor: staff);
        var owners = Draw();

        Assert.Contains("The customer sees", theirs.Find(".console-staff").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/admin/vms?account=", theirs.Find("[data-back]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Empty(owners.FindAll(".console-staff"));
        Assert.Equal($"/panel/vms/{scene.Vm}", owners.Find("[data-back]").GetAttribute("href"));
    }

    [Fact]
    public async Task HostKey_Forgotten_OnlyAfterItWasAgreedTo()
    {
        await scene.Panel.WriteAsync(async db =>
        {
            db.VmHostKeys.Add(new VmHostKey { VmId = scene.Vm, Host = "192.0.2.7:22", Key = "ssh-ed25519 SHA256:abc", FirstSeenAt = Instant.From(scene.Panel.Time.GetUtcNow()) });
            await db.SaveChangesAsync();
        });
        ui.Render<MudPopoverProvider>();
        var dialogs = ui.Render<MudDialogProvider>();
        var page = Draw();

        var kept = page.InvokeAsync(page.Instance.ForgetAsync);
        dialogs.WaitForElement(".mud-dialog-actions button").Click();
        Assert.False(await kept.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken));
        Assert.Equal(1, await scene.Panel.ReadAsync(db => db.VmHostKeys.CountAsync()));
        var forgotten = page.InvokeAsync(page.Instance.ForgetAsync);
        dialogs.WaitForElement(".mud-dialog-actions .danger").Click();

        Assert.True(await forgotten.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken));
        Assert.Equal(0, await scene.Panel.ReadAsync(db => db.VmHostKeys.CountAsync()));
    }

    private IRenderedComponent<ConsolePage> Draw(string? kind = null, Actor? actor = null, string? session = ConsoleScene.Session)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, (actor ?? scene.Owner).UserId!.Value.ToString(CultureInfo.InvariantCulture)), new(ClaimTypes.Name, "mara")];
        if (session is not null) claims.Add(new(LoginSession.ClaimType, session));
        var login = Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(claims, "test"))));
        ui.Services.GetRequiredService<NavigationManager>().NavigateTo($"/panel/vms/{scene.Vm}/console" + (kind is null ? "" : "?kind=" + kind));
        var page = ui.Render<ConsolePage>(p => p.Add(c => c.Id, scene.Vm.Value).AddCascadingValue(login));
        page.WaitForElement("main[data-live] .stage, main[data-live] .console-note");
        return page;
    }

    private string? Connected() => (string?)ui.JSInterop.Invocations["connect"].Single().Arguments[0];

    private Task PowerAsync(string state, DesiredPower desired) => scene.Panel.WriteAsync(db => db.VirtualMachines.ExecuteUpdateAsync(
        s => s.SetProperty(v => v.PowerState, state).SetProperty(v => v.DesiredPower, desired)));

    private ConsolePageTests Hand<T>() where T : class
    {
        ui.Services.AddSingleton(scene.Panel.Get<T>());
        return this;
    }
}
