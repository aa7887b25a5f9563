using Lobster.Backends.Compute.Sandbox.Screen;

namespace Lobster.Tests.Compute.Sandbox.Screen;

/// <summary>Clients that do what they must not end alone, over a real socket.</summary>
public sealed class SandboxScreenLimitsTests : ScreenSuite
{
    public static TheoryData<string, byte[]> Bad => new()
    {
        { "unknown type", [99] },
        { "a clipboard too long", [6, 0, 0, 0, 0, 1, 0, 1] },
        { "a clipboard of the extended kind", [6, 0, 0, 0, 0xff, 0xff, 0xff, 0xf0] },
        { "too many encodings", [2, 0, 1, 1] },
        { "a colour map", [0, 0, 0, 0, 8, 8, 0, 0, .. new byte[12]] },
        { "24 bits", [0, 0, 0, 0, 24, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0] },
        { "a shift beyond the pixel", [0, 0, 0, 0, 16, 16, 0, 1, 0, 31, 0, 63, 0, 31, 11, 5, 200, 0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Message_ThatIsBad_EndsThatConnectionAlone(string what, byte[] message)
    {
        var other = await AtLoginAsync();
        var client = await OpenAsync(await AccessToNewAsync("web2"));

        await client.WriteAsync(message);

        Assert.True(await client.IsClosedAsync(), what);
        await other.TypeAsync("x");
        await other.UntilAsync("login: x");
    }

    [Fact]
    public async Task Clipboard_AsLongAsIsTaken_IsTaken()
    {
        var client = await AtShellAsync();

        await client.WriteAsync([6, 0, 0, 0, 0, 1, 0, 0, .. Enumerable.Repeat((byte)'a', RfbReader.LongestCutText)]);
        await client.TypeAsync("!");

        await client.UntilAsync("$ !");
    }

    [Fact]
    public async Task ClientThatReadsLate_GetsFewUpdatesForManyRequests()
    {
        const int Requests = 300;
        var client = await AtShellAsync();
        for (var i = 0; i < Requests; i++)
            await client.RequestAsync(whole: true);
        await client.TypeAsync("#");

        var updates = 0;
        while (!client.Text().Contains("$ #", StringComparison.Ordinal))
        {
            await client.ReceiveAsync();
            updates++;
            await client.RequestAsync(whole: false);
        }

        Assert.InRange(updates, 1, Requests / 4);
    }

    [Fact]
    public async Task ClientThatNeverReads_IsDroppedAfter30Seconds()
    {
        var other = await AtLoginAsync();
        var client = await OpenAsync(await AccessToNewAsync("web2"));

        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (!Patience.IsCancellationRequested)
            {
                await client.RequestAsync(whole: true);
                Cloud.Time.Advance(TimeSpan.FromSeconds(31));
            }
        });

        await other.TypeAsync("x");
        await other.UntilAsync("login: x");
    }
}
