using Bunit;
using Lobster.Core.Compute;
using Lobster.Web.Components.Shared;

namespace Lobster.Tests.Web.Shared;

public sealed class OptionFormTests : IDisposable
{
    private static readonly OptionField[] Fields =
    [
        new("url", "Address") { Required = true, Help = "With the port." },
        new("timeout", "Answer within", OptionKind.Number) { Default = "20" },
        new("debug", "Verbose", OptionKind.Switch) { Default = "false" },
        new("zone", "Zone", OptionKind.Choice) { Default = "b", Choices = [new("a", "Zone A"), new("b", "Zone B")] },
        new("token", "Token", OptionKind.Secret) { Required = true },
        new("notes", "Notes", OptionKind.Multiline),
        new("key", "Private key", OptionKind.SecretMultiline),
    ];

    private readonly UiContext ui = new();
    private readonly Dictionary<string, string> values = new() { ["url"] = "https://cloud.example" };

    public void Dispose() => ui.Dispose();

    [Fact]
    public void EveryKind_IsDrawnAndKeepsWhatIsTyped()
    {
        var form = Draw();

        form.Find("#o-timeout").Change(" 30 ");
        form.Find("#o-debug").Change(true);
        form.Find("#o-zone").Change("a");
        form.Find("#o-token").Change("hush");
        form.Find("#o-notes").Change("one\ntwo\n");
        form.Find("#o-key").Change("-----BEGIN\nKEY-----\n");

        Assert.Equal("https://cloud.example", form.Find("#o-url").GetAttribute("value"));
        Assert.Equal(("30", "true", "a", "hush"), (values["timeout"], values["debug"], values["zone"], values["token"]));
        Assert.Equal(("one\ntwo\n", "-----BEGIN\nKEY-----\n"), (values["notes"], values["key"]));
        Assert.Equal("password", form.Find("#o-token").GetAttribute("type"));
        Assert.Equal("new-password", form.Find("#o-token").GetAttribute("autocomplete"));
    }

    [Fact]
    public void Empty_ShowsTheDefault()
    {
        var form = Draw();

        Assert.Equal("20", form.Find("#o-timeout").GetAttribute("placeholder"));
        Assert.Equal("b", form.Find("#o-zone").GetAttribute("value"));
        Assert.False(form.Find("#o-debug").HasAttribute("checked"));
        Assert.Contains("optional", form.Find("label[for=o-notes]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("optional", form.Find("label[for=o-url]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void StoredSecret_IsNamedNotShownUntilReplaced()
    {
        var form = Draw(kept: ["token"]);

        Assert.Empty(form.FindAll("#o-token"));
        Assert.Contains("•••• set 3 Oct by Jonas", form.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("token", values.Keys);
        form.Find("button[aria-label='Replace Token']").Click();
        form.Find("#o-token").Change("new one");

        Assert.Equal("new one", values["token"]);
        form.FindAll("button").Single(b => b.TextContent == "Keep the stored one").Click();
        Assert.DoesNotContain("token", values.Keys);
    }

    [Fact]
    public void Problem_StandsBesideItsFieldInPlaceOfTheHelp()
    {
        var form = Draw(problems: new() { ["url"] = "Begin with https://." });

        Assert.Equal("Begin with https://.", form.Find("#o-url-e[role=alert]").TextContent.Trim());
        Assert.Equal("true", form.Find("#o-url").GetAttribute("aria-invalid"));
        Assert.Equal("o-url-e", form.Find("#o-url").GetAttribute("aria-describedby"));
        Assert.DoesNotContain("With the port.", form.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<OptionForm> Draw(string[]? kept = null, Dictionary<string, string>? problems = null) => ui.Render<OptionForm>(p => p
        .Add(f => f.Fields, Fields).Add(f => f.Values, values).Add(f => f.SecretKeys, kept ?? []).Add(f => f.Kept, "•••• set 3 Oct by Jonas")
        .Add(f => f.Problems, problems ?? []));
}
