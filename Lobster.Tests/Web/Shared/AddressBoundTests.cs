using Bunit;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Web.Shared;

/// <summary>Search, filters and pages live in the address and nowhere else.</summary>
public sealed class AddressBoundTests : IDisposable
{
    private readonly UiContext ui = new();

    private NavigationManager Navigation => ui.Services.GetRequiredService<NavigationManager>();

    public void Dispose() => ui.Dispose();

    [Fact]
    public void Pager_SaysWhatIsShown_AndLeadsOn()
    {
        Navigation.NavigateTo("/panel/vms?page=2&q=web");

        var pager = ui.Render<Pager>(p => p.Add(g => g.Number, 2).Add(g => g.Total, 312));

        Assert.Equal("26 to 50 of 312", pager.Find(".num").TextContent);
        Assert.Equal(["http://localhost/panel/vms?q=web", "http://localhost/panel/vms?page=3&q=web"], pager.FindAll("a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void Pager_LastPage_LeadsOnlyBack()
    {
        var pager = ui.Render<Pager>(p => p.Add(g => g.Number, 13).Add(g => g.Total, 312));

        Assert.Equal("301 to 312 of 312", pager.Find(".num").TextContent);
        Assert.Single(pager.FindAll("a"));
    }

    [Fact]
    public void Pager_NothingThere_IsNotDrawn() => Assert.Empty(ui.Render<Pager>(p => p.Add(g => g.Number, 1).Add(g => g.Total, 0)).Markup.Trim());

    [Fact]
    public void Search_GoesToTheFirstPageOfWhatWasTyped()
    {
        Navigation.NavigateTo("/panel/vms?page=4&state=Running");
        var field = ui.Render<SearchField>(p => p.Add(s => s.Placeholder, "Name"));

        field.Find("input").Change(" web ");

        Assert.Equal("http://localhost/panel/vms?state=Running&q=web", Navigation.Uri);
    }

    [Fact]
    public void Search_Emptied_LeavesTheAddress()
    {
        Navigation.NavigateTo("/panel/vms?q=web");
        var field = ui.Render<SearchField>(p => p.Add(s => s.Placeholder, "Name").Add(s => s.Value, "web"));

        field.Find("input").Change("");

        Assert.Equal("http://localhost/panel/vms", Navigation.Uri);
    }

    [Fact]
    public void Filter_Set_NamesItsChoiceAndLeadsToTheListWithoutIt()
    {
        Navigation.NavigateTo("/panel/vms?state=Running&page=3");

        var chip = ui.Render<FilterChip>(p => p.Add(f => f.Key, "state").Add(f => f.Label, "State").Add(f => f.Value, "Running").Add(f => f.Options, [new("Running", "Running now")]));

        Assert.Equal("Running now", chip.Find("b").TextContent);
        Assert.Equal("http://localhost/panel/vms", chip.Find("a").GetAttribute("href"));
    }
}
