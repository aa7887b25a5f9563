using System.Text;
using Lobster.Backends.Payments.Test;

namespace Lobster.Tests.Payments;

public sealed class SignedStampTests
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("whsec_of_a_test");
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"evt_1"}""");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_767_614_400);

    // Computed with another tool: printf '%s' '1767614400.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_of_a_test
    private const string Known = "f5120adc1fe99d761b4983182fb921022811f199961dbb320a49dd6f8cf9034e";

    [Fact]
    public void Sign_KnownBody_GivesTheKnownSignature() => Assert.Equal($"t=1767614400,v1={Known}", SignedStamp.Sign(Secret, Now, Body));

    [Theory]
    [InlineData($"t=1767614400,v1={Known}")]
    [InlineData($"t=1767614400, v1=00, v1={Known}")]
    [InlineData($"v0=abc,t=1767614400,v1={Known}")]
    public void Problem_Genuine_IsNull(string header) => Assert.Null(SignedStamp.Problem(header, Secret, Now, Body));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("t=,v1=")]
    [InlineData("t=1767614400")]
    [InlineData($"v1={Known}")]
    [InlineData($"t=1767614401,v1={Known}")]
    [InlineData($"t=-1767614400,v1={Known}")]
    [InlineData($"t=1767614400,v0={Known}")]
    [InlineData($"t=1767614400,v1={Known}0")]
    [InlineData("t=1767614400,v1=zz")]
    [InlineData("t=99999999999999999999999,v1=00")]
    public void Problem_NotGenuine_IsToldAndNothingThrows(string? header) => Assert.NotNull(SignedStamp.Problem(header, Secret, Now, Body));

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void Problem_ClockDiffers_IsToleratedForFiveMinutes(int seconds, bool accepted) =>
        Assert.Equal(accepted, SignedStamp.Problem($"t=1767614400,v1={Known}", Secret, Now.AddSeconds(seconds), Body) is null);

    [Fact]
    public void Problem_EveryFlippedBitOfTheBody_IsRejected()
    {
        var header = SignedStamp.Sign(Secret, Now, Body);
        for (var bit = 0; bit < Body.Length * 8; bit++)
        {
            var tampered = (byte[])Body.Clone();
            tampered[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Equal("wrong signature", SignedStamp.Problem(header, Secret, Now, tampered));
        }
    }
}
