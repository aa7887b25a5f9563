using Lobster.Web.Components.Login;
using Microsoft.AspNetCore.Identity;

namespace Lobster.Tests.Web.Login;

public sealed class RulesTests
{
    [Theory]
    [InlineData("abc")]
    [InlineData("Mara Lindqvist")]
    [InlineData("mara@studio-nord.example")]
    [InlineData("\u0416\u0435\u043d\u044f")]
    [InlineData("😀😀")]
    public void UserName_ThreeTo128PrintableCharacters_IsFine(string name) => Assert.Null(UserNameRule.Fault(name));

    [Theory]
    [InlineData(null)]
    [InlineData("ab")]
    [InlineData(" abc")]
    [InlineData("abc ")]
    [InlineData("a\u0000bc")]
    [InlineData("a\nbc")]
    [InlineData("a\u200bbc")]
    [InlineData("a\u202ebc")]
    [InlineData("a\u2028bc")]
    [InlineData("a\ue000bc")]
    public void UserName_ShortPaddedOrUnprintable_IsRefused(string? name) => Assert.NotNull(UserNameRule.Fault(name));

    [Fact]
    public void UserName_LengthIsBounded()
    {
        Assert.Null(UserNameRule.Fault(new string('a', 128)));
        Assert.NotNull(UserNameRule.Fault(new string('a', 129)));
    }

    [Fact]
    public void Codes_TravelInLinksUnchanged()
    {
        const string Code = "CfDJ8+/=ä==";

        Assert.Equal(Code, Codes.FromLink(Codes.ForLink(Code)));
        Assert.DoesNotContain(Codes.ForLink(Code), c => c is '+' or '/' or '=');
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not base64!")]
    [InlineData("%%%")]
    public void Codes_Mangled_AreEmpty(string? link) => Assert.Equal("", Codes.FromLink(link));

    [Fact]
    public void Faults_StandBesideTheFieldTheyAreAbout()
    {
        var describer = new IdentityErrorDescriber();

        var faults = FormFaults.Of(IdentityResult.Failed(describer.DuplicateUserName("x"), describer.PasswordTooShort(10), describer.PasswordMismatch()));

        Assert.Equal(["name", "password", "current"], faults.ByField.Keys);
        Assert.False(FormFaults.Of(IdentityResult.Success).Any);
    }

    [Fact]
    public void Faults_OfATakenName_AreTheSameWhetherTheAddressIsKnownOrNot()
    {
        var taken = FormFaults.Of(IdentityResult.Failed(new IdentityErrorDescriber().DuplicateUserName("x")));

        Assert.Equal(FormFaults.Taken["name"], taken["name"]);
    }
}
