using Lobster.Core;
using Lobster.Core.Images;

namespace Lobster.Tests.Images;

public sealed class ImageSourceTests
{
    [Theory]
    [InlineData("https://cloud.example.org/images/debian-13.qcow2")]
    [InlineData("  http://203.0.113.7/disk.raw?sig=a%2Fb ")]
    [InlineData("https://[2001:db8::7]/disk.raw")]
    public void Read_FileOnTheInternet_IsTaken(string text)
    {
        Assert.Null(ImageSource.Read(text, allowsPrivate: false, out var source));
        Assert.Equal(text.Trim(), source!.AbsoluteUri);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("debian-13.qcow2")]
    [InlineData("/var/lib/images/debian.qcow2")]
    [InlineData("file:///etc/shadow")]
    [InlineData("ftp://example.org/disk.raw")]
    [InlineData("https://mara:secret@example.org/disk.raw")]
    public void Read_NoAddressOfAFile_IsRefusedBesideTheField(string? text)
    {
        var refusal = Assert.IsType<Refusal.Invalid>(ImageSource.Read(text, allowsPrivate: true, out var source));

        Assert.Equal("Source", refusal.Field);
        Assert.Null(source);
    }

    [Fact]
    public void Read_AddressWithoutEnd_IsRefused() =>
        Assert.IsType<Refusal.Invalid>(ImageSource.Read("https://example.org/" + new string('a', 2000), allowsPrivate: true, out _));

    [Theory]
    [InlineData("http://localhost/disk.raw")]
    [InlineData("http://metadata/disk.raw")]
    [InlineData("http://metadata.google.internal./computeMetadata/v1/")]
    [InlineData("http://nas.LAN/disk.raw")]
    [InlineData("http://127.0.0.1:9292/v2/images")]
    [InlineData("http://2130706433/disk.raw")]
    [InlineData("http://0x7f.1/disk.raw")]
    [InlineData("http://0/disk.raw")]
    [InlineData("http://10.1.2.3/disk.raw")]
    [InlineData("http://100.64.0.1/disk.raw")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://172.31.255.255/disk.raw")]
    [InlineData("http://192.168.1.1/disk.raw")]
    [InlineData("http://239.1.1.1/disk.raw")]
    [InlineData("http://[::1]/disk.raw")]
    [InlineData("http://[::ffff:169.254.169.254]/disk.raw")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/disk.raw")]
    [InlineData("http://[fd00::1]/disk.raw")]
    [InlineData("http://[fe80::1]/disk.raw")]
    public void Read_PrivateNetwork_IsTakenOnlyWhereAllowed(string text)
    {
        var refusal = ImageSource.Read(text, allowsPrivate: false, out _);

        Assert.Contains("private network", Assert.IsType<Refusal.Invalid>(refusal).English, StringComparison.Ordinal);
        Assert.Null(ImageSource.Read(text, allowsPrivate: true, out _));
    }
}
