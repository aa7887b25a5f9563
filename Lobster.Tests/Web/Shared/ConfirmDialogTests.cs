using Bunit;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Lobster.Tests.Web.Shared;

public sealed class ConfirmDialogTests : IAsyncLifetime
{
    private static readonly ConfirmRequest Delete = new("Delete db-1?", "Its disk is gone for good.", "Delete db-1")
    {
        Name = "db-1", Destroys = true, Lines = [new("Last charge", "$0.0596")],
    };

    private readonly UiContext ui = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ui.DisposeAsync();

    [Fact]
    public async Task Dangerous_WantsTheNameBeforeItAgrees()
    {
        var (page, answer) = await AskAsync(Delete);

        Assert.True(page.Find("button.danger").HasAttribute("disabled"));
        page.Find("#lb-confirm").Input("db-");
        Assert.True(page.Find("button.danger").HasAttribute("disabled"));
        page.Find("#lb-confirm").Input("db-1");
        await page.Find("button.danger").ClickAsync();

        Assert.True(await answer.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Dangerous_EnterOnAWrongName_DoesNothing()
    {
        var (page, answer) = await AskAsync(Delete);

        page.Find("#lb-confirm").Input("DB-1");
        page.Find("#lb-confirm").KeyDown("Enter");

        Assert.False(answer.IsCompleted);
    }

    [Fact]
    public async Task Plain_AgreesAtOnce_AndShowsNoField()
    {
        var (page, answer) = await AskAsync(new ConfirmRequest("Reboot db-1?", "It is away for a minute.", "Reboot db-1"));

        Assert.Empty(page.FindAll("input"));
        await page.Find("button.primary").ClickAsync();

        Assert.True(await answer.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Keeping_IsNoAgreement()
    {
        var (page, answer) = await AskAsync(Delete);

        Assert.Equal("Keep it", page.Find("button.line").TextContent);
        await page.Find("button.line").ClickAsync();

        Assert.False(await answer.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    private async Task<(IRenderedComponent<MudDialogProvider> Page, Task<bool> Answer)> AskAsync(ConfirmRequest request)
    {
        ui.Render<MudPopoverProvider>();
        var page = ui.Render<MudDialogProvider>();
        var dialogs = ui.Services.GetRequiredService<IDialogService>();
        Task<bool> answer = null!;
        await page.InvokeAsync(() => { answer = dialogs.AskAsync(request); });
        page.WaitForElement("button.btn");
        return (page, answer);
    }
}
