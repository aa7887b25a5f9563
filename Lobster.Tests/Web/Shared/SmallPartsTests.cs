using Bunit;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Tests.Web.Shared;

public sealed class SmallPartsTests : IDisposable
{
    private readonly UiContext ui = new();

    public void Dispose() => ui.Dispose();

    [Fact]
    public void Steps_SayTheirStateInWordsToo()
    {
        var steps = ui.Render<Steps>(p => p.Add(s => s.Items,
            [new(StepMark.Done, "Requested"), new(StepMark.Now, "Booting", "Debian 13", "0:41"), new(StepMark.Failed, "Resize refused"), new(StepMark.Todo, "Ready")]));

        Assert.Equal(["done", "now", "fail", "todo"], steps.FindAll("li").Select(l => l.ClassName));
        Assert.Contains("going on", steps.FindAll("li")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("polite", steps.Find("ol").GetAttribute("aria-live"));
    }

    [Fact]
    public void Skeleton_WaitsForTwoTenthsOfASecond()
    {
        ui.Renderer.SetRendererInfo(new RendererInfo("Server", true));
        var rows = ui.Render<SkeletonRows>(p => p.Add(r => r.Rows, 3));

        Assert.Empty(rows.FindAll("li"));
        ui.Time.Advance(TimeSpan.FromMilliseconds(200));

        rows.WaitForAssertion(() => Assert.Equal(3, rows.FindAll("li").Count));
    }

    [Fact]
    public void Failed_NamesItsReferenceAndTriesAgain()
    {
        var tries = 0;
        var failed = ui.Render<FailedState>(p => p
            .Add(f => f.Title, "Payments could not be loaded").Add(f => f.Text, "Your credit is not affected.").Add(f => f.Reference, "7f3a-91c2").Add(f => f.OnRetry, () => tries++));

        failed.Find("button").Click();

        Assert.Equal("Your credit is not affected. Reference 7f3a-91c2.", failed.Find("p").TextContent);
        Assert.Equal(1, tries);
    }

    [Fact]
    public void FieldError_ReplacesTheHelp()
    {
        var help = ui.Render<FieldError>(p => p.Add(f => f.Id, "x").Add(f => f.Help, "Also its host name."));
        var error = ui.Render<FieldError>(p => p.Add(f => f.Id, "x").Add(f => f.Help, "Also its host name.").Add(f => f.Text, "A name has no blanks."));

        Assert.Equal("Also its host name.", help.Find("#x").TextContent);
        Assert.Equal("A name has no blanks.", error.Find("#x").TextContent);
        Assert.DoesNotContain("host name", error.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void PoolBar_AheadOfEarned_IsAmberAfterTheEarnedPart()
    {
        var bar = ui.Render<PoolBar>(p => p.Add(b => b.Name, "Toronto").Add(b => b.Used, 1_980_000_000_000).Add(b => b.Earned, 1_830_000_000_000).Add(b => b.Allowance, 5_010_000_000_000));

        Assert.Equal("left:36.5%;width:3%", bar.Find(".ahead").GetAttribute("style"));
        Assert.Equal("width:36.5%", bar.Find(".used").GetAttribute("style"));
    }

    [Fact]
    public void PoolBar_WithinEarned_HasNoAmber()
    {
        var bar = ui.Render<PoolBar>(p => p.Add(b => b.Name, "Toronto").Add(b => b.Used, 1).Add(b => b.Earned, 2).Add(b => b.Allowance, 0));

        Assert.Empty(bar.FindAll(".ahead"));
        Assert.Equal("width:50%", bar.Find(".used").GetAttribute("style"));
    }

    [Fact]
    public void Receipt_DrawsPartsAndTotals()
    {
        var receipt = ui.Render<Receipt>(p => p.Add(r => r.Title, "Receipt of one hour").Add(r => r.Amount, "$0.0596")
            .Add(r => r.Parts, [[new("Machine", "db-1", Href: "/panel/vms/1")], [new("Charged", "$0.059600000", Total: true)]]));

        Assert.Equal(2, receipt.FindAll("hr").Count);
        Assert.Equal("/panel/vms/1", receipt.Find("a").GetAttribute("href"));
        Assert.Equal("$0.059600000", receipt.Find(".total dd").TextContent.Trim());
        Assert.Empty(receipt.FindAll("button"));
    }

    [Fact]
    public void Copy_HandsItsValueToTheScript() =>
        Assert.Equal("88412", ui.Render<CopyButton>(p => p.Add(c => c.Value, "88412").Add(c => c.Name, "Ledger entry")).Find("button").GetAttribute("data-lb-copy"));

    [Fact]
    public void Reference_CanBeReadOut() => Assert.Matches("^[0-9a-f]{4}-[0-9a-f]{4}$", Reference.New());
}
