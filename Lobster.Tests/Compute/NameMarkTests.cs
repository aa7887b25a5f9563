using Lobster.Backends.Compute;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute;

public sealed class NameMarkTests
{
    private static readonly Guid Installation = new("0198a1f2-0000-7000-8000-000000000001");
    private static readonly Guid Token = new("0199b3c4-1234-7abc-9def-0123456789ab");

    [Theory]
    [InlineData("web-1", "web-1")]
    [InlineData("My Shop", "my-shop")]
    [InlineData("Bücher & Äpfel", "bucher-apfe")]
    [InlineData("a-name-that-is-longer-than-fits", "a-name-that")]
    [InlineData("cut at the--hyphen", "cut-at-the")]
    [InlineData("日本", "vm")]
    public void Write_AnyName_IsAHostNameThatIsReadBack(string name, string kept)
    {
        var written = NameMark.Write(name, Installation, Token);

        Assert.Equal((kept, new VmMark(Installation, Token)), NameMark.Read(written));
        Assert.InRange(written.Length, 1, 63);
        Assert.Equal(UriHostNameType.Dns, Uri.CheckHostName(written));
        Assert.Equal(new VmMark(Installation, Token), NameMark.Read(written.ToUpperInvariant()).Mark);
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000001")]
    [InlineData("ffffffff-ffff-ffff-ffff-ffffffffffff", "ffffffff-ffff-ffff-ffff-ffffffffffff")]
    public void Write_SmallestAndLargestIds_AreReadBack(string installation, string token) =>
        Assert.Equal(new VmMark(Guid.Parse(installation), Guid.Parse(token)), NameMark.Read(NameMark.Write("a", Guid.Parse(installation), Guid.Parse(token))).Mark);

    [Theory]
    [InlineData("web1")]
    [InlineData("lnbackup test 1")]
    [InlineData("mail.example.org")]
    [InlineData("a.lzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("a.l00000000000000000000000000000000000000000000000-00")]
    [InlineData("")]
    [InlineData(null)]
    public void Read_NameOfAForeignMachine_HasNoMark(string? name) => Assert.Equal((name ?? "", null), NameMark.Read(name));
}
