using Bunit;
using Lobster.Web.Components.Admin.Health;

namespace Lobster.Tests.Web.Admin;

public sealed class LooksCardTests
{
    [Fact]
    public async Task Card_BeforeTheFirstLook_SaysWhenItComes()
    {
        await using var ui = new UiContext();

        var card = ui.Render<LooksCard>(p => p.Add(c => c.Looks, []));

        Assert.Contains("0 looks so far.", card.Markup, StringComparison.Ordinal);
    }
}
