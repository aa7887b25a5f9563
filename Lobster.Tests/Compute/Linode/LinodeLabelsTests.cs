using Lobster.Backends.Compute.Linode;

namespace Lobster.Tests.Compute.Linode;

public sealed class LinodeLabelsTests
{
    private static readonly Guid Token = new("0198a1f2-0000-7000-8000-0123456789ab");

    [Theory]
    [InlineData("web1", "web1-0123456789ab")]
    [InlineData("Café & Söhne", "Cafe-Sohne-0123456789ab")]
    [InlineData("a--b__c..d", "a-b_c.d-0123456789ab")]
    [InlineData("-web-", "web-0123456789ab")]
    [InlineData("1st", "vm-1st-0123456789ab")]
    [InlineData("東京", "vm-0123456789ab")]
    public void Of_Name_IsALabelThatLinodeTakes(string name, string expected) => Assert.Equal(expected, LinodeLabels.Of(name, Token));

    [Fact]
    public void Of_LongName_IsCutBeforeTheToken()
    {
        var label = LinodeLabels.Of(new string('a', 50) + "-" + new string('b', 13), Token);

        Assert.Equal(new string('a', 50) + "-0123456789ab", label);
    }

    [Fact]
    public void Name_OfItsOwnLabel_IsTheNameAgain()
    {
        Assert.Equal("web1", LinodeLabels.Name(LinodeLabels.Of("web1", Token), Token));
        Assert.Equal("theirs", LinodeLabels.Name("theirs", null));
        Assert.Equal("renamed", LinodeLabels.Name("renamed", Token));
    }

    [Fact]
    public void OfImage_LongStrangeName_IsShortAndPlain() =>
        Assert.Equal("Cafe - it's 2-" + new string('x', 36), LinodeLabels.OfImage("Café / it's 2€" + new string('x', 60)));

    [Fact]
    public void Password_Always_IsLongAndMixed()
    {
        var password = LinodePasswords.Next();

        Assert.Equal(28, password.Length);
        Assert.Contains(password, char.IsAsciiLetterUpper);
        Assert.Contains(password, char.IsAsciiLetterLower);
        Assert.Contains(password, char.IsAsciiDigit);
        Assert.NotEqual(password, LinodePasswords.Next());
    }
}
