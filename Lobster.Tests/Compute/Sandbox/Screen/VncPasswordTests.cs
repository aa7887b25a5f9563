using Lobster.Backends.Compute.Sandbox.Screen;
using Lobster.Backends.Consoles;

namespace Lobster.Tests.Compute.Sandbox.Screen;

public sealed class VncPasswordTests
{
    [Fact]
    public void Answer_ToAKnownChallenge_IsWhatOtherViewersGive() =>
        Assert.Equal("8AAC2B25EFE4EEBA02C5CA4BD26807E4", Convert.ToHexString(VncChallenge.Answer("Lobster1", Convert.FromHexString("000102030405060708090A0B0C0D0E0F"))));

    [Fact]
    public void Fits_AnswerOfAnotherPassword_DoesNot()
    {
        var challenge = new byte[VncChallenge.Length];
        var (one, two) = (VncPassword.New(), VncPassword.New());

        Assert.True(VncPassword.Fits(one, challenge, VncChallenge.Answer(one, challenge)));
        Assert.False(VncPassword.Fits(one, challenge, VncChallenge.Answer(two, challenge)));
    }
}
