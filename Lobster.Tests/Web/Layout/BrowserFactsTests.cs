using System.Security.Claims;
using Lobster.Web.Components;
using Lobster.Web.Components.Layout;

namespace Lobster.Tests.Web.Layout;

public sealed class BrowserFactsTests
{
    [Theory]
    [InlineData("dark", true)]
    [InlineData("auto-dark", true)]
    [InlineData("light", false)]
    [InlineData("auto-light", false)]
    [InlineData("\"><script>", false)]
    [InlineData(null, false)]
    public void Theme_IsReadFromTheCookie(string? cookie, bool dark) => Assert.Equal(dark, ThemeChoice.Read(cookie).IsDark);

    [Theory]
    [InlineData("Europe%2FAmsterdam", true)]
    [InlineData("UTC", true)]
    [InlineData("Mars%2FOlympus", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Zone_IsReadFromTheCookie_AndUtcOtherwise(string? cookie, bool known)
    {
        var zone = BrowserZone.Read(cookie);

        Assert.Equal(known, zone.IsKnown);
        if (!known) Assert.Equal(TimeZoneInfo.Utc, zone.Zone);
    }

    [Theory]
    [InlineData("Mara Lindqvist", "ML")]
    [InlineData("mara.lindqvist", "ML")]
    [InlineData("mara", "M")]
    [InlineData("", "")]
    public void Avatar_HasUpToTwoLetters(string name, string initials) => Assert.Equal(initials, new ShellUser(1, name, false).Initials);

    [Theory]
    [InlineData("Customer", false)]
    [InlineData("Support", true)]
    [InlineData("Finance", true)]
    [InlineData("Admin", true)]
    public void Staff_AreWhoHasAStaffRole(string role, bool staff)
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "7"), new(ClaimTypes.Name, "jonas"), new(ClaimTypes.Role, role)], "test"));

        Assert.Equal(new ShellUser(7, "jonas", staff), ShellUser.Of(user));
    }
}
