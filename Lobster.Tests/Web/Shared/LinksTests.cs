using Lobster.Web.Components.Login;
using Lobster.Web.Components.Shared;

namespace Lobster.Tests.Web.Shared;

public sealed class LinksTests
{
    [Fact]
    public void Links_AreBuiltFromIds()
    {
        Assert.Equal("/panel/vms/1042", Links.Vm(1042));
        Assert.Equal("/admin/accounts/7", Links.AdminAccount(7));
        Assert.Equal("/panel/charges?month=2026-11&vm=4&hour=2429", Links.ChargesOf(new DateOnly(2026, 11, 3), 4, 2429));
        Assert.Equal("/login?returnUrl=%2Fpanel%2Fvms", Links.LoginThen("/panel/vms"));
    }

    [Theory]
    [InlineData("/panel/vms?q=a", "/panel/vms?q=a")]
    [InlineData("/", "/")]
    [InlineData(null, "/panel")]
    [InlineData("", "/panel")]
    [InlineData("//evil.example", "/panel")]
    [InlineData("/\\evil.example", "/panel")]
    [InlineData("/\t/evil.example", "/panel")]
    [InlineData("https://evil.example", "/panel")]
    public void AfterLogin_OnlyPagesOfThePanelAreOpened(string? asked, string opened) => Assert.Equal(opened, FormPage.Local(asked));
}
