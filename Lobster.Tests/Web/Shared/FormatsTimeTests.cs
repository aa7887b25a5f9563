using Lobster.Core;
using Lobster.Web.Components.Shared;

namespace Lobster.Tests.Web.Shared;

public sealed class FormatsTimeTests : IDisposable
{
    private readonly UiContext ui = new();

    private Formats F => ui.Formats;

    public void Dispose() => ui.Dispose();

    [Fact]
    public void Date_NamesTheYearOnlyWhenItIsAnother()
    {
        Assert.Equal("Thu 12 Nov, 09:41", F.Date(Instant.Utc(2026, 11, 12, 9, 41)));
        Assert.Equal("Wed 12 Nov 2025, 09:41", F.Date(Instant.Utc(2025, 11, 12, 9, 41)));
    }

    [Fact]
    public void Date_IsInTheCustomersZone_AndDateUtcIsNot()
    {
        F.Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        var at = Instant.Utc(2026, 7, 1, 23, 30);

        Assert.Equal("Thu 2 Jul, 01:30", F.Date(at));
        Assert.Equal("Wed 1 Jul, 23:30 UTC", F.DateUtc(at));
    }

    [Theory]
    [InlineData(4 * 60 + 39, "14:20")]
    [InlineData(2 * 1440 + 4 * 60 + 39, "Sat 14:20")]
    [InlineData(7 * 1440 + 18 * 60 + 30, "Fri 20 Nov, 04:11")]
    [InlineData(61 * 1440, "more than 60 days")]
    [InlineData(-1, "now")]
    public void Until_SaysAsMuchAsIsNeeded(int minutes, string text) =>
        Assert.Equal(text, F.Until(new RunwayEnd(ui.Now + TimeSpan.FromMinutes(minutes))));

    [Fact]
    public void Until_NothingRunning_IsNotRunningOut()
    {
        var never = new RunwayEnd((Instant?)null);

        Assert.Equal("not running out", F.Until(never));
        Assert.Equal("Not running out", F.Lasts(never));
        Assert.Equal("–", F.Left(never));
        Assert.Null(F.LeftDetail(never));
    }

    [Fact]
    public void StripFigure_PutsTheDateUnderTheHour()
    {
        var end = new RunwayEnd(Instant.Utc(2026, 11, 20, 4, 11));

        Assert.Equal("Fri 04:11", F.UntilShort(end));
        Assert.Equal("20 Nov, 7 d 18 h left", F.LeftDetail(end));
        Assert.Equal("Lasts until Fri 20 Nov, 04:11", F.Lasts(end));
    }

    [Theory]
    [InlineData(7 * 1440 + 18 * 60 + 30, "7 d 18 h")]
    [InlineData(5 * 60 + 12, "5 h 12 min")]
    [InlineData(12, "12 min")]
    [InlineData(0, "under 1 min")]
    public void Remaining_HasTwoUnitsAtMost(int minutes, string text) => Assert.Equal(text, F.Remaining(TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData(41, "0:41")]
    [InlineData(725, "12:05")]
    [InlineData(3723, "1:02:03")]
    [InlineData(-5, "0:00")]
    public void Elapsed_CountsLikeAClock(int seconds, string text) => Assert.Equal(text, Formats.Elapsed(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(1200, "1.2 s")]
    [InlineData(1000, "1 s")]
    [InlineData(38_400, "38 s")]
    [InlineData(250_000, "4 min 10 s")]
    public void Took_IsShort(int milliseconds, string text) => Assert.Equal(text, F.Took(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Ago_IsRelativeOnlyUnderAnHour()
    {
        Assert.Equal("30 s ago", F.Ago(ui.Now - TimeSpan.FromSeconds(30)));
        Assert.Equal("5 min ago", F.Ago(ui.Now - TimeSpan.FromMinutes(5)));
        Assert.Equal("Thu 12 Nov, 08:41", F.Ago(ui.Now - TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData(612_400_000_000, "612.40 GB")]
    [InlineData(2_310_000_000_000, "2.31 TB")]
    [InlineData(512, "512 B")]
    public void Bytes_AreDecimalAsBilled(long bytes, string text) => Assert.Equal(text, Formats.Bytes(bytes));

    [Theory]
    [InlineData(4096, "4 GB")]
    [InlineData(512, "512 MB")]
    [InlineData(1536, "1,536 MB")]
    public void Ram_IsAsSold(long megabytes, string text) => Assert.Equal(text, Formats.Ram(megabytes));

    [Theory]
    [InlineData(80, "80 GB")]
    [InlineData(4000, "4 TB")]
    public void Gigabytes_AreAsSold(long gigabytes, string text) => Assert.Equal(text, Formats.Gigabytes(gigabytes));

    [Fact]
    public void Shorten_CutsTheMiddle()
    {
        Assert.Equal("7f3a91c2…c04b", Formats.Shorten("7f3a91c2-0000-4000-8000-1234c04b"));
        Assert.Equal("srv-1042", Formats.Shorten("srv-1042"));
    }
}
